using System;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The number of dimensions.</summary>
        public long ndim => KeepAlive(rg_ndim(Handle));

        /// <inheritdoc cref="ndim"/>
        public long Dimensions => ndim;

        /// <summary>The number of elements.</summary>
        public long NumberOfElements => KeepAlive(rg_numel(Handle));

        /// <summary>The bytes of one element.</summary>
        public long ElementSize => KeepAlive(rg_element_size(Handle));

        /// <summary>The length of each dimension.</summary>
        public long[] shape
        {
            get
            {
                var sizes = new long[ndim];
                Check(rg_sizes(Handle, sizes), this);
                return sizes;
            }
        }

        /// <summary>The type of the elements.</summary>
        public ScalarType dtype => (ScalarType)KeepAlive(rg_dtype(Handle));

        /// <summary>The device that holds the elements.</summary>
        public Device device => new(device_type, device_index);

        /// <summary>The kind of <see cref="device"/>.</summary>
        public DeviceType device_type => (DeviceType)KeepAlive(rg_device_type(Handle));

        /// <summary>Which of its kind the device is; -1 where there is but one.</summary>
        public int device_index => (int)KeepAlive(rg_device_index(Handle));

        /// <summary>Whether the elements lie on a CUDA device.</summary>
        public bool is_cuda => device_type == DeviceType.CUDA;

        /// <summary>Whether the tensor has a shape and no values.</summary>
        public bool is_meta => device_type == DeviceType.META;

        /// <summary>Whether only the elements that are not zero are stored.</summary>
        public bool is_sparse => KeepAlive(rg_is_sparse(Handle));

        /// <inheritdoc cref="ndim"/>
        public long dim() => ndim;

        /// <inheritdoc cref="NumberOfElements"/>
        public long numel() => NumberOfElements;

        /// <inheritdoc cref="ElementSize"/>
        public long element_size() => ElementSize;

        /// <inheritdoc cref="shape"/>
        public long[] size() => shape;

        /// <summary>The length of one dimension; negative ones count from the end.</summary>
        public long size(int dim) => shape[Dimension(dim)];

        /// <summary>The elements between neighbours along each dimension.</summary>
        public long[] stride()
        {
            var strides = new long[ndim];
            Check(rg_strides(Handle, strides), this);
            return strides;
        }

        /// <summary>The elements between neighbours along one dimension; negative ones count from the end.</summary>
        public long stride(int dim) => stride()[Dimension(dim)];

        /// <summary>The elements of the storage before the tensor's first.</summary>
        public long storage_offset() => KeepAlive(rg_storage_offset(Handle));

        /// <summary>Whether the elements lie in row order without gaps.</summary>
        public bool is_contiguous() => KeepAlive(rg_is_contiguous(Handle));

        /// <summary>Whether the processor's memory holds the elements.</summary>
        public bool is_cpu() => device_type == DeviceType.CPU;

        /// <inheritdoc cref="torch.is_floating_point(ScalarType)"/>
        public bool is_floating_point() => torch.is_floating_point(dtype);

        /// <inheritdoc cref="torch.is_integral(ScalarType)"/>
        public bool is_integral() => torch.is_integral(dtype);

        /// <inheritdoc cref="torch.is_complex(ScalarType)"/>
        public bool is_complex() => torch.is_complex(dtype);

        private long KeepAlive(long value)
        {
            GC.KeepAlive(this);
            return value;
        }

        private bool KeepAlive(bool value)
        {
            GC.KeepAlive(this);
            return value;
        }

        private int Dimension(int dim)
        {
            var rank = (int)ndim;
            return dim >= -rank && dim < rank
                ? dim < 0 ? dim + rank : dim
                : throw new ArgumentOutOfRangeException(nameof(dim), dim, $"A tensor of {rank} dimensions has no dimension {dim}");
        }
    }
}

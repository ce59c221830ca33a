using System;
using System.IO;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        /// <summary>The bytes of the elements, in row order. The span is good as long as the tensor lives.</summary>
        /// <exception cref="InvalidOperationException">The elements lie on another device, or not in row order.</exception>
        /// <exception cref="ArgumentException">On setting: the number of bytes is not that of the tensor.</exception>
        public Span<byte> bytes
        {
            get
            {
                if (device_type != DeviceType.CPU || !is_contiguous())
                {
                    throw new InvalidOperationException("Only a contiguous tensor in the processor's memory shows its bytes: use cpu() and contiguous().");
                }

                return new Span<byte>(rg_data_ptr(Handle), checked((int)(NumberOfElements * ElementSize)));
            }

            set
            {
                var target = bytes;
                if (value.Length != target.Length)
                {
                    throw new ArgumentException($"{value.Length} bytes for a tensor of {target.Length}", nameof(value));
                }

                value.CopyTo(target);
                GC.KeepAlive(this);
            }
        }

        public static explicit operator bool(Tensor value) => value.ToBoolean();

        public static explicit operator byte(Tensor value) => value.ToByte();

        public static explicit operator sbyte(Tensor value) => value.ToSByte();

        public static explicit operator short(Tensor value) => value.ToInt16();

        public static explicit operator int(Tensor value) => value.ToInt32();

        public static explicit operator long(Tensor value) => value.ToInt64();

        public static explicit operator float(Tensor value) => value.ToSingle();

        public static explicit operator double(Tensor value) => value.ToDouble();

        /// <summary>The elements, read and written in place.</summary>
        /// <typeparam name="T">The C# type of the elements; it must be that of <see cref="dtype"/>.</typeparam>
        public Utils.TensorAccessor<T> data<T>()
            where T : unmanaged => new(this);

        /// <summary>The one element.</summary>
        /// <exception cref="ArgumentException">There is not exactly one, or it is of another type.</exception>
        public T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1)
            {
                throw new ArgumentException($"item() reads tensors of one element; this one has {NumberOfElements}");
            }

            if (device_type == DeviceType.CPU)
            {
                return data<T>()[0];
            }

            using var here = cpu();
            return here.data<T>()[0];
        }

        /// <summary>The one element, whatever its type.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">There is not exactly one.</exception>
        public Scalar ToScalar()
        {
            var number = Number();
            return number.IsFloatingPoint ? number.ToDouble() : number.IsBoolean ? number.ToInt64() != 0 : number.ToInt64();
        }

        /// <summary>Whether the one element is not zero.</summary>
        public bool is_nonzero() => Number().ToDouble() != 0;

        /// <summary>Writes the elements' bytes, in row order.</summary>
        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            using var here = cpu();
            using var rows = here.contiguous();
            if (rows.NumberOfElements > 0)
            {
                using var memory = new UnmanagedMemoryStream((byte*)rg_data_ptr(rows.Handle), rows.NumberOfElements * rows.ElementSize);
                memory.CopyTo(Present(stream), bufferSize);
            }
        }

        /// <summary>Reads the elements' bytes, in row order, over those that are there.</summary>
        /// <exception cref="EndOfStreamException">There are fewer bytes than elements; the tensor is left half read.</exception>
        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            ArgumentNullException.ThrowIfNull(stream);
            var direct = device_type == DeviceType.CPU && is_contiguous();
            using var rows = direct ? detach() : torch.empty(shape, dtype, CPU);
            var data = (byte*)rg_data_ptr(rows.Handle);
            var remaining = rows.NumberOfElements * rows.ElementSize;
            while (remaining > 0)
            {
                var part = new Span<byte>(data, (int)Math.Min(remaining, 1 << 20));
                stream.ReadExactly(part);
                data += part.Length;
                remaining -= part.Length;
            }

            if (!direct)
            {
                using var unrecorded = no_grad();
                copy_(rows);
            }
        }

        internal Number Number()
        {
            Check(rg_item(Handle, out var value), this);
            return value;
        }
    }
}

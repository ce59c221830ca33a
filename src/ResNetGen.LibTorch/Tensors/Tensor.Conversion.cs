using System;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        // 'disposeAfter' disposes this tensor when the result is another one.

        /// <summary>The tensor as another type: itself where it has it already, unless a copy is asked for.</summary>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Moved(type, device, copy, disposeAfter, non_blocking);

        /// <summary>The tensor on another device: itself where it is there already, unless a copy is asked for.</summary>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Moved(dtype, device, copy, disposeAfter, non_blocking);

        /// <inheritdoc cref="to(Device, bool, bool, bool)"/>
        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Moved(dtype, new Device(device), copy, disposeAfter, non_blocking);

        /// <inheritdoc cref="to(Device, bool, bool, bool)"/>
        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Moved(dtype, new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        /// <summary>The tensor as another type on another device: itself where both are right already, unless a copy is asked for.</summary>
        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Moved(type, device, copy, disposeAfter, non_blocking);

        /// <summary>The tensor with the type and device of another.</summary>
        public Tensor to(Tensor other, bool non_blocking = false) => Moved(Present(other).dtype, other.device, false, false, non_blocking);

        /// <inheritdoc cref="to(ScalarType, bool, bool, bool)"/>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(type, copy, disposeAfter, non_blocking);

        /// <inheritdoc cref="to(ScalarType, bool, bool, bool)"/>
        public Tensor type(ScalarType dtype) => to(dtype);

        /// <inheritdoc cref="to(Tensor, bool)"/>
        public Tensor type_as(Tensor tensor) => to(Present(tensor).dtype);

        /// <summary>The tensor in the processor's memory.</summary>
        public Tensor cpu() => to(CPU);

        /// <summary>The tensor on a CUDA device: the first where none is named.</summary>
        public Tensor cuda(Device? device = null, bool non_blocking = false) => to(device ?? CUDA, non_blocking: non_blocking);

        public Tensor @bool() => to(ScalarType.Bool);

        public Tensor @byte() => to(ScalarType.Byte);

        public Tensor @char() => to(ScalarType.Int8);

        public Tensor @short() => to(ScalarType.Int16);

        public Tensor @int() => to(ScalarType.Int32);

        public Tensor @long() => to(ScalarType.Int64);

        public Tensor half() => to(ScalarType.Float16);

        public Tensor bfloat16() => to(ScalarType.BFloat16);

        public Tensor @float() => to(ScalarType.Float32);

        public Tensor @double() => to(ScalarType.Float64);

        /// <summary>A copy in memory of its own, through which gradients flow.</summary>
        public Tensor clone() => Result(rg_clone(Handle), this);

        /// <summary>The tensor in row order without gaps: itself where it is so already.</summary>
        public Tensor contiguous() => Result(rg_contiguous(Handle), this);

        /// <summary>The same memory, through which no gradient flows.</summary>
        public Tensor detach() => Result(rg_detach(Handle), this);

        /// <summary>Cuts the tensor off the graph that made it.</summary>
        public Tensor detach_() => Changed(rg_detach_(Handle));

        /// <summary>Another tensor object over the same memory and graph.</summary>
        public Tensor alias() => Result(rg_alias(Handle), this);

        /// <summary>Copies the elements of another tensor, which is broadcast, into this one.</summary>
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Changed(rg_copy_(Handle, Borrow(source), nonBlocking), source);

        /// <summary>Makes this tensor show the memory of another.</summary>
        public Tensor set_(Tensor source) => Changed(rg_set_(Handle, Borrow(source)), source);

        private Tensor Moved(ScalarType type, Device device, bool copy, bool disposeAfter, bool nonBlocking)
        {
            ArgumentNullException.ThrowIfNull(device);
            if (!copy && type == dtype && device.type == device_type && (device.index == device_index || device.index < 0))
            {
                return alias();
            }

            var result = Result(rg_to(Handle, new(type, device), copy, nonBlocking), this);
            if (disposeAfter)
            {
                Dispose();
            }

            return result;
        }
    }
}

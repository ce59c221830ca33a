using System;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Converts floating-point parameters and buffers to the type, and moves all to the device. The tensor objects stay the same.</summary>
            /// <exception cref="ArgumentException">The type is neither floating-point nor complex.</exception>
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                CheckType(dtype);
                CheckDevice(device);
                _toEpilog(device, dtype, non_blocking);
                return this;
            }

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                CheckDevice(new Device(deviceType, deviceIndex));
                _toEpilog(deviceType, deviceIndex, non_blocking);
                return this;
            }

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                CheckType(dtype);
                _toEpilog(dtype, non_blocking);
                return this;
            }

            /// <summary>To the type and device of the tensor; a type that parameters cannot have is left alone.</summary>
            public Module _to(Tensor other, bool non_blocking)
            {
                ArgumentNullException.ThrowIfNull(other);
                return CanBeParameters(other.dtype) ? _to(other.device, other.dtype, non_blocking) : _to(other.device.type, other.device.index, non_blocking);
            }

            protected void _toEpilog(ScalarType dtype, bool non_blocking) => _toEpilog(dtype, null, non_blocking);

            protected void _toEpilog(Device device, ScalarType dtype, bool non_blocking) => _toEpilog(dtype, device, non_blocking);

            protected void _toEpilog(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
                _toEpilog(null, new Device(deviceType, deviceIndex), non_blocking);

            /// <summary>Converts and moves the modules below, then this module's own tensors.</summary>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                foreach (var (_, module) in _internal_submodules)
                {
                    if (dtype is null)
                    {
                        module._to(device!.type, device.index, non_blocking);
                    }
                    else if (device is null)
                    {
                        module._to(dtype.Value, non_blocking);
                    }
                    else
                    {
                        module._to(device, dtype.Value, non_blocking);
                    }
                }

                foreach (var (_, parameter) in _internal_params)
                {
                    if (parameter is not null)
                    {
                        Convert(parameter, dtype, device, non_blocking);
                        using var gradient = parameter.grad;
                        if (gradient is not null)
                        {
                            Convert(gradient, dtype, device, non_blocking);
                        }
                    }
                }

                foreach (var (_, (buffer, _)) in _internal_buffers)
                {
                    Convert(buffer, dtype, device, non_blocking);
                }
            }

            // The tensor gets new data under the same object, so that fields, optimizers and dictionaries that hold it need no search and replace.
            private static void Convert(Tensor tensor, ScalarType? dtype, Device? device, bool non_blocking)
            {
                var type = dtype is { } wanted && CanBeParameters(tensor.dtype) ? wanted : tensor.dtype;
                var place = device ?? tensor.device;
                if (type == tensor.dtype && place.type == tensor.device.type && (place.index == tensor.device.index || place.type == DeviceType.CPU))
                {
                    return;
                }

                using var source = tensor.detach();
                using var converted = source.to(type, place, non_blocking: non_blocking);
                tensor.ReplaceData(converted);
            }

            private static bool CanBeParameters(ScalarType type) => is_floating_point(type) || type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

            private static void CheckType(ScalarType type)
            {
                if (!CanBeParameters(type))
                {
                    throw new ArgumentException($"A module's parameters are floating-point or complex numbers; they cannot be converted to {type}.", nameof(type));
                }
            }

            private static void CheckDevice(Device device)
            {
                ArgumentNullException.ThrowIfNull(device);
                if (device.type == DeviceType.CUDA && !cuda.is_available())
                {
                    throw new InvalidOperationException("The module cannot be moved to CUDA: this libtorch has no CUDA, or no CUDA device is there.");
                }
            }
        }
    }
}

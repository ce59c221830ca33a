using System;
using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A device that holds tensors and computes on them.</summary>
    public class Device
    {
        /// <param name="description">"cpu", "cuda", "cuda:1", "meta", …</param>
        /// <exception cref="ArgumentException">The description is none of these.</exception>
        public Device(string description)
        {
            ArgumentNullException.ThrowIfNull(description);
            var colon = description.IndexOf(':', StringComparison.Ordinal);
            type = ParseType(colon < 0 ? description : description[..colon]);
            index = DefaultIndex(type, -1);
            if (colon >= 0)
            {
                index = int.TryParse(description[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
                    ? parsed
                    : throw new ArgumentException($"'{description}' is no device: after the colon comes a number, as in 'cuda:0'", nameof(description));
            }
        }

        /// <param name="deviceType">"cpu", "cuda", "meta", …</param>
        /// <param name="index">Which of them; -1 for the current one.</param>
        public Device(string deviceType, int index = -1) : this(ParseType(deviceType), index)
        {
        }

        /// <param name="deviceType">The kind of device.</param>
        /// <param name="index">Which of them; -1 for the current one.</param>
        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = DefaultIndex(deviceType, index);
        }

        /// <summary>A CUDA device.</summary>
        public Device(int index) : this(DeviceType.CUDA, index)
        {
        }

        /// <summary>The kind of device.</summary>
        public DeviceType type { get; }

        /// <summary>Which of its kind; -1 where there is but one.</summary>
        public int index { get; }

        /// <summary>A description as a device.</summary>
        public static implicit operator Device(string description) => new(description);

        /// <inheritdoc/>
        public override string ToString()
        {
            var name = type.ToString().ToLowerInvariant();
            return index < 0 ? name : $"{name}:{index}";
        }

        private static int DefaultIndex(DeviceType type, int index) => type == DeviceType.CUDA && index < 0 ? 0 : index;

        private static DeviceType ParseType(string name)
        {
            ArgumentNullException.ThrowIfNull(name);
            return Enum.TryParse<DeviceType>(name, ignoreCase: true, out var type) && Enum.IsDefined(type) && !char.IsAsciiDigit(name[0])
                ? type
                : throw new ArgumentException($"'{name}' is no device; a device is 'cpu', 'cuda', 'cuda:0', 'mps' or 'meta'", nameof(name));
        }
    }

    /// <summary>The processor.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>No device: tensors there have shapes and no values.</summary>
    public static readonly Device META = new(DeviceType.META);

    private static Device s_defaultDevice = CPU;

    /// <summary>The first CUDA device.</summary>
    public static Device CUDA => new(DeviceType.CUDA, 0);

    /// <inheritdoc cref="Device(string)"/>
    public static Device device(string description) => new(description);

    /// <inheritdoc cref="Device(string, int)"/>
    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    /// <inheritdoc cref="Device(DeviceType, int)"/>
    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    /// <inheritdoc cref="Device(int)"/>
    public static Device device(int index) => new(index);

    /// <summary>Where tensors are made when nothing else is said.</summary>
    public static Device get_default_device() => s_defaultDevice;

    /// <summary>Sets where tensors are made when nothing else is said.</summary>
    public static void set_default_device(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        s_defaultDevice = device;
    }

    /// <inheritdoc cref="set_default_device(Device)"/>
    public static void set_default_device(string device) => set_default_device(new Device(device));
}

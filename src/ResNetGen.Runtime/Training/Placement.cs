using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Training;

/// <summary>Where networks and batches are computed.</summary>
internal static class Placement
{
    /// <summary>The device of a network's first parameter; the CPU if it has none.</summary>
    public static Device Device(this nn.Module network) => network.parameters().FirstOrDefault()?.device ?? CPU;

    /// <summary>The tensor itself where it is on the device already, else a copy there.</summary>
    public static Tensor On(this Tensor tensor, Device device) =>
        device.type == DeviceType.CPU ? tensor : tensor.empty_like(null, device).copy_(tensor);
}

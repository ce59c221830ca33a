using System.Runtime.InteropServices;
using TorchSharp;

namespace ResNetGen.LibTorch.Interop;

/// <summary>What a new tensor holds, where it lives, and whether it collects gradients, as <c>native/guard.h</c> has it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct TensorOptions
{
    private readonly int _type;
    private readonly int _deviceType;
    private readonly int _deviceIndex;
    private readonly int _requiresGrad;

    /// <param name="type">The element type.</param>
    /// <param name="device">Null for the default device.</param>
    /// <param name="requiresGrad">Whether the tensor collects gradients.</param>
    internal TensorOptions(torch.ScalarType type, torch.Device? device = null, bool requiresGrad = false)
    {
        device ??= torch.get_default_device();
        _type = (int)type;
        _deviceType = (int)device.type;
        _deviceIndex = device.index;
        _requiresGrad = requiresGrad ? 1 : 0;
    }
}

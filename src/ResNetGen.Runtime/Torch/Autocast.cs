using System;
using TorchSharp;

namespace ResNetGen.Torch;

/// <summary>
/// Mixed precision on the thread that creates it, until it is disposed: convolutions and matrix products compute in bfloat16, sensitive operations in float32,
/// and weights and gradients stay float32 (Micikevicius et al., "Mixed Precision Training", 2018; PyTorch's <c>torch.autocast</c>).
/// </summary>
public sealed class Autocast : IDisposable
{
    private readonly int device;
    private readonly bool before;
    private bool isDisposed;

    /// <summary>Begins mixed precision.</summary>
    /// <param name="device">The device of the tensors.</param>
    /// <exception cref="NotSupportedException">The libtorch of this platform does not offer it.</exception>
    public Autocast(torch.Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (!LibTorch.HasAutocast)
        {
            throw new NotSupportedException("TorchSharp has no mixed precision on this platform; train in float32.");
        }

        this.device = (int)device.type;
        before = LibTorch.IsAutocastEnabled(this.device);
        LibTorch.EnterAutocast(this.device);
    }

    /// <summary>Whether the current thread computes in mixed precision.</summary>
    /// <param name="device">The device of the tensors.</param>
    public static bool IsEnabled(torch.Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return LibTorch.IsAutocastEnabled((int)device.type);
    }

    /// <summary>Ends mixed precision.</summary>
    public void Dispose()
    {
        if (!isDisposed)
        {
            isDisposed = true;
            LibTorch.LeaveAutocast(device, before);
        }
    }
}

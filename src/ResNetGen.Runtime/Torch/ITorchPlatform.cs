using System;
using static TorchSharp.torch;

namespace ResNetGen.Torch;

/// <summary>What can be asked of the torch underneath, whichever it is. TorchSharp's API says only part of it.</summary>
public interface ITorchPlatform
{
    /// <summary>Which torch: <c>libtorch</c> where it is the machine's own, or <c>TorchSharp</c>.</summary>
    string Name { get; }

    /// <summary>Its version, as it gives it.</summary>
    string Version { get; }

    /// <summary>How many threads compute one operation on the CPU.</summary>
    int Threads { get; set; }

    /// <summary>Which instructions its CPU kernels use, such as <c>AVX2</c>; null where it cannot be asked.</summary>
    string? CpuCapability { get; }

    /// <summary>Whether it can compute on an NVIDIA GPU of this machine.</summary>
    bool HasCuda { get; }

    /// <summary>Whether it computes bfloat16 without going through other numbers; null where that cannot be asked.</summary>
    bool? HasBFloat16 { get; }

    /// <summary>
    /// Mixed precision on this thread until it is disposed: convolutions and matrix products take bfloat16, everything else and all weights stay float32.
    /// </summary>
    /// <param name="device">Where the tensors are.</param>
    /// <exception cref="NotSupportedException">This torch has none.</exception>
    IDisposable Autocast(Device device);

    /// <summary>Whether <see cref="Recompute"/> works here.</summary>
    bool CanRecompute { get; }

    /// <summary>What a part of a network makes of a tensor. The part remembers only that tensor; the backward pass computes it again, to the same bits.</summary>
    /// <param name="part">The part.</param>
    /// <param name="input">What it takes.</param>
    /// <exception cref="NotSupportedException">This torch cannot.</exception>
    Tensor Recompute(Func<Tensor, Tensor> part, Tensor input);

    /// <summary>How many tensors this process holds; null where they are not counted.</summary>
    long? LiveTensors { get; }
}

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

    /// <summary>How many tensors this process holds; null where they are not counted.</summary>
    long? LiveTensors { get; }
}

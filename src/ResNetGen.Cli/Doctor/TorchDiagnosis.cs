using System;
using ResNetGen.Torch;

namespace ResNetGen.Cli.Doctor;

/// <summary>The torch underneath, loaded.</summary>
/// <param name="Name">Which one.</param>
/// <param name="Version">As it gives it.</param>
/// <param name="Library">The file that computes on the CPU, if it can be told.</param>
/// <param name="Blas">The file that multiplies matrices, if it is a library of its own.</param>
/// <param name="HasFastBlas">Whether matrices are multiplied by a tuned library. The reference BLAS is 25 times slower.</param>
/// <param name="Threads">How many threads compute one operation.</param>
/// <param name="CpuCapability">The instructions that its kernels use, if it can be asked.</param>
/// <param name="HasGpu">Whether it can compute on an NVIDIA GPU of this machine.</param>
internal sealed record TorchDiagnosis(
    string Name,
    string Version,
    string? Library,
    string? Blas,
    bool HasFastBlas,
    int Threads,
    string? CpuCapability,
    bool HasGpu)
{
    /// <summary>Loads it and asks.</summary>
    /// <returns>What it says, or why it cannot be loaded.</returns>
    public static (TorchDiagnosis? Torch, string? Problem) TryMake()
    {
        try
        {
            return (Ask(TorchPlatform.Current), null);
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
        {
            return (null, exception.GetBaseException().Message);
        }
    }

    private static TorchDiagnosis Ask(ITorchPlatform platform)
    {
        // Asked first: it is what loads the libraries.
        var version = platform.Version;
        var reference = LoadedLibraries.Find("libblas.so", "libopenblas", "libmkl", "libblis");
        return new TorchDiagnosis(
            platform.Name,
            version,
            LoadedLibraries.Find("libtorch_cpu"),
            reference,
            reference is null || IsTuned(reference),
            platform.Threads,
            platform.CpuCapability,
            platform.HasCuda);
    }

    // Debian's alternatives all have the name libblas.so.3, in folders of their own.
    private static bool IsTuned(string library) =>
        library.Contains("openblas", StringComparison.Ordinal) || library.Contains("mkl", StringComparison.Ordinal) || library.Contains("blis", StringComparison.Ordinal);
}

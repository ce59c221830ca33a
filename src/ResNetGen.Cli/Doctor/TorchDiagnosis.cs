using System;
using System.Collections.Generic;
using ResNetGen.Inference;
using ResNetGen.Torch;
using ResNetGen.Training;
using static TorchSharp.torch;

namespace ResNetGen.Cli.Doctor;

/// <summary>The libtorch of this process, loaded.</summary>
/// <param name="TorchSharp">The version of TorchSharp.</param>
/// <param name="LibTorch">The version of libtorch.</param>
/// <param name="Library">The file of libtorch that computes on the CPU; null where the system does not tell.</param>
/// <param name="LibTorchSharp">The file of TorchSharp's native library; null where the system does not tell.</param>
/// <param name="IsAdapted">Whether a copy of <paramref name="LibTorchSharp"/> is in use that was adapted to this system's older libstdc++.</param>
/// <param name="HasMendedCaches">Whether oneDNN's record of the processor's cache sizes was wrong and has been corrected.</param>
/// <param name="OpenMp">The file of OpenMP, which shares work among threads; null where the system does not tell.</param>
/// <param name="OpenMpLibraries">How many different OpenMP libraries are loaded. More than one means threads that get in each other's way.</param>
/// <param name="Threads">How many threads compute one operation.</param>
/// <param name="CpuCapability">The instruction set of libtorch's own kernels; null where it does not tell.</param>
/// <param name="HasGpu">Whether libtorch can compute on an NVIDIA GPU of this machine.</param>
/// <param name="Engines">The inference engines that run here, the fastest first.</param>
/// <param name="BFloat16Engines">Those of <paramref name="Engines"/> that compute in bfloat16.</param>
internal sealed record TorchDiagnosis(
    string TorchSharp,
    string LibTorch,
    string? Library,
    string? LibTorchSharp,
    bool IsAdapted,
    bool HasMendedCaches,
    string? OpenMp,
    int OpenMpLibraries,
    int Threads,
    string? CpuCapability,
    bool HasGpu,
    IReadOnlyList<string> Engines,
    IReadOnlyList<string> BFloat16Engines)
{
    /// <summary>Loads libtorch and asks.</summary>
    /// <returns>What it says, or why it cannot be loaded.</returns>
    public static (TorchDiagnosis? Torch, string? Problem) TryMake()
    {
        try
        {
            return (Ask(TorchLoader.Load()), null);
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
        {
            return (null, exception is TorchLoadException ? exception.Message : exception.GetBaseException().Message);
        }
    }

    private static TorchDiagnosis Ask(TorchLibraries? libraries)
    {
        var threads = get_num_threads();
        var openMp = LoadedLibrary.FindAll("libgomp", "libomp", "libiomp");
        return new TorchDiagnosis(
            TorchPlatform.TorchSharpVersion,
            TorchPlatform.LibTorchVersion,
            libraries?.LibTorch,
            libraries?.LibTorchSharp,
            libraries?.IsAdapted ?? false,
            libraries?.HasMendedCaches ?? false,
            openMp.Count > 0 ? openMp[0] : null,
            openMp.Count,
            threads,
            TorchPlatform.CpuCapability,
            cuda.is_available(),
            InferenceOptions.Engines,
            InferenceOptions.EnginesFor(Precision.Mixed));
    }
}

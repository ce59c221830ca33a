using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using TorchSharp;

namespace ResNetGen.LibTorch;

/// <summary>What the loaded libtorch is and can do.</summary>
public static class LibTorchInfo
{
    private const string CapabilityLabel = "CPU capability usage: ";

    /// <summary>The libtorch that the binding was built for, as 1.13.1.</summary>
    public static string Version => Text(rg_version());

    /// <summary>How libtorch was built, in its own words, many lines.</summary>
    public static string Configuration => Text(rg_configuration());

    /// <summary>The instruction set that kernels are dispatched to, as AVX2 or AVX512.</summary>
    public static string CpuCapability =>
        Configuration.Split('\n').Select(line => line.Trim(' ', '-')).FirstOrDefault(line => line.StartsWith(CapabilityLabel, StringComparison.Ordinal)) is { } line
            ? line[CapabilityLabel.Length..]
            : "unknown";

    /// <summary>The threads that one operation is spread over.</summary>
    public static int Threads => torch.get_num_threads();

    /// <summary>Whether oneDNN's convolutions are there.</summary>
    public static bool HasMkldnn => rg_has_mkldnn();

    /// <summary>Whether libtorch was built with a linear algebra library.</summary>
    public static bool HasLapack => rg_has_lapack();

    /// <summary>Whether there is a CUDA device that libtorch can use.</summary>
    public static bool HasCuda => torch.cuda.is_available();

    /// <summary>The file of libtorch that is loaded, or null where the system does not tell.</summary>
    public static string? LibraryPath => LoadedFile("libtorch_cpu");

    /// <summary>The file of the matrix library that is loaded, or null where it is part of libtorch or the system does not tell.</summary>
    public static string? BlasPath => LoadedFile("libopenblas") ?? LoadedFile("libblas") ?? LoadedFile("libmkl_rt");

    /// <summary>Tensors that are alive in this process.</summary>
    public static long LiveTensors => torch.Tensor.TotalCount;

    private static string Text(nint text) => Marshal.PtrToStringUTF8(text) ?? "";

    private static string? LoadedFile(string name)
    {
        _ = Version;
        using var process = Process.GetCurrentProcess();
        return process.Modules.Cast<ProcessModule>().Select(module => module.FileName)
            .FirstOrDefault(file => Path.GetFileName(file).StartsWith(name, StringComparison.Ordinal));
    }
}

using System;
using System.Linq;
using System.Reflection;
using TorchSharp;

namespace ResNetGen.Torch;

/// <summary>Facts about TorchSharp, the libtorch below it and the processor, for reports and choices.</summary>
public static class TorchPlatform
{
    private static readonly Lazy<bool?> Processor = new(ReadProcessor);

    /// <summary>The version of TorchSharp, such as <c>0.107.0</c>.</summary>
    public static string TorchSharpVersion =>
        typeof(torch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "of unknown version";

    /// <summary>The version of libtorch that TorchSharp was built for, such as <c>2.10.0</c>.</summary>
    public static string LibTorchVersion => string.Join('.', torch.__version__.Split('.').Take(3));

    /// <summary>Both versions in words.</summary>
    public static string Description => $"TorchSharp {TorchSharpVersion}, libtorch {LibTorchVersion}";

    /// <summary>The instruction set that libtorch's own CPU kernels use, such as <c>AVX2</c>; null where libtorch does not tell.</summary>
    public static string? CpuCapability
    {
        get
        {
            TorchLoader.Load();
            return LibTorch.CpuCapability;
        }
    }

    /// <summary>Whether the processor has instructions for bfloat16 (<c>avx512_bf16</c>, <c>amx_bf16</c>, ARM's <c>bf16</c>); null where the system does not tell.</summary>
    public static bool? ProcessorHasBFloat16 => Processor.Value;

    /// <summary>
    /// Whether bfloat16 is computed by instructions made for it, of a CUDA device or of the processor; null where the system does not tell.
    /// </summary>
    public static bool? HasBFloat16 => torch.cuda.is_available() ? true : ProcessorHasBFloat16;

    // .NET has no name for these instructions.
    private static bool? ReadProcessor()
    {
        const string File = "/proc/cpuinfo";
        if (!System.IO.File.Exists(File))
        {
            return null;
        }

        var features = System.IO.File.ReadLines(File).FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal) || line.StartsWith("Features", StringComparison.Ordinal));
        return features?.Split(' ').Any(feature => feature is "avx512_bf16" or "amx_bf16" or "bf16");
    }
}

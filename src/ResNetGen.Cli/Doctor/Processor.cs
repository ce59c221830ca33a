using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using ResNetGen.Torch;

namespace ResNetGen.Cli.Doctor;

/// <summary>The processor that .NET and libtorch share.</summary>
internal static class Processor
{
    /// <summary>What its maker calls it, if Linux knows; else its kind.</summary>
    public static string Name()
    {
        const string File = "/proc/cpuinfo";
        var line = System.IO.File.Exists(File) ? System.IO.File.ReadLines(File).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    /// <summary>The vector instruction sets that it has, of those that decide libtorch's speed.</summary>
    public static IReadOnlyList<string> InstructionSets()
    {
        var sets = new List<string>();
        Add(Avx2.IsSupported, "AVX2");
        Add(Fma.IsSupported, "FMA");
        Add(Avx512F.IsSupported, "AVX-512");
        Add(TorchPlatform.ProcessorHasBFloat16 is true && Avx512F.IsSupported, "avx512_bf16");
        Add(AvxVnni.IsSupported, "AVX-VNNI");
        Add(AdvSimd.IsSupported, "NEON");
        return sets;

        void Add(bool supported, string name)
        {
            if (supported)
            {
                sets.Add(name);
            }
        }
    }
}

using System.Collections.Generic;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace ResNetGen.Cli.Doctor;

/// <summary>The processor that .NET and libtorch share.</summary>
internal static class Processor
{
    /// <summary>The vector instruction sets that it has, of those that decide libtorch's speed.</summary>
    public static IReadOnlyList<string> InstructionSets()
    {
        var sets = new List<string>();
        Add(Avx2.IsSupported, "AVX2");
        Add(Fma.IsSupported, "FMA");
        Add(Avx512F.IsSupported, "AVX-512");
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

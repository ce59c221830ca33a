using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ResNetGen.Engine.Kernels;

/// <summary>
/// Compares the vector instructions that a program compiled ahead of time was compiled for with those of the processor. Such a program emulates vectors that it
/// was not compiled for, some hundred times slower than the processor could compute them.
/// </summary>
internal static class CompiledInstructions
{
    /// <summary>The message that names the missing instructions and the property to set; null where the program has the processor's.</summary>
    public static string? Problem { get; } =
        !RuntimeFeature.IsDynamicCodeCompiled && !Vector256.IsHardwareAccelerated && ProcessorHasAvx2()
            ? "This program is compiled ahead of time without the processor's AVX2 instructions, so the engine would compute very slowly. Set "
                + "<IlcInstructionSet>x86-64-v3</IlcInstructionSet> in the project file, or x86-64-v4 for processors with AVX-512, and publish it again. "
                + "InferenceSessionOptions.Instructions = \"128-bit\" computes without those instructions."
            : null;

    // Avx2.IsSupported may answer by what the program was compiled for.
    private static bool ProcessorHasAvx2()
    {
        if (!X86Base.IsSupported || X86Base.CpuId(0, 0).Eax < 7)
        {
            return false;
        }

        const int Avx2 = 1 << 5;
        return (X86Base.CpuId(7, 0).Ebx & Avx2) != 0;
    }
}

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

    // On some processors with AVX-512, .NET avoids vectors of 512 bits in every program.
    private static string? Avx512Problem { get; } =
        !RuntimeFeature.IsDynamicCodeCompiled && !Avx512F.VL.IsSupported && ProcessorHasAvx512()
            ? "This program is compiled ahead of time without the processor's AVX-512 instructions. Set <IlcInstructionSet>x86-64-v4</IlcInstructionSet> in the "
                + "project file, and publish it again."
            : null;

    /// <summary>The message that the processor has some instructions and the program is compiled without them; null where that is not so.</summary>
    /// <param name="name">The instructions: <c>AVX2</c>.</param>
    public static string? ProblemOf(string? name) => name == Simd512.Name ? Avx512Problem : name == Simd256.Name ? Problem : null;

    private static bool ProcessorHasAvx2()
    {
        const int Avx2 = 1 << 5;
        return (ExtendedFeatures() & Avx2) == Avx2;
    }

    // F, DQ, CD, BW and VL: the instructions of x86-64-v4.
    private static bool ProcessorHasAvx512()
    {
        const int Avx512 = (1 << 16) | (1 << 17) | (1 << 28) | (1 << 30) | (1 << 31);
        return (ExtendedFeatures() & Avx512) == Avx512;
    }

    // Avx2.IsSupported may answer by what the program was compiled for.
    private static int ExtendedFeatures() => X86Base.IsSupported && X86Base.CpuId(0, 0).Eax >= 7 ? X86Base.CpuId(7, 0).Ebx : 0;
}

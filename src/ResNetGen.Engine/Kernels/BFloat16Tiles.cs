using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Threading;
using ResNetGen.Engine.MachineCode;

namespace ResNetGen.Engine.Kernels;

/// <summary>
/// Convolution tiles on bfloat16 as machine code, which is written when a tile is first asked for: .NET has no intrinsic for
/// <c>vdpbf16ps</c>, an instruction that multiplies and adds twice as many values as those on float32.
/// </summary>
internal static class BFloat16Tiles
{
    private const int MaxBlocks = 4, MostColumns = 28, Strides = 3, Epilogues = (int)TileEpilogue.AddRelu + 1;

    private static readonly nint[] Functions = new nint[MaxBlocks * MostColumns * Strides * Epilogues];

    private static readonly Lock Guard = new();

    /// <summary>Whether this process can make and run the tiles.</summary>
    public static bool IsSupported => UnsupportedReason is null;

    /// <summary>Why this process cannot make or run the tiles, in words; null where it can.</summary>
    public static string? UnsupportedReason => ProcessorObstacle ?? MemoryObstacle;

    /// <summary>Why the processor cannot run the tiles, in words; null where it can.</summary>
    public static string? ProcessorObstacle { get; } = FindProcessorObstacle();

    /// <summary>Why there is no executable memory, in words; null where there is.</summary>
    public static string? MemoryObstacle { get; } = FindMemoryObstacle();

    /// <summary>The most columns of a tile with so many output blocks: the sums, the weights and the input fit into 32 registers.</summary>
    public static int MaxColumns(int blocks) => Math.Min(MostColumns, (31 / blocks) - 1);

    /// <summary>
    /// The function of a shape: <c>delegate* unmanaged&lt;TileArguments*, void&gt;</c>. The weights of a segment are 8 pairs of input
    /// channels times 16 output channels; the two values of a pair are adjacent. Where columns are channels, a segment has 8 pairs of pixels, 16 pairs of values
    /// each. Outputs are rounded to the nearest bfloat16, and to
    /// the even one of two that are as near.
    /// </summary>
    public static nint Get(TileShape shape)
    {
        ref var function = ref Functions[PlaceOf(shape)];
        var made = Volatile.Read(ref function);
        return made != 0 ? made : Make(shape, ref function);
    }

    /// <summary>Puts a function on bfloat16 into executable memory.</summary>
    /// <exception cref="PlatformNotSupportedException">This process cannot run it.</exception>
    public static nint Allocate(ReadOnlySpan<byte> code)
    {
        if (!IsSupported)
        {
            throw new PlatformNotSupportedException(UnsupportedReason);
        }

        return ExecutableMemory.Shared.TryAllocate(code, out var made, out var reason) ? made : throw new InvalidOperationException(reason);
    }

    private static nint Make(TileShape shape, ref nint function)
    {
        lock (Guard)
        {
            if (function != 0)
            {
                return function;
            }
            var made = Allocate(TileCode.Of(shape, FunctionFrame.OfThisSystem));
            Volatile.Write(ref function, made);
            return made;
        }
    }

    private static int PlaceOf(TileShape shape)
    {
        if (shape.Blocks is < 1 or > MaxBlocks || shape.Columns < 1 || shape.Columns > MaxColumns(shape.Blocks)
            || (uint)shape.Stride >= Strides || (uint)shape.Epilogue >= Epilogues || (shape.Stride == TileShape.ChannelStride && shape.Epilogue != TileEpilogue.Sums))
        {
            throw new ArgumentOutOfRangeException(nameof(shape), shape, "There is no such tile.");
        }
        return (((((shape.Blocks - 1) * MostColumns) + shape.Columns - 1) * Strides + shape.Stride) * Epilogues) + (int)shape.Epilogue;
    }

    private static string? FindProcessorObstacle()
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return "The engine computes bfloat16 on x64 processors only.";
        }
        // These also tell whether the operating system saves the registers.
        if (!Avx512F.IsSupported || !Avx512F.VL.IsSupported || !Avx512BW.IsSupported)
        {
            return RuntimeFeature.IsDynamicCodeSupported
                ? "The processor or the operating system has no AVX-512."
                : "The processor or the operating system has no AVX-512, or the program was compiled for processors without it.";
        }
        if (!HasBFloat16())
        {
            return "The processor has no AVX-512 instructions on bfloat16 (avx512_bf16).";
        }

        return null;
    }

    private static string? FindMemoryObstacle()
    {
        if (ProcessorObstacle is not null)
        {
            return null;
        }

        // A function that does nothing shows that there is executable memory; later functions share its pages.
        var code = new Encoder();
        code.Ret();
        return ExecutableMemory.Shared.TryAllocate(code.Code, out _, out var reason) ? null : reason;
    }

    private static bool HasBFloat16()
    {
        const int ExtendedFeatures = 7, BFloat16Bit = 5;
        var (maxLeaf, _, _, _) = X86Base.CpuId(0, 0);
        if (maxLeaf < ExtendedFeatures)
        {
            return false;
        }
        var (maxSubleaf, _, _, _) = X86Base.CpuId(ExtendedFeatures, 0);
        var (features, _, _, _) = maxSubleaf >= 1 ? X86Base.CpuId(ExtendedFeatures, 1) : default;
        return (features & (1 << BFloat16Bit)) != 0;
    }
}

using System;
using System.Runtime.CompilerServices;

namespace ResNetGen.Engine.Kernels;

/// <summary>
/// Tile functions for float32: pixels of a row times registers of outputs, all of whose sums stay in registers. A method for each number of
/// registers of outputs; the number of pixels is a type parameter, so that the lines beyond it vanish.
/// </summary>
/// <remarks>
/// Sums are local variables: an array would lie in memory. Each line ends with the step to the next pixel, which vanishes where the
/// distance is a constant.
/// </remarks>
internal static unsafe partial class VectorTiles<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>Registers that hold a block of 16 outputs.</summary>
    public static int Parts
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Layout.Lanes / TSimd.Width;
    }

    /// <summary>
    /// The most pixels of a tile of so many blocks: registers hold the sums, the weights of one input channel and the input.
    /// </summary>
    public static int MaxColumns(int blocks) => Math.Min(28, ((TSimd.Registers - 1) / (blocks * Parts)) - 1);

    /// <summary>How far a register of outputs is from the first, where blocks are <paramref name="blockStep"/> apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long RegisterOffset(int register, long blockStep) => (register / Parts * blockStep) + (register % Parts * TSimd.Width);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Bias(float* bias, int register) => bias != null ? TSimd.Load(bias + (register * TSimd.Width)) : TSimd.Zero;

    /// <summary>The next pixel where the distance is a variable; where it is a constant, lines have it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float* Next<TStep>(float* p, long step)
        where TStep : struct, IConstant => TStep.Value == 0 ? p + step : p;

    /// <summary>From one value of a segment to the next: to the next channel, or where columns are channels to the next pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Advance<TStep>(long step)
        where TStep : struct, IConstant => TStep.Value == 1 ? step : 1;

    /// <summary>The weights of a segment: behind those of the last one, or where columns are channels at a place of their own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float* WeightsOf<TStep>(TileArguments* arguments, long segment, float* weights)
        where TStep : struct, IConstant => TStep.Value == 1 ? (float*)(arguments->Weights + arguments->WeightsOffsets[segment]) : weights;

    /// <summary>Where columns are channels, brings the same pixel of what is computed later near.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrefetchAhead<TStep>(float* x, long ahead, float* weights, long weightsAhead)
        where TStep : struct, IConstant
    {
        if (TStep.Value == 1)
        {
            TSimd.Prefetch((byte*)x + ahead);
            TSimd.Prefetch((byte*)weights + weightsAhead);
        }
    }

    /// <summary>Reads the first input channel of the next segment ahead.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch<TColumns, TStep>(float* x, long step)
        where TColumns : struct, IConstant
        where TStep : struct, IConstant
    {
        if (TColumns.Value > 0) { TSimd.Prefetch(x + (0 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TStep.Value == 1) { return; }
        if (TColumns.Value > 1) { TSimd.Prefetch(x + (1 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 2) { TSimd.Prefetch(x + (2 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 3) { TSimd.Prefetch(x + (3 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 4) { TSimd.Prefetch(x + (4 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 5) { TSimd.Prefetch(x + (5 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 6) { TSimd.Prefetch(x + (6 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 7) { TSimd.Prefetch(x + (7 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 8) { TSimd.Prefetch(x + (8 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 9) { TSimd.Prefetch(x + (9 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 10) { TSimd.Prefetch(x + (10 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 11) { TSimd.Prefetch(x + (11 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 12) { TSimd.Prefetch(x + (12 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 13) { TSimd.Prefetch(x + (13 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 14) { TSimd.Prefetch(x + (14 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 15) { TSimd.Prefetch(x + (15 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 16) { TSimd.Prefetch(x + (16 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 17) { TSimd.Prefetch(x + (17 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 18) { TSimd.Prefetch(x + (18 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 19) { TSimd.Prefetch(x + (19 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 20) { TSimd.Prefetch(x + (20 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 21) { TSimd.Prefetch(x + (21 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 22) { TSimd.Prefetch(x + (22 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 23) { TSimd.Prefetch(x + (23 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 24) { TSimd.Prefetch(x + (24 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 25) { TSimd.Prefetch(x + (25 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 26) { TSimd.Prefetch(x + (26 * TStep.Value)); x = Next<TStep>(x, step); }
        if (TColumns.Value > 27) { TSimd.Prefetch(x + (27 * TStep.Value)); }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TEpilogue>(TVector sum, float* output, float* addend)
        where TEpilogue : struct, ITileEpilogue
    {
        if (TEpilogue.Adds)
        {
            sum = TSimd.Add(sum, TSimd.Load(addend));
        }

        TSimd.Store(output, TEpilogue.HasRelu ? TSimd.Relu(sum) : sum);
    }
}

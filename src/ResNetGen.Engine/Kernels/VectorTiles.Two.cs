using System.Runtime.CompilerServices;

namespace ResNetGen.Engine.Kernels;

internal static unsafe partial class VectorTiles<TSimd, TVector>
{
    /// <summary>Pixels times two registers of outputs.</summary>
#pragma warning disable MA0051 // One line for each register of sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile2<TColumns, TStep, TEpilogue>(TileArguments* arguments)
        where TColumns : struct, IConstant
        where TStep : struct, IConstant
        where TEpilogue : struct, ITileEpilogue
    {
        var input = arguments->Input;
        var weights = (float*)arguments->Weights;
        var offsets = arguments->Offsets;
        long segments = arguments->Segments, segmentStep = arguments->SegmentStep, length = arguments->SegmentLength;
        long step = arguments->ColumnStep / sizeof(float), ahead = arguments->InputAhead, weightsAhead = arguments->WeightsAhead;
        var weightsStep = arguments->WeightsStep / sizeof(float);
        var next1 = RegisterOffset(1, weightsStep);
        var a0 = Bias(arguments->Bias, 0);
        TVector a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0, a8 = a0, a9 = a0, a10 = a0, a11 = a0, a12 = a0, a13 = a0;
        var b0 = Bias(arguments->Bias, 1);
        TVector b1 = b0, b2 = b0, b3 = b0, b4 = b0, b5 = b0, b6 = b0, b7 = b0, b8 = b0, b9 = b0, b10 = b0, b11 = b0, b12 = b0, b13 = b0;
        for (long segment = 0; segment < segments; ++segment)
        {
            var x = (float*)(offsets != null ? input + offsets[segment] : input + (segment * segmentStep));
            if (offsets != null)
            {
                Prefetch<TColumns, TStep>((float*)(input + offsets[segment + 1]), step);
            }

            weights = WeightsOf<TStep>(arguments, segment, weights);
            var end = x + length;
            do
            {
                var p = x;
                var w0 = TSimd.Load(weights);
                var w1 = TSimd.Load(weights + next1);
                if (TColumns.Value > 0)
                {
                    var v = TSimd.Broadcast(p[0 * TStep.Value]);
                    a0 = TSimd.MultiplyAdd(w0, v, a0);
                    b0 = TSimd.MultiplyAdd(w1, v, b0);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 1)
                {
                    var v = TSimd.Broadcast(p[1 * TStep.Value]);
                    a1 = TSimd.MultiplyAdd(w0, v, a1);
                    b1 = TSimd.MultiplyAdd(w1, v, b1);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 2)
                {
                    var v = TSimd.Broadcast(p[2 * TStep.Value]);
                    a2 = TSimd.MultiplyAdd(w0, v, a2);
                    b2 = TSimd.MultiplyAdd(w1, v, b2);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 3)
                {
                    var v = TSimd.Broadcast(p[3 * TStep.Value]);
                    a3 = TSimd.MultiplyAdd(w0, v, a3);
                    b3 = TSimd.MultiplyAdd(w1, v, b3);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 4)
                {
                    var v = TSimd.Broadcast(p[4 * TStep.Value]);
                    a4 = TSimd.MultiplyAdd(w0, v, a4);
                    b4 = TSimd.MultiplyAdd(w1, v, b4);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 5)
                {
                    var v = TSimd.Broadcast(p[5 * TStep.Value]);
                    a5 = TSimd.MultiplyAdd(w0, v, a5);
                    b5 = TSimd.MultiplyAdd(w1, v, b5);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 6)
                {
                    var v = TSimd.Broadcast(p[6 * TStep.Value]);
                    a6 = TSimd.MultiplyAdd(w0, v, a6);
                    b6 = TSimd.MultiplyAdd(w1, v, b6);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 7)
                {
                    var v = TSimd.Broadcast(p[7 * TStep.Value]);
                    a7 = TSimd.MultiplyAdd(w0, v, a7);
                    b7 = TSimd.MultiplyAdd(w1, v, b7);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 8)
                {
                    var v = TSimd.Broadcast(p[8 * TStep.Value]);
                    a8 = TSimd.MultiplyAdd(w0, v, a8);
                    b8 = TSimd.MultiplyAdd(w1, v, b8);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 9)
                {
                    var v = TSimd.Broadcast(p[9 * TStep.Value]);
                    a9 = TSimd.MultiplyAdd(w0, v, a9);
                    b9 = TSimd.MultiplyAdd(w1, v, b9);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 10)
                {
                    var v = TSimd.Broadcast(p[10 * TStep.Value]);
                    a10 = TSimd.MultiplyAdd(w0, v, a10);
                    b10 = TSimd.MultiplyAdd(w1, v, b10);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 11)
                {
                    var v = TSimd.Broadcast(p[11 * TStep.Value]);
                    a11 = TSimd.MultiplyAdd(w0, v, a11);
                    b11 = TSimd.MultiplyAdd(w1, v, b11);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 12)
                {
                    var v = TSimd.Broadcast(p[12 * TStep.Value]);
                    a12 = TSimd.MultiplyAdd(w0, v, a12);
                    b12 = TSimd.MultiplyAdd(w1, v, b12);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 13)
                {
                    var v = TSimd.Broadcast(p[13 * TStep.Value]);
                    a13 = TSimd.MultiplyAdd(w0, v, a13);
                    b13 = TSimd.MultiplyAdd(w1, v, b13);
                }

                PrefetchAhead<TStep>(x, ahead, weights, weightsAhead);
                x += Advance<TStep>(step);
                weights += Layout.Lanes;
            }
            while (x < end);
        }

        float* output = (float*)arguments->Output, addend = (float*)arguments->Addend;
        var outputStep = arguments->OutputStep / sizeof(float);
        if (TColumns.Value > 0) { Finish<TEpilogue>(a0, output + 0, addend + 0); }
        if (TColumns.Value > 1) { Finish<TEpilogue>(a1, output + 16, addend + 16); }
        if (TColumns.Value > 2) { Finish<TEpilogue>(a2, output + 32, addend + 32); }
        if (TColumns.Value > 3) { Finish<TEpilogue>(a3, output + 48, addend + 48); }
        if (TColumns.Value > 4) { Finish<TEpilogue>(a4, output + 64, addend + 64); }
        if (TColumns.Value > 5) { Finish<TEpilogue>(a5, output + 80, addend + 80); }
        if (TColumns.Value > 6) { Finish<TEpilogue>(a6, output + 96, addend + 96); }
        if (TColumns.Value > 7) { Finish<TEpilogue>(a7, output + 112, addend + 112); }
        if (TColumns.Value > 8) { Finish<TEpilogue>(a8, output + 128, addend + 128); }
        if (TColumns.Value > 9) { Finish<TEpilogue>(a9, output + 144, addend + 144); }
        if (TColumns.Value > 10) { Finish<TEpilogue>(a10, output + 160, addend + 160); }
        if (TColumns.Value > 11) { Finish<TEpilogue>(a11, output + 176, addend + 176); }
        if (TColumns.Value > 12) { Finish<TEpilogue>(a12, output + 192, addend + 192); }
        if (TColumns.Value > 13) { Finish<TEpilogue>(a13, output + 208, addend + 208); }

        output = (float*)arguments->Output + RegisterOffset(1, outputStep);
        addend = (float*)arguments->Addend + RegisterOffset(1, outputStep);
        if (TColumns.Value > 0) { Finish<TEpilogue>(b0, output + 0, addend + 0); }
        if (TColumns.Value > 1) { Finish<TEpilogue>(b1, output + 16, addend + 16); }
        if (TColumns.Value > 2) { Finish<TEpilogue>(b2, output + 32, addend + 32); }
        if (TColumns.Value > 3) { Finish<TEpilogue>(b3, output + 48, addend + 48); }
        if (TColumns.Value > 4) { Finish<TEpilogue>(b4, output + 64, addend + 64); }
        if (TColumns.Value > 5) { Finish<TEpilogue>(b5, output + 80, addend + 80); }
        if (TColumns.Value > 6) { Finish<TEpilogue>(b6, output + 96, addend + 96); }
        if (TColumns.Value > 7) { Finish<TEpilogue>(b7, output + 112, addend + 112); }
        if (TColumns.Value > 8) { Finish<TEpilogue>(b8, output + 128, addend + 128); }
        if (TColumns.Value > 9) { Finish<TEpilogue>(b9, output + 144, addend + 144); }
        if (TColumns.Value > 10) { Finish<TEpilogue>(b10, output + 160, addend + 160); }
        if (TColumns.Value > 11) { Finish<TEpilogue>(b11, output + 176, addend + 176); }
        if (TColumns.Value > 12) { Finish<TEpilogue>(b12, output + 192, addend + 192); }
        if (TColumns.Value > 13) { Finish<TEpilogue>(b13, output + 208, addend + 208); }
    }
#pragma warning restore MA0051
}

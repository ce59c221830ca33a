using System.Runtime.CompilerServices;

namespace ResNetGen.Engine.Kernels;

internal static unsafe partial class VectorTiles<TSimd, TVector>
{
    /// <summary>Pixels times four registers of outputs.</summary>
#pragma warning disable MA0051 // One line for each register of sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile4<TColumns, TStep, TEpilogue>(TileArguments* arguments)
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
        long next1 = RegisterOffset(1, weightsStep), next2 = RegisterOffset(2, weightsStep), next3 = RegisterOffset(3, weightsStep);
        var a0 = Bias(arguments->Bias, 0);
        TVector a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0;
        var b0 = Bias(arguments->Bias, 1);
        TVector b1 = b0, b2 = b0, b3 = b0, b4 = b0, b5 = b0;
        var c0 = Bias(arguments->Bias, 2);
        TVector c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0;
        var d0 = Bias(arguments->Bias, 3);
        TVector d1 = d0, d2 = d0, d3 = d0, d4 = d0, d5 = d0;
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
                var w2 = TSimd.Load(weights + next2);
                var w3 = TSimd.Load(weights + next3);
                if (TColumns.Value > 0)
                {
                    var v = TSimd.Broadcast(p[0 * TStep.Value]);
                    a0 = TSimd.MultiplyAdd(w0, v, a0);
                    b0 = TSimd.MultiplyAdd(w1, v, b0);
                    c0 = TSimd.MultiplyAdd(w2, v, c0);
                    d0 = TSimd.MultiplyAdd(w3, v, d0);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 1)
                {
                    var v = TSimd.Broadcast(p[1 * TStep.Value]);
                    a1 = TSimd.MultiplyAdd(w0, v, a1);
                    b1 = TSimd.MultiplyAdd(w1, v, b1);
                    c1 = TSimd.MultiplyAdd(w2, v, c1);
                    d1 = TSimd.MultiplyAdd(w3, v, d1);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 2)
                {
                    var v = TSimd.Broadcast(p[2 * TStep.Value]);
                    a2 = TSimd.MultiplyAdd(w0, v, a2);
                    b2 = TSimd.MultiplyAdd(w1, v, b2);
                    c2 = TSimd.MultiplyAdd(w2, v, c2);
                    d2 = TSimd.MultiplyAdd(w3, v, d2);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 3)
                {
                    var v = TSimd.Broadcast(p[3 * TStep.Value]);
                    a3 = TSimd.MultiplyAdd(w0, v, a3);
                    b3 = TSimd.MultiplyAdd(w1, v, b3);
                    c3 = TSimd.MultiplyAdd(w2, v, c3);
                    d3 = TSimd.MultiplyAdd(w3, v, d3);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 4)
                {
                    var v = TSimd.Broadcast(p[4 * TStep.Value]);
                    a4 = TSimd.MultiplyAdd(w0, v, a4);
                    b4 = TSimd.MultiplyAdd(w1, v, b4);
                    c4 = TSimd.MultiplyAdd(w2, v, c4);
                    d4 = TSimd.MultiplyAdd(w3, v, d4);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 5)
                {
                    var v = TSimd.Broadcast(p[5 * TStep.Value]);
                    a5 = TSimd.MultiplyAdd(w0, v, a5);
                    b5 = TSimd.MultiplyAdd(w1, v, b5);
                    c5 = TSimd.MultiplyAdd(w2, v, c5);
                    d5 = TSimd.MultiplyAdd(w3, v, d5);
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

        output = (float*)arguments->Output + RegisterOffset(1, outputStep);
        addend = (float*)arguments->Addend + RegisterOffset(1, outputStep);
        if (TColumns.Value > 0) { Finish<TEpilogue>(b0, output + 0, addend + 0); }
        if (TColumns.Value > 1) { Finish<TEpilogue>(b1, output + 16, addend + 16); }
        if (TColumns.Value > 2) { Finish<TEpilogue>(b2, output + 32, addend + 32); }
        if (TColumns.Value > 3) { Finish<TEpilogue>(b3, output + 48, addend + 48); }
        if (TColumns.Value > 4) { Finish<TEpilogue>(b4, output + 64, addend + 64); }
        if (TColumns.Value > 5) { Finish<TEpilogue>(b5, output + 80, addend + 80); }

        output = (float*)arguments->Output + RegisterOffset(2, outputStep);
        addend = (float*)arguments->Addend + RegisterOffset(2, outputStep);
        if (TColumns.Value > 0) { Finish<TEpilogue>(c0, output + 0, addend + 0); }
        if (TColumns.Value > 1) { Finish<TEpilogue>(c1, output + 16, addend + 16); }
        if (TColumns.Value > 2) { Finish<TEpilogue>(c2, output + 32, addend + 32); }
        if (TColumns.Value > 3) { Finish<TEpilogue>(c3, output + 48, addend + 48); }
        if (TColumns.Value > 4) { Finish<TEpilogue>(c4, output + 64, addend + 64); }
        if (TColumns.Value > 5) { Finish<TEpilogue>(c5, output + 80, addend + 80); }

        output = (float*)arguments->Output + RegisterOffset(3, outputStep);
        addend = (float*)arguments->Addend + RegisterOffset(3, outputStep);
        if (TColumns.Value > 0) { Finish<TEpilogue>(d0, output + 0, addend + 0); }
        if (TColumns.Value > 1) { Finish<TEpilogue>(d1, output + 16, addend + 16); }
        if (TColumns.Value > 2) { Finish<TEpilogue>(d2, output + 32, addend + 32); }
        if (TColumns.Value > 3) { Finish<TEpilogue>(d3, output + 48, addend + 48); }
        if (TColumns.Value > 4) { Finish<TEpilogue>(d4, output + 64, addend + 64); }
        if (TColumns.Value > 5) { Finish<TEpilogue>(d5, output + 80, addend + 80); }
    }
#pragma warning restore MA0051
}

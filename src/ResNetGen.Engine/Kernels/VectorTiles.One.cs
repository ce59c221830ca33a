using System.Runtime.CompilerServices;

namespace ResNetGen.Engine.Kernels;

internal static unsafe partial class VectorTiles<TSimd, TVector>
{
    /// <summary>Pixels times one register of outputs.</summary>
#pragma warning disable MA0051 // One line for each register of sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile1<TColumns, TStep, TEpilogue>(TileArguments* arguments)
        where TColumns : struct, IConstant
        where TStep : struct, IConstant
        where TEpilogue : struct, ITileEpilogue
    {
        var input = arguments->Input;
        var weights = (float*)arguments->Weights;
        var offsets = arguments->Offsets;
        long segments = arguments->Segments, segmentStep = arguments->SegmentStep, length = arguments->SegmentLength;
        long step = arguments->ColumnStep / sizeof(float), ahead = arguments->InputAhead, weightsAhead = arguments->WeightsAhead;
        var a0 = Bias(arguments->Bias, 0);
        TVector a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0, a8 = a0, a9 = a0;
        TVector a10 = a0, a11 = a0, a12 = a0, a13 = a0, a14 = a0, a15 = a0, a16 = a0, a17 = a0, a18 = a0;
        TVector a19 = a0, a20 = a0, a21 = a0, a22 = a0, a23 = a0, a24 = a0, a25 = a0, a26 = a0, a27 = a0;
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
                if (TColumns.Value > 0)
                {
                    a0 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[0 * TStep.Value]), a0);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 1)
                {
                    a1 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[1 * TStep.Value]), a1);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 2)
                {
                    a2 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[2 * TStep.Value]), a2);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 3)
                {
                    a3 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[3 * TStep.Value]), a3);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 4)
                {
                    a4 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[4 * TStep.Value]), a4);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 5)
                {
                    a5 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[5 * TStep.Value]), a5);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 6)
                {
                    a6 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[6 * TStep.Value]), a6);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 7)
                {
                    a7 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[7 * TStep.Value]), a7);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 8)
                {
                    a8 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[8 * TStep.Value]), a8);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 9)
                {
                    a9 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[9 * TStep.Value]), a9);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 10)
                {
                    a10 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[10 * TStep.Value]), a10);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 11)
                {
                    a11 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[11 * TStep.Value]), a11);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 12)
                {
                    a12 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[12 * TStep.Value]), a12);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 13)
                {
                    a13 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[13 * TStep.Value]), a13);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 14)
                {
                    a14 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[14 * TStep.Value]), a14);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 15)
                {
                    a15 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[15 * TStep.Value]), a15);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 16)
                {
                    a16 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[16 * TStep.Value]), a16);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 17)
                {
                    a17 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[17 * TStep.Value]), a17);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 18)
                {
                    a18 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[18 * TStep.Value]), a18);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 19)
                {
                    a19 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[19 * TStep.Value]), a19);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 20)
                {
                    a20 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[20 * TStep.Value]), a20);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 21)
                {
                    a21 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[21 * TStep.Value]), a21);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 22)
                {
                    a22 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[22 * TStep.Value]), a22);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 23)
                {
                    a23 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[23 * TStep.Value]), a23);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 24)
                {
                    a24 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[24 * TStep.Value]), a24);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 25)
                {
                    a25 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[25 * TStep.Value]), a25);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 26)
                {
                    a26 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[26 * TStep.Value]), a26);
                    p = Next<TStep>(p, step);
                }

                if (TColumns.Value > 27)
                {
                    a27 = TSimd.MultiplyAdd(w0, TSimd.Broadcast(p[27 * TStep.Value]), a27);
                }

                PrefetchAhead<TStep>(x, ahead, weights, weightsAhead);
                x += Advance<TStep>(step);
                weights += Layout.Lanes;
            }
            while (x < end);
        }

        float* output = (float*)arguments->Output, addend = (float*)arguments->Addend;
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
        if (TColumns.Value > 14) { Finish<TEpilogue>(a14, output + 224, addend + 224); }
        if (TColumns.Value > 15) { Finish<TEpilogue>(a15, output + 240, addend + 240); }
        if (TColumns.Value > 16) { Finish<TEpilogue>(a16, output + 256, addend + 256); }
        if (TColumns.Value > 17) { Finish<TEpilogue>(a17, output + 272, addend + 272); }
        if (TColumns.Value > 18) { Finish<TEpilogue>(a18, output + 288, addend + 288); }
        if (TColumns.Value > 19) { Finish<TEpilogue>(a19, output + 304, addend + 304); }
        if (TColumns.Value > 20) { Finish<TEpilogue>(a20, output + 320, addend + 320); }
        if (TColumns.Value > 21) { Finish<TEpilogue>(a21, output + 336, addend + 336); }
        if (TColumns.Value > 22) { Finish<TEpilogue>(a22, output + 352, addend + 352); }
        if (TColumns.Value > 23) { Finish<TEpilogue>(a23, output + 368, addend + 368); }
        if (TColumns.Value > 24) { Finish<TEpilogue>(a24, output + 384, addend + 384); }
        if (TColumns.Value > 25) { Finish<TEpilogue>(a25, output + 400, addend + 400); }
        if (TColumns.Value > 26) { Finish<TEpilogue>(a26, output + 416, addend + 416); }
        if (TColumns.Value > 27) { Finish<TEpilogue>(a27, output + 432, addend + 432); }
    }
#pragma warning restore MA0051
}

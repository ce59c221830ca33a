using System;
using System.Runtime.CompilerServices;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Kernels;

/// <content>Sums over the pixels of each channel.</content>
internal sealed unsafe partial class VectorKernels<TSimd, TVector, TElement, TCall>
{
    /// <summary>The pixels whose sum is kept in float32: few enough for its error to stay below that of the values.</summary>
    private const int SummedPixels = 1024;

    public override void SumChannels(in ChannelSumsJob job, in Worker worker)
    {
        var layout = job.Input.Layout;
        float* origin = stackalloc float[Layout.Lanes], partial = stackalloc float[2 * Layout.Lanes];
        if (!job.Continues)
        {
            new Span<double>(job.Sums, layout.Blocks * 2 * Layout.Lanes).Clear();
        }

        var rows = new Rows(layout, worker);
        var sums = new RunningSums(partial);
        while (rows.Next())
        {
            sums.MoveTo(job.Sums + (rows.Block * 2L * Layout.Lanes));
            var from = job.Input.Data + OffsetOf(layout, rows.Image, rows.Block, rows.Y);
            for (var x = 0; x < layout.Width; x += RowPixels)
            {
                var count = Math.Min(RowPixels, layout.Width - x);
                SumPixels(from + ((long)x * Pixel), count, job.Origin + (rows.Block * Layout.Lanes), partial);
                sums.Add(count);
            }
        }

        sums.Flush();
    }

    /// <summary>Adds (x - origin) and its square for some pixels of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumPixels(byte* from, long pixels, float* origin, float* sums)
    {
        for (var part = 0; part < Layout.Lanes; part += TSimd.Width)
        {
            var start = TSimd.Load(origin + part);
            TVector sum = TSimd.Zero, sum2 = TSimd.Zero, squares = TSimd.Zero, squares2 = TSimd.Zero;
            var x = from + (part * TElement.Size);
            long i = 0;
            for (; i + 1 < pixels; i += 2, x += 2 * Pixel)
            {
                TVector a = TSimd.Subtract(TElement.Load(x), start), b = TSimd.Subtract(TElement.Load(x + Pixel), start);
                sum = TSimd.Add(sum, a);
                sum2 = TSimd.Add(sum2, b);
                squares = TSimd.MultiplyAdd(a, a, squares);
                squares2 = TSimd.MultiplyAdd(b, b, squares2);
            }

            if (i < pixels)
            {
                var a = TSimd.Subtract(TElement.Load(x), start);
                sum = TSimd.Add(sum, a);
                squares = TSimd.MultiplyAdd(a, a, squares);
            }

            TSimd.Store(sums + part, TSimd.Add(TSimd.Load(sums + part), TSimd.Add(sum, sum2)));
            TSimd.Store(sums + Layout.Lanes + part, TSimd.Add(TSimd.Load(sums + Layout.Lanes + part), TSimd.Add(squares, squares2)));
        }
    }

    /// <summary>Two sums for each channel of a block, in float32 over some pixels, and those in double over all.</summary>
    private ref struct RunningSums(float* partial)
    {
        private double* to = null;
        private long pixels = 0;

        /// <summary>Says where the sums of the next pixels belong.</summary>
        public void MoveTo(double* sums)
        {
            if (sums != to)
            {
                Flush();
                to = sums;
            }
        }

        /// <summary>Says that the partial sums have so many pixels more.</summary>
        public void Add(long count)
        {
            pixels += count;
            if (pixels >= SummedPixels)
            {
                Flush();
            }
        }

        /// <summary>Adds the partial sums to those of all pixels.</summary>
        public void Flush()
        {
            for (var i = 0; to != null && i < 2 * Layout.Lanes; ++i)
            {
                to[i] += partial[i];
            }

            new Span<float>(partial, 2 * Layout.Lanes).Clear();
            pixels = 0;
        }
    }
}

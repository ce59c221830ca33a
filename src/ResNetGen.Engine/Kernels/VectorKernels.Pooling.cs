using System;
using System.Runtime.CompilerServices;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Kernels;

/// <content>Pooling.</content>
internal sealed unsafe partial class VectorKernels<TSimd, TVector, TElement, TCall>
{
    /// <summary>How pooling joins values.</summary>
    private interface IReduction
    {
        static abstract TVector Join(TVector a, TVector b);

        /// <summary>What becomes of the values joined, where there were so many.</summary>
        static abstract TVector Result(TVector joined, long count);
    }

    public override void Pool(in PoolJob job, in Worker worker)
    {
        if (job.IsMaximum)
        {
            Pool<Maximum>(job, worker);
        }
        else
        {
            Pool<Mean>(job, worker);
        }
    }

    public override void GlobalPool(in GlobalPoolJob job, in Worker worker)
    {
        if (job.IsMaximum)
        {
            GlobalPool<Maximum>(job, worker);
        }
        else
        {
            GlobalPool<Mean>(job, worker);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pool<TReduction>(in PoolJob job, in Worker worker)
        where TReduction : struct, IReduction
    {
        Layout input = job.Input.Layout, output = job.Output.Layout;
        long rowStep = input.Row * TElement.Size;
        var rows = new Rows(output, worker);
        while (rows.Next())
        {
            var top = (rows.Y * job.Stride) - job.Padding;
            int firstRow = Math.Max(0, top), lastRow = Math.Min(input.Height, top + job.Kernel);
            var from = job.Input.Data + OffsetOf(input, rows.Image, rows.Block, firstRow);
            var at = OffsetOf(output, rows.Image, rows.Block, rows.Y);
            var to = job.Output.Data + at;
            for (var x = 0; x < output.Width; ++x)
            {
                var left = (x * job.Stride) - job.Padding;
                int first = Math.Max(0, left), last = Math.Min(input.Width, left + job.Kernel);
                for (var part = 0; part < Layout.Lanes; part += TSimd.Width)
                {
                    var row = from + ((long)first * Pixel) + (part * TElement.Size);
                    var joined = Join<TReduction>(row, rowStep, lastRow - firstRow, last - first);
                    TElement.Store(to + ((long)x * Pixel) + (part * TElement.Size), joined);
                }
            }

            if (job.ClearsHalo)
            {
                ClearHalo(output, to, rows.Y);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GlobalPool<TReduction>(in GlobalPoolJob job, in Worker worker)
        where TReduction : struct, IReduction
    {
        Layout input = job.Input.Layout, output = job.Output.Layout;
        var (begin, end) = worker.ShareOf((long)input.Images * input.Blocks);
        for (var unit = begin; unit < end; ++unit)
        {
            long image = unit / input.Blocks, block = unit % input.Blocks;
            var from = job.Input.Data + OffsetOf(input, image, block, 0);
            var to = (float*)job.Output.Data + (block * output.Plane) + (image * Layout.Lanes);
            for (var part = 0; part < Layout.Lanes; part += TSimd.Width)
            {
                var joined = Join<TReduction>(from + (part * TElement.Size), input.Row * TElement.Size, input.Height, input.Width);
                TSimd.Store(to + part, joined);
            }
        }
    }

    /// <summary>The result of one window. Rows are joined first: a sum of few large numbers and many small ones loses less so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Join<TReduction>(byte* from, long rowStep, long rows, long columns)
        where TReduction : struct, IReduction
    {
        var joined = TSimd.Zero;
        for (long y = 0; y < rows; ++y, from += rowStep)
        {
            var ofRow = TElement.Load(from);
            for (long x = 1; x < columns; ++x)
            {
                ofRow = TReduction.Join(ofRow, TElement.Load(from + (x * Pixel)));
            }

            joined = y == 0 ? ofRow : TReduction.Join(joined, ofRow);
        }

        return TReduction.Result(joined, rows * columns);
    }

    private readonly struct Maximum : IReduction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Join(TVector a, TVector b) => TSimd.MaxOrNaN(a, b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Result(TVector joined, long count) => joined;
    }

    private readonly struct Mean : IReduction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Join(TVector a, TVector b) => TSimd.Add(a, b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Result(TVector joined, long count) => TSimd.Multiply(joined, TSimd.Broadcast(1f / count));
    }
}

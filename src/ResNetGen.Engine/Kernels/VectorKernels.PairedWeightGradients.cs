using System;
using System.Runtime.CompilerServices;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Kernels;

/// <content>The gradient of weights for bfloat16, whose values are multiplied in pairs.</content>
internal sealed unsafe partial class VectorKernels<TSimd, TVector, TElement, TCall>
{
    /// <summary>The pairs of pixels whose inputs stay in the first level of cache while the gradients of all blocks pass.</summary>
    private const int GradientPairs = 192;

    /// <summary>The pairs of a tile's segment.</summary>
    private const int SegmentPairs = Layout.Lanes / 2;

    /// <inheritdoc/>
    /// <remarks>For bfloat16, the pairs of some rows: of the gradient of all blocks, and of an input block for each place of the kernel.</remarks>
    public override long WeightGradientScratch(in WeightGradientJob job) =>
        TElement.Size == sizeof(float) ? 0 : (job.Gradient.Layout.Blocks + ((long)job.Kernel * job.Kernel)) * PairedBytes(job);

    /// <summary>The rows that pass at once.</summary>
    private static int PairedRows(in WeightGradientJob job)
    {
        var layout = job.Gradient.Layout;
        return (int)Math.Clamp(GradientPairs / PixelPairs.Of(layout.Width), 1, (long)layout.Images * layout.Height);
    }

    /// <summary>Bytes of the pairs of as many rows as pass at once.</summary>
    private static long PairedBytes(in WeightGradientJob job) => PaddedPairs(PairedRows(job) * PixelPairs.Of(job.Gradient.Layout.Width)) * (long)PixelPairs.Size;

    private static int PaddedPairs(int pairs) => (pairs + SegmentPairs - 1) / SegmentPairs * SegmentPairs;

    /// <summary>
    /// The gradient of weights by tiles whose columns are the channels of an input block, as in float32. Input and gradient are arranged in pairs of pixels first, in
    /// scratch memory: row after row without a halo, the input as each place of the kernel meets it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WeightGradientOfPairs(in WeightGradientJob job, in Worker worker)
    {
        var gradient = job.Gradient.Layout;
        var taps = job.Kernel * job.Kernel;
        var rows = (long)gradient.Images * gradient.Height;
        var (firstBlock, lastBlock) = job.SharesBlocks ? worker.ShareOf(gradient.Blocks) : (0, gradient.Blocks);
        var (firstRow, lastRow) = job.SharesBlocks ? (0, rows) : worker.ShareOf(rows);
        var weightsOfBlock = (long)job.InputBlocks * taps * Layout.Lanes * Layout.Lanes;
        new Span<float>(job.Weights + (firstBlock * weightsOfBlock), checked((int)((lastBlock - firstBlock) * weightsOfBlock))).Clear();

        var memory = stackalloc float[TileFloats];
        long rowsAtOnce = PairedRows(job), bytes = PairedBytes(job);
        var pass = new GradientPass { Sums = (float*)Align((byte*)memory), WeightsStep = weightsOfBlock, Images = 1 };
        var arguments = new TileArguments { WeightsStep = bytes, SegmentStep = SegmentPairs * PixelPairs.Size };
        byte* gradients = worker.Scratch, inputs = gradients + ((lastBlock - firstBlock) * bytes);
        for (var row = firstRow; row < lastRow; row += rowsAtOnce)
        {
            var count = (int)Math.Min(rowsAtOnce, lastRow - row);
            arguments.Segments = PaddedPairs(count * PixelPairs.Of(gradient.Width)) / SegmentPairs;
            for (var block = firstBlock; block < lastBlock; ++block)
            {
                PairGradient(job, (int)block, row, count, gradients + ((block - firstBlock) * bytes));
            }

            for (var block = (int)firstBlock; block < lastBlock;)
            {
                // Blocks of another group have other inputs.
                var end = job.GroupBlocks == 0 ? (int)lastBlock : (int)Math.Min(lastBlock, (block / job.GroupBlocks * job.GroupBlocks) + job.GroupBlocks);
                var firstInput = job.GroupBlocks == 0 ? 0 : block / job.GroupBlocks * job.InputBlocks;
                for (var of = 0; of < job.InputBlocks; ++of)
                {
                    for (var tap = 0; tap < taps; ++tap)
                    {
                        PairInput(job, firstInput + of, tap, row, count, inputs + (tap * bytes));
                    }

                    var channels = Math.Min(Layout.Lanes, job.Input.Layout.Channels - ((firstInput + of) * Layout.Lanes));
                    for (var b = block; b < end; b += 2)
                    {
                        var tileRow = new TileRow(tiles, Math.Min(2, end - b), channels, TileShape.ChannelStride, TileEpilogue.Sums);
                        for (var tap = 0; tap < taps; ++tap)
                        {
                            var weights = job.Weights + (b * weightsOfBlock) + ((((long)of * taps) + tap) * Layout.Lanes * Layout.Lanes);
                            AddProducts(tileRow, pass, &arguments, inputs + (tap * bytes), gradients + ((b - firstBlock) * bytes), weights);
                        }
                    }
                }

                block = end;
            }
        }
    }

    /// <summary>Arranges rows of a block of the gradient in pairs; zeros fill up the last segment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PairGradient(in WeightGradientJob job, int block, long row, int count, byte* to)
    {
        var layout = job.Gradient.Layout;
        var pairs = PixelPairs.Of(layout.Width);
        for (var i = 0; i < count; ++i)
        {
            var from = job.Gradient.Data + OffsetOf(layout, (row + i) / layout.Height, block, (row + i) % layout.Height);
            PixelPairs.Interleave(from, Pixel, layout.Width, to + ((long)i * pairs * PixelPairs.Size));
        }

        ClearSegment(count * pairs, to);
    }

    /// <summary>Arranges the inputs that a place of the kernel meets in rows of the gradient in pairs; zeros fill up the last segment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PairInput(in WeightGradientJob job, int block, int tap, long row, int count, byte* to)
    {
        Layout input = job.Input.Layout, gradient = job.Gradient.Layout;
        var pairs = PixelPairs.Of(gradient.Width);
        int above = (tap / job.Kernel * job.Dilation) - job.Padding, left = (tap % job.Kernel * job.Dilation) - job.Padding;
        for (var i = 0; i < count; ++i)
        {
            var from = job.Input.Data + OffsetOf(input, (row + i) / gradient.Height, block, ((row + i) % gradient.Height * job.Stride) + above) + ((long)left * Pixel);
            PixelPairs.Interleave(from, (long)job.Stride * Pixel, gradient.Width, to + ((long)i * pairs * PixelPairs.Size));
        }

        ClearSegment(count * pairs, to);
    }

    private static void ClearSegment(int pairs, byte* to) =>
        new Span<byte>(to + ((long)pairs * PixelPairs.Size), (PaddedPairs(pairs) - pairs) * PixelPairs.Size).Clear();
}

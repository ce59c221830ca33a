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
    /// <remarks>For bfloat16, the pairs of some rows: of the gradient of all blocks, and of the slices of an input block.</remarks>
    public override long WeightGradientScratch(in WeightGradientJob job) =>
        TElement.Size == sizeof(float) ? 0 : (job.Gradient.Layout.Blocks + (long)new PairedInput(job).Slices) * PairedBytes(job);

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
        var input = new PairedInput(job);
        var rows = (long)gradient.Images * gradient.Height;
        var (firstBlock, lastBlock) = job.SharesBlocks ? worker.ShareOf(gradient.Blocks) : (0, gradient.Blocks);
        var (firstRow, lastRow) = job.SharesBlocks ? (0, rows) : worker.ShareOf(rows);
        var weightsOfBlock = job.InputBlocks * input.WeightsOfBlock;
        if (!job.Continues)
        {
            new Span<float>(job.Weights + (firstBlock * weightsOfBlock), checked((int)((lastBlock - firstBlock) * weightsOfBlock))).Clear();
        }

        var memory = stackalloc float[TileFloats];
        var sums = (float*)Align((byte*)memory);
        long rowsAtOnce = PairedRows(job), bytes = PairedBytes(job);
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
                    for (var slice = 0; slice < input.Slices; ++slice)
                    {
                        input.Pair(job, firstInput + of, slice, row, count, inputs + (slice * bytes));
                    }

                    for (var b = block; b < end; b += 2)
                    {
                        arguments.Weights = gradients + ((b - firstBlock) * bytes);
                        for (var slice = 0; slice < input.Slices; ++slice)
                        {
                            var tileRow = new TileRow(tiles, Math.Min(2, end - b), input.ColumnsOf(firstInput + of, slice), TileShape.ChannelStride, TileEpilogue.Sums);
                            arguments.Input = inputs + (slice * bytes);
                            AddPairs(tileRow, &arguments, sums, job.Weights + (b * weightsOfBlock) + (of * input.WeightsOfBlock) + input.WeightsOf(slice), weightsOfBlock);
                        }
                    }
                }

                block = end;
            }
        }
    }

    /// <summary>Adds the products of pairs of inputs and gradients to the weights of some output blocks and some columns, tile by tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPairs(in TileRow row, TileArguments* arguments, float* sums, float* weights, long weightsOfBlock)
    {
        for (var i = 0; i < row.Narrow + row.Wide; ++i)
        {
            var columns = i < row.Narrow ? row.NarrowColumns : row.NarrowColumns + 1;
            arguments->Output = (byte*)sums;
            arguments->OutputStep = (long)columns * FloatPixel;
            TCall.Call(i < row.Narrow ? row.NarrowTile : row.WideTile, arguments);
            for (var b = 0; b < row.Blocks; ++b)
            {
                float* from = sums + (b * columns * Layout.Lanes), to = weights + (b * weightsOfBlock);
                for (long at = 0; at < columns * Layout.Lanes; at += TSimd.Width)
                {
                    TSimd.Store(to + at, TSimd.Add(TSimd.Load(to + at), TSimd.Load(from + at)));
                }
            }

            arguments->Input += columns * 2 * sizeof(ushort);
            weights += columns * Layout.Lanes;
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

    private static void ClearSegment(int pairs, byte* to) =>
        new Span<byte>(to + ((long)pairs * PixelPairs.Size), (PaddedPairs(pairs) - pairs) * PixelPairs.Size).Clear();

    /// <summary>
    /// The slices in which the input of a convolution is arranged in pairs: up to 16 values of a window that lie side by side. Of feature maps they are a block's channels
    /// at a place of the kernel, of images, which are float32, a part of a row of the kernel.
    /// </summary>
    private readonly struct PairedInput
    {
        private readonly bool isOfImages;
        private readonly int kernel, columns, parts;

        public PairedInput(in WeightGradientJob job)
        {
            isOfImages = job.Images.Channels > 0;
            kernel = job.Kernel;
            columns = isOfImages ? kernel * job.Images.Channels : job.Input.Layout.Channels;
            parts = isOfImages ? Layout.BlocksOf(columns) : kernel;
        }

        /// <summary>The slices of an input block.</summary>
        public int Slices => kernel * parts;

        /// <summary>Floats of the weights of an input block, for one output block.</summary>
        public long WeightsOfBlock => (isOfImages ? Layout.BlocksOf(kernel * columns) : Slices) * (long)Layout.Lanes * Layout.Lanes;

        /// <summary>The values of a slice.</summary>
        public int ColumnsOf(int block, int slice) => Math.Min(Layout.Lanes, columns - ((isOfImages ? slice % parts : block) * Layout.Lanes));

        /// <summary>The place of a slice's weights among those of its block.</summary>
        public long WeightsOf(int slice) => (isOfImages ? (slice / parts * columns) + (slice % parts * Layout.Lanes) : slice * Layout.Lanes) * (long)Layout.Lanes;

        /// <summary>Arranges a slice for some rows of the gradient in pairs; zeros fill up the last segment.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Pair(in WeightGradientJob job, int block, int slice, long row, int count, byte* to)
        {
            var gradient = job.Gradient.Layout;
            var pairs = PixelPairs.Of(gradient.Width);
            for (var i = 0; i < count; ++i)
            {
                long image = (row + i) / gradient.Height, y = (row + i) % gradient.Height * job.Stride;
                var place = to + ((long)i * pairs * PixelPairs.Size);
                if (isOfImages)
                {
                    var from = job.Images.Data + (image * job.Images.Image) + ((y + (slice / parts)) * job.Images.Row) + (slice % parts * Layout.Lanes);
                    PixelPairs.Round(from, (long)job.Stride * job.Images.Channels, gradient.Width, place);
                }
                else
                {
                    int above = (slice / kernel * job.Dilation) - job.Padding, left = (slice % kernel * job.Dilation) - job.Padding;
                    var from = job.Input.Data + OffsetOf(job.Input.Layout, image, block, y + above) + ((long)left * Pixel);
                    PixelPairs.Interleave(from, (long)job.Stride * Pixel, gradient.Width, place);
                }
            }

            ClearSegment(count * pairs, to);
        }
    }
}

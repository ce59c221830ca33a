using System;
using System.Runtime.CompilerServices;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Kernels;

/// <content>The gradient of weights.</content>
internal sealed unsafe partial class VectorKernels<TSimd, TVector, TElement, TCall>
{
    /// <summary>The pixels of a chunk: their gradients of two output blocks, and their inputs of one block, pass through a tile again and again from the nearest cache.</summary>
    private const int GradientPixels = 224;

    /// <inheritdoc/>
    /// <remarks>
    /// A tile has the channels of an input as its columns and sums over the pixels of a chunk, whose weights are the gradients of some output blocks. The segments of a
    /// tile are rows, or parts of a long one, so that nothing is multiplied by the zeros between them.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void WeightGradient(in WeightGradientJob job, in Worker worker)
    {
        if (TElement.Size != sizeof(float))
        {
            WeightGradientOfPairs(job, worker);
            return;
        }

        var gradient = job.Gradient.Layout;
        var input = new GradientInput(job);
        var rows = (long)gradient.Images * gradient.Height;
        var (firstBlock, lastBlock) = job.SharesBlocks ? worker.ShareOf(gradient.Blocks) : (0, gradient.Blocks);
        var (firstRow, lastRow) = job.SharesBlocks ? (0, rows) : worker.ShareOf(rows);
        var weightsOfBlock = job.InputBlocks * input.WeightsOfBlock;
        if (firstBlock == lastBlock)
        {
            return;
        }

        if (firstRow == lastRow && !job.Continues)
        {
            new Span<float>(job.Weights + (firstBlock * weightsOfBlock), checked((int)((lastBlock - firstBlock) * weightsOfBlock))).Clear();
        }

        // Chunks are of about the same size.
        var parts = (gradient.Width + GradientPixels - 1) / GradientPixels;
        var chunks = Math.Max(1, (lastRow - firstRow + Math.Max(1, GradientPixels / gradient.Width) - 1) / Math.Max(1, GradientPixels / gradient.Width));
        var rowsAtOnce = (lastRow - firstRow + chunks - 1) / chunks;
        long* inputs = stackalloc long[(int)rowsAtOnce + 1], gradients = stackalloc long[(int)rowsAtOnce];
        var arguments = new TileArguments
        {
            WeightsStep = gradient.Plane * sizeof(float), OutputStep = weightsOfBlock * sizeof(float), ColumnStep = input.Pixel, Offsets = inputs, WeightsOffsets = gradients,
        };
        for (var r = firstRow; r < lastRow; r += rowsAtOnce)
        {
            var count = (int)Math.Min(rowsAtOnce, lastRow - r);
            for (var part = 0; part < parts; ++part)
            {
                long begin = (long)gradient.Width * part / parts, end = (long)gradient.Width * (part + 1) / parts;
                for (var i = 0; i < count; ++i)
                {
                    long image = (r + i) / gradient.Height, y = (r + i) % gradient.Height;
                    inputs[i] = (image * input.Image) + (y * input.Row) + (begin * input.Pixel);
                    gradients[i] = (((image * gradient.Image) + (y * gradient.Row)) * sizeof(float)) + (begin * FloatPixel);
                }

                // Tiles read ahead.
                inputs[count] = inputs[count - 1];
                arguments.Segments = count;
                arguments.SegmentLength = (end - begin) * input.Pixel / sizeof(float);
                AddChunk(job, input, &arguments, (int)firstBlock, (int)lastBlock, isFirst: r == firstRow && part == 0 && !job.Continues);
            }
        }
    }

    /// <summary>Adds the products of a chunk's inputs and gradients to the weights of some output blocks; the first chunk sets them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddChunk(in WeightGradientJob job, in GradientInput input, TileArguments* arguments, int firstBlock, int lastBlock, bool isFirst)
    {
        var atOnce = Parts == 1 ? Math.Min(2, lastBlock - firstBlock) : 1;
        var epilogue = isFirst ? TileEpilogue.Sums : TileEpilogue.Add;
        GradientTiles many = new(floatTiles, atOnce, input, epilogue), one = atOnce == 1 ? many : new GradientTiles(floatTiles, 1, input, epilogue);
        for (var block = firstBlock; block < lastBlock;)
        {
            // Blocks of another group have other inputs.
            var rows = lastBlock - block >= atOnce && (job.GroupBlocks == 0 || (block % job.GroupBlocks) + atOnce <= job.GroupBlocks) ? many : one;
            var together = rows.Full.Blocks;
            var firstInput = job.GroupBlocks > 0 ? block / job.GroupBlocks * job.InputBlocks : 0;
            var weights = job.Weights + (block * (arguments->OutputStep / sizeof(float)));
            arguments->Weights = job.Gradient.Data + (block * arguments->WeightsStep);
            var turn = 0;
            for (var of = 0; of < job.InputBlocks; ++of)
            {
                var row = firstInput + of == input.Blocks - 1 ? rows.Last : rows.Full;
                var x = input.Data + ((firstInput + of) * input.Block);
                for (var tap = 0; tap < input.Taps; ++tap, weights += input.WeightsOfTap, ++turn)
                {
                    // What comes next is far away, and no processor foresees it.
                    arguments->InputAhead = tap == 0 && of + 1 < job.InputBlocks ? input.Block : 0;
                    arguments->WeightsAhead = turn < together && block + together < lastBlock ? (together + turn) * arguments->WeightsStep : 0;
                    AddProducts(row, arguments, x + input.OffsetOf(tap), weights);
                }
            }

            block += together;
        }
    }

    /// <summary>Adds the products of a chunk's inputs and gradients to the weights of some output blocks and some columns, tile by tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddProducts(in TileRow row, TileArguments* arguments, byte* input, float* weights)
    {
        arguments->Input = input;
        for (var i = 0; i < row.Narrow + row.Wide; ++i)
        {
            var columns = i < row.Narrow ? row.NarrowColumns : row.NarrowColumns + 1;
            arguments->Output = arguments->Addend = (byte*)weights;
            for (var block = 0; block < row.Blocks; ++block)
            {
                for (var column = 0; column < columns; ++column)
                {
                    TSimd.Prefetch((byte*)weights + (block * arguments->OutputStep) + ((long)column * FloatPixel));
                }
            }

            ManagedCall.Call(i < row.Narrow ? row.NarrowTile : row.WideTile, arguments);
            arguments->Input += columns * sizeof(float);
            arguments->InputAhead = arguments->WeightsAhead = 0;
            weights += columns * Layout.Lanes;
        }
    }

    /// <summary>The tiles for an input block of 16 channels, and for the last one, which may have fewer.</summary>
    private readonly struct GradientTiles(ITileProvider tiles, int blocks, in GradientInput input, TileEpilogue epilogue)
    {
        public readonly TileRow Full = new(tiles, blocks, input.Columns, TileShape.ChannelStride, epilogue);
        public readonly TileRow Last = new(tiles, blocks, input.LastColumns, TileShape.ChannelStride, epilogue);
    }

    /// <summary>The input of a convolution, feature maps or images, as the gradient of its weights reads it. Distances are in bytes.</summary>
    private readonly struct GradientInput
    {
        /// <summary>The first value that the window of the first output pixel reads.</summary>
        public readonly byte* Data;

        /// <summary>From an image, a block, a row of output pixels and an output pixel to the next.</summary>
        public readonly long Image, Block, Row, Pixel;

        /// <summary>Blocks of channels.</summary>
        public readonly int Blocks;

        /// <summary>The values of a window that lie side by side: those of each block, and those of the last.</summary>
        public readonly int Columns, LastColumns;

        /// <summary>The places in a window where such values begin.</summary>
        public readonly int Taps;

        /// <summary>Floats of the weights of an input block, for one output block.</summary>
        public readonly long WeightsOfBlock;

        private readonly int tapsOfRow;
        private readonly long tapRow, tapColumn;

        public GradientInput(in WeightGradientJob job)
        {
            if (job.Images.Data != null)
            {
                var images = job.Images;
                Data = (byte*)images.Data;
                (Image, Row, Pixel) = (images.Image * sizeof(float), images.Row * job.Stride * sizeof(float), (long)images.Channels * job.Stride * sizeof(float));
                (Blocks, Taps) = (1, job.Kernel);
                Columns = LastColumns = job.Kernel * images.Channels;
                (tapsOfRow, tapRow) = (1, images.Row * sizeof(float));
                WeightsOfBlock = (long)Layout.BlocksOf(Taps * Columns) * Layout.Lanes * Layout.Lanes;
                return;
            }

            var layout = job.Input.Layout;
            long row = layout.Row * TElement.Size, padding = job.Padding;
            Data = job.Input.Data - (padding * row) - (padding * Pixel16);
            (Image, Block, Row, Pixel) = (layout.Image * TElement.Size, layout.Plane * TElement.Size, row * job.Stride, Pixel16 * job.Stride);
            Blocks = layout.Blocks;
            Columns = Layout.Lanes;
            LastColumns = layout.Channels - ((Blocks - 1) * Layout.Lanes);
            Taps = job.Kernel * job.Kernel;
            (tapsOfRow, tapRow, tapColumn) = (job.Kernel, row * job.Dilation, Pixel16 * job.Dilation);
            WeightsOfBlock = Taps * WeightsOfTap;
        }

        /// <summary>Floats of the weights of a tap, for one output block.</summary>
        public long WeightsOfTap => (long)Columns * Layout.Lanes;

        private static long Pixel16 => Layout.Lanes * TElement.Size;

        public long OffsetOf(int tap) => (tap / tapsOfRow * tapRow) + (tap % tapsOfRow * tapColumn);
    }
}

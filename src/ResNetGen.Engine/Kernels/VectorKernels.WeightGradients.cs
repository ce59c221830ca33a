using System;
using System.Runtime.CompilerServices;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Kernels;

/// <content>The gradient of weights.</content>
internal sealed unsafe partial class VectorKernels<TSimd, TVector, TElement, TCall>
{
    /// <summary>The pixels whose inputs and gradients stay in the first level of cache while all places of the kernel pass.</summary>
    private const int GradientPixels = 448;

    /// <inheritdoc/>
    /// <remarks>
    /// A tile has the channels of an input as its columns and sums over pixels, whose weights are the gradients of 16 output channels. A tile goes through several rows at once and over the zeros of the gradient's halo between them; small images pass several at a time.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void WeightGradient(in WeightGradientJob job, in Worker worker)
    {
        Layout input = job.Input.Layout, gradient = job.Gradient.Layout;
        int taps = job.Kernel * job.Kernel, atOnce = Parts == 1 ? 2 : 1;
        var rows = (long)gradient.Images * gradient.Height;
        var (firstBlock, lastBlock) = job.SharesBlocks ? worker.ShareOf(gradient.Blocks) : (0, gradient.Blocks);
        var (firstRow, lastRow) = job.SharesBlocks ? (0, rows) : worker.ShareOf(rows);
        var weightsOfBlock = (long)job.InputBlocks * taps * Layout.Lanes * Layout.Lanes;
        if (!job.Continues)
        {
            new Span<float>(job.Weights + (firstBlock * weightsOfBlock), checked((int)((lastBlock - firstBlock) * weightsOfBlock))).Clear();
        }

        var rowPixels = (int)(gradient.Row / Layout.Lanes);
        var chunks = (gradient.Height + Math.Max(1, GradientPixels / rowPixels) - 1) / Math.Max(1, GradientPixels / rowPixels);
        var rowsAtOnce = (gradient.Height + chunks - 1) / chunks;
        var isAlike = job.Stride == 1 && input.Row == gradient.Row;
        // A single row, which may be long, needs no places: its pixels are a step apart.
        var hasOffsets = !isAlike && rowsAtOnce > 1;
        var offsets = stackalloc long[hasOffsets ? (rowsAtOnce * rowPixels) + 1 : 1];
        if (hasOffsets)
        {
            SetOffsets(job, rowsAtOnce, offsets);
        }

        var memory = stackalloc float[TileFloats];
        var pass = new GradientPass { Sums = (float*)Align((byte*)memory), WeightsStep = weightsOfBlock, InputImage = input.Image * TElement.Size, GradientImage = gradient.Image * TElement.Size };
        var arguments = new TileArguments
        {
            WeightsStep = gradient.Plane * sizeof(float), SegmentStep = (long)job.Stride * FloatPixel, Offsets = hasOffsets ? offsets : null,
        };
        // Pixels come first: input and gradient are read from memory once, and the sums, which are smaller, come again from a near cache.
        for (var r = firstRow; r < lastRow;)
        {
            long image = r / gradient.Height, y = r % gradient.Height;
            var count = (int)Math.Min(Math.Min(rowsAtOnce, lastRow - r), gradient.Height - y);
            var pixels = ((count - 1) * rowPixels) + gradient.Width;
            (arguments.Segments, arguments.SegmentLength) = isAlike ? (1, (long)pixels * Layout.Lanes) : (pixels, Layout.Lanes);
            pass.Images = count == gradient.Height ? (int)Math.Clamp(GradientPixels / pixels, 1, (lastRow - r) / gradient.Height) : 1;
            for (var block = (int)firstBlock; block < lastBlock;)
            {
                // Blocks of another group have other inputs.
                var together = job.GroupBlocks == 0 || (block % job.GroupBlocks) + atOnce <= job.GroupBlocks ? (int)Math.Min(atOnce, lastBlock - block) : 1;
                var firstInput = job.GroupBlocks > 0 ? block / job.GroupBlocks * job.InputBlocks : 0;
                var from = job.Gradient.Data + OffsetOf(gradient, image, block, y);
                var linesAhead = block + together < lastBlock ? pixels / job.InputBlocks : 0;
                for (var of = 0; of < job.InputBlocks; ++of)
                {
                    var channels = Math.Min(Layout.Lanes, input.Channels - ((firstInput + of) * Layout.Lanes));
                    var row = new TileRow(floatTiles, together, channels, TileShape.ChannelStride, TileEpilogue.Sums);
                    var x = job.Input.Data + OffsetOf(input, image, firstInput + of, (y * job.Stride) - job.Padding) - ((long)job.Padding * Pixel);

                    // What comes next is far away, and no processor foresees it.
                    for (var i = 0; i < pass.Images; ++i)
                    {
                        PrefetchRows(x + (input.Plane * TElement.Size) + (i * pass.InputImage), of + 1 < job.InputBlocks ? pixels : 0);
                        for (var b = together; b < 2 * together; ++b)
                        {
                            PrefetchRows(from + (b * gradient.Plane * TElement.Size) + (i * pass.GradientImage) + ((long)of * linesAhead * FloatPixel), linesAhead);
                        }
                    }

                    for (var tap = 0; tap < taps; ++tap)
                    {
                        var at = x + ((tap / job.Kernel * job.Dilation * input.Row) + ((long)(tap % job.Kernel) * job.Dilation * Layout.Lanes)) * TElement.Size;
                        AddProducts(row, pass, &arguments, at, from, job.Weights + (block * weightsOfBlock) + ((((long)of * taps) + tap) * Layout.Lanes * Layout.Lanes));
                    }
                }

                block += together;
            }

            r += (long)count * pass.Images;
        }
    }

    /// <summary>The places of inputs for pixels of the gradient, row after row, from that of the first. Pixels between rows, whose gradients are zeros, have a place of their row.</summary>
    private static void SetOffsets(in WeightGradientJob job, int rows, long* offsets)
    {
        Layout input = job.Input.Layout, gradient = job.Gradient.Layout;
        var rowPixels = (int)(gradient.Row / Layout.Lanes);
        for (var pixel = 0; pixel < rows * rowPixels; ++pixel)
        {
            var column = Math.Min(pixel % rowPixels, gradient.Width - 1);
            offsets[pixel] = ((pixel / rowPixels * job.Stride * input.Row) + ((long)column * job.Stride * Layout.Lanes)) * TElement.Size;
        }

        // Tiles read ahead.
        offsets[rows * rowPixels] = offsets[(rows * rowPixels) - 1];
    }

    private static void PrefetchRows(byte* from, int pixels)
    {
        for (var pixel = 0; pixel < pixels; ++pixel)
        {
            TSimd.Prefetch(from + ((long)pixel * FloatPixel));
        }
    }

    /// <summary>Adds the products of inputs and gradients, summed over the pixels of some images, to the weights of some output blocks and one input block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddProducts(in TileRow row, in GradientPass pass, TileArguments* arguments, byte* input, byte* gradients, float* weights)
    {
        var sums = pass.Sums;
        for (int i = 0, first = 0; i < row.Narrow + row.Wide; ++i)
        {
            var columns = i < row.Narrow ? row.NarrowColumns : row.NarrowColumns + 1;
            arguments->Output = (byte*)sums;
            arguments->OutputStep = (long)columns * FloatPixel;
            for (var image = 0; image < pass.Images; ++image)
            {
                arguments->Input = input + (image * pass.InputImage) + (first * sizeof(float));
                arguments->Weights = gradients + (image * pass.GradientImage);
                ManagedCall.Call(i < row.Narrow ? row.NarrowTile : row.WideTile, arguments);
                for (var b = 0; b < row.Blocks; ++b)
                {
                    float* from = sums + (b * columns * Layout.Lanes), to = weights + (b * pass.WeightsStep) + (first * Layout.Lanes);
                    for (long at = 0; at < columns * Layout.Lanes; at += TSimd.Width)
                    {
                        TSimd.Store(to + at, TSimd.Add(TSimd.Load(to + at), TSimd.Load(from + at)));
                    }
                }
            }

            first += columns;
        }
    }

    /// <summary>The arguments that all tiles of a gradient of weights have in common.</summary>
    private struct GradientPass
    {
        /// <summary>Receives the sums of a tile.</summary>
        public float* Sums;

        /// <summary>Elements from one output block's weights to the next.</summary>
        public long WeightsStep;

        /// <summary>Bytes from one image to the next.</summary>
        public long InputImage, GradientImage;

        /// <summary>The images that pass at once.</summary>
        public int Images;
    }
}

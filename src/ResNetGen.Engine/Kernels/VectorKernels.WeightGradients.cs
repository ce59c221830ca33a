using System;
using System.Runtime.CompilerServices;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Kernels;

/// <content>The gradient of weights.</content>
internal sealed unsafe partial class VectorKernels<TSimd, TVector, TElement, TCall>
{
    /// <summary>The pixels whose inputs and gradients stay in the first level of cache while all places of the kernel pass.</summary>
    private const int GradientPixels = 192;

    /// <inheritdoc/>
    /// <remarks>
    /// A tile has inputs as its columns and sums over pixels: each pixel is a segment of one value, whose weights are the gradients of 16 output channels. Where
    /// input and gradient lie alike, a tile goes through several rows at once and over the zeros of the gradient's halo between them.
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
        new Span<float>(job.Weights + (firstBlock * weightsOfBlock), checked((int)((lastBlock - firstBlock) * weightsOfBlock))).Clear();

        var isAlike = job.Stride == 1 && input.Row == gradient.Row;
        var rowPixels = gradient.Row / Layout.Lanes;
        var rowsAtOnce = isAlike ? Math.Max(1, GradientPixels / rowPixels) : 1;
        var memory = stackalloc float[TileFloats];
        var sums = (float*)Align((byte*)memory);
        var arguments = new TileArguments
        {
            SegmentStep = (long)job.Stride * FloatPixel, WeightsStep = gradient.Plane * sizeof(float), ColumnStep = sizeof(float), SegmentLength = 1,
        };
        // Pixels come first: input and gradient are read from memory once, and the sums, which are smaller, come again from a near cache.
        for (var r = firstRow; r < lastRow;)
        {
            long image = r / gradient.Height, y = r % gradient.Height;
            var count = Math.Min(Math.Min(rowsAtOnce, lastRow - r), gradient.Height - y);
            arguments.Segments = ((count - 1) * rowPixels) + gradient.Width;
            for (var block = (int)firstBlock; block < lastBlock;)
            {
                // Blocks of another group have other inputs.
                var together = job.GroupBlocks == 0 || (block % job.GroupBlocks) + atOnce <= job.GroupBlocks ? (int)Math.Min(atOnce, lastBlock - block) : 1;
                var firstInput = job.GroupBlocks > 0 ? block / job.GroupBlocks * job.InputBlocks : 0;
                var from = job.Gradient.Data + OffsetOf(gradient, image, block, y);
                for (var of = 0; of < job.InputBlocks; ++of)
                {
                    var channels = Math.Min(Layout.Lanes, input.Channels - ((firstInput + of) * Layout.Lanes));
                    var row = new TileRow(floatTiles, together, channels, 3, TileEpilogue.Sums);
                    var x = job.Input.Data + OffsetOf(input, image, firstInput + of, (y * job.Stride) - job.Padding) - ((long)job.Padding * Pixel);
                    for (var tap = 0; tap < taps; ++tap)
                    {
                        var at = x + ((tap / job.Kernel * job.Dilation * input.Row) + ((long)(tap % job.Kernel) * job.Dilation * Layout.Lanes)) * TElement.Size;
                        var to = job.Weights + (block * weightsOfBlock) + ((((long)of * taps) + tap) * Layout.Lanes * Layout.Lanes);
                        AddProducts(row, &arguments, at, from, sums, to, weightsOfBlock);
                    }
                }

                block += together;
            }

            r += count;
        }
    }

    /// <summary>Adds the products of inputs and gradients, summed over pixels, to the weights of some output blocks and one input block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddProducts(in TileRow row, TileArguments* arguments, byte* input, byte* gradients, float* sums, float* weights, long weightsStep)
    {
        for (int i = 0, first = 0; i < row.Narrow + row.Wide; ++i)
        {
            var columns = i < row.Narrow ? row.NarrowColumns : row.NarrowColumns + 1;
            arguments->Input = input + (first * sizeof(float));
            arguments->Weights = gradients;
            arguments->Output = (byte*)sums;
            arguments->OutputStep = (long)columns * FloatPixel;
            ManagedCall.Call(i < row.Narrow ? row.NarrowTile : row.WideTile, arguments);
            for (var b = 0; b < row.Blocks; ++b)
            {
                float* from = sums + (b * columns * Layout.Lanes), to = weights + (b * weightsStep) + (first * Layout.Lanes);
                for (long at = 0; at < columns * Layout.Lanes; at += TSimd.Width)
                {
                    TSimd.Store(to + at, TSimd.Add(TSimd.Load(to + at), TSimd.Load(from + at)));
                }
            }

            first += columns;
        }
    }
}

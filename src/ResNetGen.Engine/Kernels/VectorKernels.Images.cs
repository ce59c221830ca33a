using System;
using System.Runtime.CompilerServices;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Kernels;

/// <content>The first convolution.</content>
internal sealed unsafe partial class VectorKernels<TSimd, TVector, TElement, TCall>
{
    /// <inheritdoc/>
    /// <remarks>The places of the kernel's rows, then so many rows of the image.</remarks>
    public override long ConvolveImagesScratch(in ImageConvolutionJob job) =>
        Align((job.Kernel + 1L) * sizeof(long)) + (((job.Kernel * ImageRow(job)) + Layout.Lanes) * sizeof(float));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ConvolveImages(in ImageConvolutionJob job, in Worker worker)
    {
        var output = job.Epilogue.Output.Layout;
        int kernel = job.Kernel, atOnce = Parts == 1 ? Math.Min(2, output.Blocks) : 1;
        long step = (long)job.Stride * job.Channels, imageRow = ImageRow(job);
        var offsets = (long*)worker.Scratch;
        var buffer = (float*)(worker.Scratch + Align((kernel + 1L) * sizeof(long)));
        var memory = stackalloc float[TileFloats];
        var sums = (float*)Align((byte*)memory);
        var many = new TileRow(floatTiles, atOnce, output.Width, 3, TileEpilogue.Sums);
        var one = output.Blocks % atOnce == 0 ? many : new TileRow(floatTiles, 1, output.Width, 3, TileEpilogue.Sums);
        var arguments = new TileArguments
        {
            Offsets = offsets,
            Segments = kernel,
            WeightsStep = (long)job.Segments * Layout.Lanes * Layout.Lanes * sizeof(float),
            ColumnStep = step * sizeof(float),
            SegmentLength = (long)kernel * job.Channels,
        };

        // Rows of the image that windows share are read once. A row's place follows from its number.
        var (begin, end) = worker.ShareOf((long)output.Images * output.Height);
        long image = begin / output.Height, y = begin % output.Height, readEnd = long.MinValue;
        for (var r = begin; r < end; ++r)
        {
            var top = (y * job.Stride) - job.Padding;
            for (readEnd = Math.Max(readEnd, top); readEnd < top + kernel; ++readEnd)
            {
                ReadImageRow(job, image, readEnd, buffer + ((readEnd + job.Padding) % kernel * imageRow));
            }

            for (var k = 0; k <= kernel; ++k)
            {
                offsets[k] = (top + Math.Min(k, kernel - 1) + job.Padding) % kernel * imageRow * sizeof(float);
            }

            for (var block = 0; block < output.Blocks;)
            {
                var row = output.Blocks - block >= atOnce ? many : one;
                arguments.Bias = job.Bias + (block * Layout.Lanes);
                ConvolveImageRow(job, row, &arguments, buffer, sums, OffsetOf(output, image, block, y), block);
                for (var b = 0; b < row.Blocks; ++b)
                {
                    ClearHalo(job.Epilogue, OffsetOf(output, image, block + b, y), y);
                }

                block += row.Blocks;
            }

            if (++y == output.Height)
            {
                y = 0;
                ++image;
                readEnd = long.MinValue;
            }
        }
    }

    /// <summary>One row of some output blocks, from left to right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ConvolveImageRow(
        in ImageConvolutionJob job, in TileRow row, TileArguments* arguments, float* buffer, float* sums, long at, int block)
    {
        var plane = job.Epilogue.Output.Layout.Plane * TElement.Size;
        var weights = (byte*)job.Weights + (block * arguments->WeightsStep);
        for (int i = 0, x = 0; i < row.Narrow + row.Wide; ++i)
        {
            var columns = i < row.Narrow ? row.NarrowColumns : row.NarrowColumns + 1;
            arguments->Input = (byte*)buffer + (x * arguments->ColumnStep);
            arguments->Weights = weights;
            arguments->Output = (byte*)sums;
            arguments->OutputStep = (long)columns * FloatPixel;
            ManagedCall.Call(i < row.Narrow ? row.NarrowTile : row.WideTile, arguments);
            for (var b = 0; b < row.Blocks; ++b)
            {
                var values = sums + (b * columns * Layout.Lanes);
                Finish(job.Epilogue, values, columns, at + (b * plane) + ((long)x * Pixel), (block + b) * Layout.Lanes);
            }

            x += columns;
        }
    }

    /// <summary>The floats of a row of an image with its padding, channels-last.</summary>
    private static long ImageRow(in ImageConvolutionJob job) => (job.Width + (2L * job.Padding)) * job.Channels;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadImageRow(in ImageConvolutionJob job, long image, long y, float* row)
    {
        new Span<float>(row, (int)ImageRow(job)).Clear();
        if (y < 0 || y >= job.Height)
        {
            return;
        }

        var from = job.Images + (image * job.ImageStride) + (y * job.RowStride);
        long channels = job.Channels, width = job.Width, step = job.ColumnStride;
        row += job.Padding * channels;
        for (long channel = 0; channel < channels; ++channel, ++row, from += job.ChannelStride)
        {
            float* pixel = from, to = row;
            for (long x = 0; x < width; ++x, pixel += step, to += channels)
            {
                *to = *pixel;
            }
        }
    }
}

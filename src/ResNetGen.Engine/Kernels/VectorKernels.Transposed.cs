using System;
using System.Runtime.CompilerServices;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Kernels;

/// <content>Transposed convolutions.</content>
internal sealed unsafe partial class VectorKernels<TSimd, TVector, TElement, TCall>
{
    /// <inheritdoc/>
    /// <remarks>A row of the result for two blocks.</remarks>
    public override long ConvolveTransposedScratch(in TransposedConvolutionJob job) => 2L * job.Epilogue.Output.Layout.Width * FloatPixel;

    /// <inheritdoc/>
    /// <remarks>
    /// The pixels of a row whose columns leave the same remainder meet the same places of the kernel: their sums are an ordinary convolution of the gradient.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ConvolveTransposed(in TransposedConvolutionJob job, in Worker worker)
    {
        Layout gradient = job.Gradient.Layout, output = job.Epilogue.Output.Layout;
        var atOnce = job.GroupBlocks > 0 || Parts > 1 ? 1 : 2;
        var values = (float*)worker.Scratch;
        var memory = stackalloc float[TileFloats];
        var sums = (float*)Align((byte*)memory);
        var arguments = new TileArguments { ColumnStep = Pixel, SegmentLength = Layout.Lanes };
        var (begin, end) = worker.ShareOf((long)output.Images * output.Height);
        for (var r = begin; r < end; ++r)
        {
            long image = r / output.Height, y = r % output.Height;
            for (var block = 0; block < output.Blocks;)
            {
                var together = Math.Min(atOnce, output.Blocks - block);
                var group = job.GroupBlocks > 0 ? block / job.GroupBlocks * job.GroupInputs : 0;
                for (var phase = 0; phase < Math.Min(job.Stride, output.Width); ++phase)
                {
                    var of = ((int)(y % job.Stride) * job.Stride) + phase;
                    var columns = (output.Width - phase + job.Stride - 1) / job.Stride;
                    if (job.Segments[of] == 0)
                    {
                        Spread(null, together, columns, job.Stride, values + (phase * Layout.Lanes), output.Width);
                        continue;
                    }

                    arguments.Segments = job.Segments[of];
                    arguments.Offsets = job.Offsets[of];
                    arguments.WeightsStep = (long)job.Segments[of] * Layout.Lanes * Pixel;
                    var row = new TileRow(tiles, together, columns, 1, TileEpilogue.Sums);
                    var input = job.Gradient.Data + OffsetOf(gradient, image, group, y / job.Stride);
                    for (int i = 0, x = 0; i < row.Narrow + row.Wide; ++i)
                    {
                        var count = i < row.Narrow ? row.NarrowColumns : row.NarrowColumns + 1;
                        arguments.Input = input + ((long)x * Pixel);
                        arguments.Weights = job.Weights[of] + (block * arguments.WeightsStep);
                        arguments.Output = (byte*)sums;
                        arguments.OutputStep = (long)count * FloatPixel;
                        TCall.Call(i < row.Narrow ? row.NarrowTile : row.WideTile, &arguments);
                        Spread(sums, together, count, job.Stride, values + (((x * job.Stride) + phase) * Layout.Lanes), output.Width);
                        x += count;
                    }
                }

                for (var b = 0; b < together; ++b)
                {
                    var at = OffsetOf(output, image, block + b, y);
                    Finish(job.Epilogue, values + ((long)b * output.Width * Layout.Lanes), output.Width, at, (block + b) * Layout.Lanes);
                    ClearHalo(job.Epilogue, at, y);
                }

                block += together;
            }
        }
    }

    /// <summary>Copies the sums of contiguous pixels of some blocks to pixels a stride apart; null for zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread(float* sums, int blocks, int columns, int stride, float* to, int width)
    {
        for (var b = 0; b < blocks; ++b)
        {
            for (var x = 0; x < columns; ++x)
            {
                var pixel = to + ((((long)b * width) + ((long)x * stride)) * Layout.Lanes);
                for (var part = 0; part < Layout.Lanes; part += TSimd.Width)
                {
                    TSimd.Store(pixel + part, sums == null ? TSimd.Zero : TSimd.Load(sums + ((((long)b * columns) + x) * Layout.Lanes) + part));
                }
            }
        }
    }
}

using System;
using System.Runtime.CompilerServices;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Kernels;

/// <content>Group normalization.</content>
internal sealed unsafe partial class VectorKernels<TSimd, TVector, TElement, TCall>
{
    /// <inheritdoc/>
    /// <remarks>Two values for each channel: mean and variance, then shift and scale.</remarks>
    public override long GroupNormScratch(in GroupNormJob job) => 2L * job.Input.Layout.Blocks * FloatPixel;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void GroupNorm(in GroupNormJob job, in Worker worker)
    {
        var layout = job.Input.Layout;
        var group = layout.Channels / job.Groups;
        // Blocks are computed together where groups do not end between them.
        var joined = Layout.Lanes % group == 0 ? 1 : group % Layout.Lanes == 0 ? group / Layout.Lanes : layout.Blocks;
        var units = layout.Blocks / joined;
        float* shift = (float*)worker.Scratch, scale = shift + ((long)layout.Blocks * Layout.Lanes);
        var (begin, end) = worker.ShareOf((long)(layout.IsVectors ? layout.Width : layout.Images) * units);
        for (var unit = begin; unit < end; ++unit)
        {
            long image = unit / units, block = unit % units * joined;
            var columns = layout.IsVectors ? 1 : layout.Width;
            var from = job.Input.Data + PlaceOf(layout, image, block);
            var channels = (int)Math.Min(layout.Channels - (block * Layout.Lanes), joined * Layout.Lanes);
            Measure(from, layout, columns, joined, shift, null);
            ShareInGroups(shift, channels, group, (float)layout.Height * columns);
            Measure(from, layout, columns, joined, scale, shift);
            ShareInGroups(scale, channels, group, (float)layout.Height * columns);
            float* scales = job.Scale + (block * Layout.Lanes), shifts = job.Shift + (block * Layout.Lanes);
            for (var c = 0; c < channels; ++c)
            {
                var factor = scales[c] / MathF.Sqrt(scale[c] + job.Epsilon);
                scale[c] = factor;
                shift[c] = shifts[c] - (shift[c] * factor);
            }

            // Channels that fill up the last block become zeros.
            for (var c = channels; c < joined * Layout.Lanes; ++c)
            {
                scale[c] = shift[c] = 0;
            }

            for (var b = 0; b < joined; ++b)
            {
                Normalize(job, image, block + b, columns, scale + (b * Layout.Lanes), shift + (b * Layout.Lanes));
            }
        }
    }

    /// <summary>Scales one block of an image.</summary>
    private static void Normalize(in GroupNormJob job, long image, long block, int columns, float* scale, float* shift)
    {
        Layout input = job.Input.Layout, output = job.Epilogue.Output.Layout;
        long from = PlaceOf(input, image, block), at = PlaceOf(output, image, block);
        for (var y = 0; y < input.Height; ++y, from += input.Row * TElement.Size, at += output.Row * TElement.Size)
        {
            ScaleRow(job.Epilogue, job.Input.Data + from, columns, scale, shift, at, block * Layout.Lanes);
            ClearHalo(job.Epilogue, at, y);
        }
    }

    /// <summary>The bytes from the first pixel to the first of an image's block, or to that of a vector.</summary>
    private static long PlaceOf(in Layout layout, long image, long block) =>
        layout.IsVectors ? ((block * layout.Plane) + (image * Layout.Lanes)) * TElement.Size : OffsetOf(layout, image, block, 0);

    /// <summary>
    /// Sums for each channel of some blocks: of the values, or of the squares of their distances from <paramref name="means"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Measure(byte* from, in Layout layout, int columns, int blocks, float* sums, float* means)
    {
        for (var block = 0; block < blocks; ++block)
        {
            for (var part = 0; part < Layout.Lanes; part += TSimd.Width)
            {
                var row = from + (block * layout.Plane * TElement.Size) + (part * TElement.Size);
                var lane = (block * Layout.Lanes) + part;
                var mean = means != null ? TSimd.Load(means + lane) : TSimd.Zero;
                var sum = TSimd.Zero;
                for (var y = 0; y < layout.Height; ++y, row += layout.Row * TElement.Size)
                {
                    var ofRow = TSimd.Zero;
                    for (var x = 0; x < columns; ++x)
                    {
                        var distance = TSimd.Subtract(TElement.Load(row + ((long)x * Pixel)), mean);
                        ofRow = means != null ? TSimd.MultiplyAdd(distance, distance, ofRow) : TSimd.Add(ofRow, distance);
                    }

                    sum = TSimd.Add(sum, ofRow);
                }

                TSimd.Store(sums + lane, sum);
            }
        }
    }

    /// <summary>Replaces the sums of channels by the means of their groups.</summary>
    private static void ShareInGroups(float* sums, int channels, int group, float positions)
    {
        for (var begin = 0; begin < channels; begin += group)
        {
            var sum = 0f;
            for (var c = begin; c < begin + group; ++c)
            {
                sum += sums[c];
            }

            new Span<float>(sums + begin, group).Fill(sum / (positions * group));
        }
    }
}

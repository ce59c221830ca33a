using System;
using System.Runtime.CompilerServices;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Kernels;

/// <content>Copies from one layout to another.</content>
internal sealed unsafe partial class VectorKernels<TSimd, TVector, TElement, TCall>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Copy(in CopyJob job, in Worker worker)
    {
        Layout input = job.Input.Layout, output = job.Output.Layout;
        int height = (input.Height + job.Stride - 1) / job.Stride, width = (input.Width + job.Stride - 1) / job.Stride;
        var columns = Math.Min(width - Math.Max(0, -job.Left), output.Width - Math.Max(0, job.Left));
        var fills = job.Top == 0 && job.Left == 0 && height >= output.Height && width >= output.Width;
        var rows = new Rows(output, worker);
        while (rows.Next())
        {
            var to = job.Output.Data + OffsetOf(output, rows.Image, rows.Block, rows.Y);
            var firstOfBlock = rows.Block * Layout.Lanes;
            var first = Math.Max(firstOfBlock, job.ChannelsBefore);
            var last = Math.Min(Math.Min(firstOfBlock + Layout.Lanes, output.Channels), job.ChannelsBefore + input.Channels);
            if (job.ClearsRest && (!fills || last - first < Layout.Lanes))
            {
                Clear(to, (long)output.Width * Pixel);
            }

            if (rows.Y >= job.Top && rows.Y < job.Top + height)
            {
                for (var channel = first; channel < last;)
                {
                    // As many channels as lie side by side on both ends.
                    var source = channel - job.ChannelsBefore;
                    var count = Math.Min(last - channel, Layout.Lanes - (source % Layout.Lanes));
                    var from = job.Input.Data + OffsetOf(input, rows.Image, source / Layout.Lanes, (long)(rows.Y - job.Top) * job.Stride);
                    from += source % Layout.Lanes * TElement.Size;
                    from += Math.Max(0, -(long)job.Left) * job.Stride * Pixel;
                    var place = to + (Math.Max(0, (long)job.Left) * Pixel) + (channel % Layout.Lanes * TElement.Size);
                    CopyRow(from, (long)job.Stride * Pixel, columns, count, place);
                    channel += count;
                }
            }

            if (job.ClearsHalo)
            {
                ClearHalo(output, to, rows.Y);
            }
        }
    }

    /// <summary>All positions of all channels one after another. Networks flatten in their heads, where few values are left.</summary>
    public override void Flatten(in MapView input, in MapView output, in Worker worker)
    {
        var layout = input.Layout;
        var plane = output.Layout.Plane;
        var (begin, end) = worker.ShareOf(layout.Images);
        for (var image = begin; image < end; ++image)
        {
            var to = (float*)output.Data + (image * Layout.Lanes);
            long number = 0;
            for (var channel = 0; channel < layout.Channels; ++channel)
            {
                for (var y = 0; y < layout.Height; ++y)
                {
                    var from = input.Data + OffsetOf(layout, image, channel / Layout.Lanes, y) + (channel % Layout.Lanes * TElement.Size);
                    for (var x = 0; x < layout.Width; ++x, ++number)
                    {
                        to[(number / Layout.Lanes * plane) + (number % Layout.Lanes)] = TElement.Read(from + ((long)x * Pixel));
                    }
                }
            }

            // The next layer reads whole blocks.
            for (; number % Layout.Lanes != 0; ++number)
            {
                to[(number / Layout.Lanes * plane) + (number % Layout.Lanes)] = 0;
            }
        }
    }

    public override void Export(in MapView input, int image, float* to)
    {
        var layout = input.Layout;
        for (var channel = 0; channel < layout.Channels; ++channel)
        {
            int block = channel / Layout.Lanes, lane = channel % Layout.Lanes;
            if (layout.IsVectors)
            {
                *to++ = ((float*)input.Data)[(block * layout.Plane) + (image * Layout.Lanes) + lane];
                continue;
            }

            for (var y = 0; y < layout.Height; ++y)
            {
                var from = input.Data + OffsetOf(layout, image, block, y) + (lane * TElement.Size);
                for (var x = 0; x < layout.Width; ++x)
                {
                    *to++ = TElement.Read(from + ((long)x * Pixel));
                }
            }
        }
    }

    public override void Import(float* from, in MapView output, bool clearsHalo, in Worker worker)
    {
        var layout = output.Layout;
        int height = layout.IsVectors ? 1 : layout.Height, width = layout.IsVectors ? 1 : layout.Width;
        var (begin, end) = worker.ShareOf(layout.IsVectors ? layout.Width : layout.Images);
        for (var image = begin; image < end; ++image)
        {
            for (var channel = 0; channel < layout.Blocks * Layout.Lanes; ++channel)
            {
                var values = from + (((image * layout.Channels) + channel) * height * width);
                for (var y = 0; y < height; ++y)
                {
                    var row = output.Data + PlaceOf(layout, image, channel / Layout.Lanes) + (y * layout.Row * TElement.Size);
                    if (clearsHalo && !layout.IsVectors && channel % Layout.Lanes == 0)
                    {
                        ClearHalo(layout, row, y);
                    }

                    for (var x = 0; x < width; ++x)
                    {
                        TElement.Write(row + ((long)x * Pixel) + (channel % Layout.Lanes * TElement.Size), channel < layout.Channels ? values[((long)y * width) + x] : 0);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRow(byte* from, long step, long columns, int channels, byte* to)
    {
        if (channels < Layout.Lanes)
        {
            for (long x = 0; x < columns; ++x, from += step, to += Pixel)
            {
                Buffer.MemoryCopy(from, to, channels * TElement.Size, channels * TElement.Size);
            }

            return;
        }

        for (long x = 0; x < columns; ++x, from += step, to += Pixel)
        {
            for (var i = 0; i < Pixel; i += TSimd.Width * TElement.Size)
            {
                TElement.Store(to + i, TElement.Load(from + i));
            }
        }
    }
}

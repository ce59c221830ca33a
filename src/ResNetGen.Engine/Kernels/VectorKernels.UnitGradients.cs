using System;
using System.Runtime.CompilerServices;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Kernels;

/// <content>The gradients of what units are made of beside convolutions and batch norms.</content>
internal sealed unsafe partial class VectorKernels<TSimd, TVector, TElement, TCall>
{
    public override void Dropout(in DropoutJob job, in Worker worker)
    {
        var layout = job.Output.Layout;
        var values = stackalloc float[RowFloats];
        var kept = (uint)Math.Min(uint.MaxValue, (1.0 - job.Rate) * (1L << 32));
        var factor = job.Rate < 1 ? 1 / (1 - job.Rate) : 0;
        var rows = new Rows(layout, worker);
        while (rows.Next())
        {
            var row = OffsetOf(layout, rows.Image, rows.Block, rows.Y);
            for (var x = 0; x < layout.Width; x += RowPixels)
            {
                var count = Math.Min(RowPixels, layout.Width - x);
                var at = row + ((long)x * Pixel);
                var number = (ulong)((((((long)rows.Image * layout.Blocks) + rows.Block) * layout.Height) + rows.Y) * layout.Width + x) * Layout.Lanes;
                for (var i = 0; i < count * Layout.Lanes; ++i)
                {
                    var value = TElement.Read(job.Input.Data + at + (i * TElement.Size));
                    values[i] = Mixed(job.Seed + number + (ulong)i) < kept ? value * factor : 0;
                }

                TElement.StorePixels(job.Output.Data + at, Pixel, values, count);
            }

            if (job.ClearsHalo)
            {
                ClearHalo(layout, job.Output.Data + row, rows.Y);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void GateGradient(in GateGradientJob job, in Worker worker)
    {
        var layout = job.Gradient.Layout;
        var one = TSimd.Broadcast(1f);
        var rows = new Rows(layout, worker);
        while (rows.Next())
        {
            var row = OffsetOf(layout, rows.Image, rows.Block, rows.Y);
            for (long i = 0; i < layout.Width * Pixel; i += TSimd.Width * TElement.Size)
            {
                var at = row + i;
                TVector gradient = TElement.Load(job.Gradient.Data + at), gate = TElement.Load(job.Gate + at);
                TVector residual = TElement.Load(job.Residual + at), shortcut = TElement.Load(job.Shortcut + at);
                TElement.Store(job.ResidualGradient + at, job.IsExclusive ? TSimd.Multiply(gradient, gate) : gradient);
                TElement.Store(job.ShortcutGradient + at, TSimd.Multiply(gradient, TSimd.Subtract(one, gate)));
                var opening = TSimd.Subtract(job.IsExclusive ? residual : TSimd.Zero, shortcut);
                TElement.Store(job.OpeningGradient + at, TSimd.Multiply(gradient, opening));
            }

            if (job.ClearsHalo)
            {
                ClearHalo(layout, job.ResidualGradient + row, rows.Y);
                ClearHalo(layout, job.ShortcutGradient + row, rows.Y);
                ClearHalo(layout, job.OpeningGradient + row, rows.Y);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ScaleGradient(in MapView gradient, in MapView input, in MapView output, in Worker worker)
    {
        Layout layout = input.Layout, vectors = output.Layout;
        var (begin, end) = worker.ShareOf((long)layout.Images * layout.Blocks);
        for (var unit = begin; unit < end; ++unit)
        {
            long image = unit / layout.Blocks, block = unit % layout.Blocks;
            for (var part = 0; part < Layout.Lanes; part += TSimd.Width)
            {
                var sum = TSimd.Zero;
                for (var y = 0; y < layout.Height; ++y)
                {
                    var at = OffsetOf(layout, image, block, y) + (part * TElement.Size);
                    var ofRow = TSimd.Zero;
                    for (var x = 0; x < layout.Width; ++x, at += Pixel)
                    {
                        ofRow = TSimd.MultiplyAdd(TElement.Load(gradient.Data + at), TElement.Load(input.Data + at), ofRow);
                    }

                    sum = TSimd.Add(sum, ofRow);
                }

                TSimd.Store((float*)output.Data + (block * vectors.Plane) + (image * Layout.Lanes) + part, sum);
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>A group of an image at a time, in double precision: networks with group norms have few channels in a group, which need not end with a block.</remarks>
    public override void GroupNormGradient(in GroupNormGradientJob job, in Worker worker)
    {
        var layout = job.Input.Layout;
        int group = layout.Channels / job.Groups, columns = layout.IsVectors ? 1 : layout.Width;
        new Span<double>(job.Sums, 2 * layout.Channels).Clear();
        var images = layout.IsVectors ? layout.Width : layout.Images;
        var (begin, end) = worker.ShareOf(images);
        var count = (double)group * layout.Height * columns;
        for (var image = begin; image < end; ++image)
        {
            for (var first = 0; first < layout.Channels; first += group)
            {
                double mean = 0, variance = 0, gradients = 0, products = 0;
                for (var pass = 0; pass < 4; ++pass)
                {
                    var reciprocal = pass < 2 ? 0 : 1 / Math.Sqrt((variance / count) + job.Epsilon);
                    for (var channel = first; channel < first + group; ++channel)
                    {
                        double scale = job.Scale[channel], ofScale = 0, ofShift = 0;
                        for (var y = 0; y < layout.Height; ++y)
                        {
                            var at = PlaceOf(layout, image, channel / Layout.Lanes) + (((y * layout.Row) + (channel % Layout.Lanes)) * TElement.Size);
                            for (var x = 0; x < columns; ++x, at += Pixel)
                            {
                                double value = TElement.Read(job.Input.Data + at), gradient = TElement.Read(job.Gradient.Data + at), normed = (value - mean) * reciprocal;
                                switch (pass)
                                {
                                    case 0:
                                        gradients += value;
                                        break;
                                    case 1:
                                        variance += (value - mean) * (value - mean);
                                        break;
                                    case 2:
                                        ofScale += gradient * normed;
                                        ofShift += gradient;
                                        break;
                                    default:
                                        TElement.Write(job.InputGradient.Data + at, (float)(reciprocal * ((gradient * scale) - (gradients / count) - (normed * products / count))));
                                        break;
                                }
                            }
                        }

                        if (pass == 2)
                        {
                            job.Sums[channel] += ofScale;
                            job.Sums[layout.Channels + channel] += ofShift;
                            gradients += ofShift * scale;
                            products += ofScale * scale;
                        }
                    }

                    if (pass == 0)
                    {
                        mean = gradients / count;
                        gradients = 0;
                    }
                }
            }

            for (var block = 0; job.ClearsHalo && !layout.IsVectors && block < layout.Blocks; ++block)
            {
                for (var y = 0; y < layout.Height; ++y)
                {
                    ClearHalo(layout, job.InputGradient.Data + OffsetOf(layout, image, block, y), y);
                }
            }
        }
    }

    /// <summary>32 bits that depend on all of a number's: the finalizer of SplitMix64, Steele et al. (2014).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mixed(ulong number)
    {
        number += 0x9e3779b97f4a7c15;
        number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9;
        number = (number ^ (number >> 27)) * 0x94d049bb133111eb;
        return (uint)((number ^ (number >> 31)) >> 32);
    }
}

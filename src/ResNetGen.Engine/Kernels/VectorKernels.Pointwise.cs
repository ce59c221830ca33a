using System;
using System.Runtime.CompilerServices;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Kernels;

/// <content>Operations on each value.</content>
internal sealed unsafe partial class VectorKernels<TSimd, TVector, TElement, TCall>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Affine(in AffineJob job, in Worker worker)
    {
        float* scale = stackalloc float[Layout.Lanes], shift = stackalloc float[Layout.Lanes];
        new Span<float>(scale, Layout.Lanes).Fill(job.Factor);
        new Span<float>(shift, Layout.Lanes).Clear();
        var output = job.Epilogue.Output.Layout;
        var rows = new Rows(output, worker);
        while (rows.Next())
        {
            var channel = rows.Block * Layout.Lanes;
            var factors = job.Scale != null ? job.Scale + channel : scale;
            var constants = job.Shift != null ? job.Shift + channel : shift;
            var from = job.Input.Data + OffsetOf(job.Input.Layout, rows.Image, rows.Block, rows.Y);
            var at = OffsetOf(output, rows.Image, rows.Block, rows.Y);
            ScaleRow(job.Epilogue, from, output.Width, factors, constants, at, channel);
            ClearHalo(job.Epilogue, at, rows.Y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ScaleChannels(in ChannelScaleJob job, in Worker worker)
    {
        var shift = stackalloc float[Layout.Lanes];
        new Span<float>(shift, Layout.Lanes).Clear();
        var output = job.Epilogue.Output.Layout;
        var scales = (float*)job.Scales.Data;
        var plane = job.Scales.Layout.Plane;
        var rows = new Rows(output, worker);
        while (rows.Next())
        {
            var from = job.Input.Data + OffsetOf(job.Input.Layout, rows.Image, rows.Block, rows.Y);
            var at = OffsetOf(output, rows.Image, rows.Block, rows.Y);
            var scale = scales + (rows.Block * plane) + (rows.Image * Layout.Lanes);
            ScaleRow(job.Epilogue, from, output.Width, scale, shift, at, rows.Block * Layout.Lanes);
            ClearHalo(job.Epilogue, at, rows.Y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Gate(in GateJob job, in Worker worker)
    {
        var values = stackalloc float[RowFloats];
        var output = job.Epilogue.Output.Layout;
        var rows = new Rows(output, worker);
        while (rows.Next())
        {
            var first = OffsetOf(output, rows.Image, rows.Block, rows.Y);
            for (var x = 0; x < output.Width; x += RowPixels)
            {
                var count = Math.Min(RowPixels, output.Width - x);
                var at = first + ((long)x * Pixel);
                for (long i = 0; i < count * Layout.Lanes; i += TSimd.Width)
                {
                    var place = at + (i * TElement.Size);
                    TVector residual = TElement.Load(job.Residual + place), shortcut = TElement.Load(job.Shortcut + place);
                    var gate = TElement.Load(job.Gate + place);
                    var difference = job.IsExclusive
                        ? TSimd.Multiply(TSimd.Subtract(residual, shortcut), gate)
                        : TSimd.Subtract(residual, TSimd.Multiply(shortcut, gate));
                    TSimd.Store(values + i, TSimd.Add(shortcut, difference));
                }

                Finish(job.Epilogue, values, count, at, rows.Block * Layout.Lanes);
            }

            ClearHalo(job.Epilogue, first, rows.Y);
        }
    }

    /// <summary>Few values: one for each channel of an image.</summary>
    public override void ConvolveChannels(in ChannelConvolutionJob job, in Worker worker)
    {
        var layout = job.Input.Layout;
        long inputPlane = layout.Plane, outputPlane = job.Output.Layout.Plane;
        var (begin, end) = worker.ShareOf(layout.Width);
        for (var image = begin; image < end; ++image)
        {
            float* from = (float*)job.Input.Data + (image * Layout.Lanes), to = (float*)job.Output.Data + (image * Layout.Lanes);
            for (var channel = 0; channel < layout.Blocks * Layout.Lanes; ++channel)
            {
                var sum = 0f;
                for (var k = 0; k < job.Kernel && channel < layout.Channels; ++k)
                {
                    var other = channel + k - (job.Kernel / 2);
                    if (other >= 0 && other < layout.Channels)
                    {
                        sum += job.Weights[k] * from[(other / Layout.Lanes * inputPlane) + (other % Layout.Lanes)];
                    }
                }

                to[(channel / Layout.Lanes * outputPlane) + (channel % Layout.Lanes)] = sum;
            }
        }
    }

    /// <summary>scale * x + shift for one row of a block, then the epilogue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScaleRow(in Epilogue epilogue, byte* from, long columns, float* scale, float* shift, long at, long channel)
    {
        byte* to = epilogue.Output.Data + at, addend = epilogue.Addend + at;
        switch (TElement.StoresPixels ? TileEpilogue.Sums : TileEpilogueOf(epilogue))
        {
            case TileEpilogue.None:
                Scale<TElement, TElement, TileEpilogueNone>(from, Pixel, columns, scale, shift, to);
                return;
            case TileEpilogue.Relu:
                Scale<TElement, TElement, TileEpilogueRelu>(from, Pixel, columns, scale, shift, to);
                return;
            case TileEpilogue.Add:
                Scale<TElement, TElement, TileEpilogueAdd>(from, Pixel, columns, scale, shift, to, addend);
                return;
            case TileEpilogue.AddRelu:
                Scale<TElement, TElement, TileEpilogueAddRelu>(from, Pixel, columns, scale, shift, to, addend);
                return;
            default:
                break;
        }

        var values = stackalloc float[RowFloats];
        for (long x = 0; x < columns; x += RowPixels)
        {
            var count = Math.Min(RowPixels, columns - x);
            Scale<TElement, Float32<TSimd, TVector>, TileEpilogueNone>(from + (x * Pixel), Pixel, count, scale, shift, (byte*)values);
            Finish(epilogue, values, count, at + (x * Pixel), channel);
        }
    }
}

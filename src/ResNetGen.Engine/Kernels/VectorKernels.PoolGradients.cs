using System;
using System.Runtime.CompilerServices;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Kernels;

/// <content>The gradient of pooling, subsampling and flattening.</content>
internal sealed unsafe partial class VectorKernels<TSimd, TVector, TElement, TCall>
{
    /// <inheritdoc/>
    /// <remarks>Windows may overlap, so a worker has whole planes.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void PoolGradient(in PoolGradientJob job, in Worker worker)
    {
        Layout input = job.InputGradient.Layout, gradient = job.Gradient.Layout;
        var ofVectors = gradient.IsVectors;
        var (begin, end) = worker.ShareOf((long)input.Images * input.Blocks);
        var values = stackalloc float[Layout.Lanes];
        for (var unit = begin; unit < end; ++unit)
        {
            long image = unit / input.Blocks, block = unit % input.Blocks;
            var to = job.InputGradient.Data + OffsetOf(input, image, block, 0);
            var from = job.Input.Data + OffsetOf(input, image, block, 0);
            ClearPlane(input, to, job.ClearsHalo);
            for (var y = 0; y < (ofVectors ? 1 : gradient.Height); ++y)
            {
                for (var x = 0; x < (ofVectors ? 1 : gradient.Width); ++x)
                {
                    var window = ofVectors ? new Window(0, input.Height, 0, input.Width) : Window.Of(job, input, y, x);
                    var source = ofVectors
                        ? job.Gradient.Data + (((block * gradient.Plane) + (image * Layout.Lanes)) * sizeof(float))
                        : job.Gradient.Data + OffsetOf(gradient, image, block, y) + ((long)x * Pixel);
                    for (var part = 0; part < Layout.Lanes; part += TSimd.Width)
                    {
                        TSimd.Store(values + part, ofVectors ? TSimd.Load((float*)source + part) : TElement.Load(source + (part * TElement.Size)));
                    }

                    if (job.IsMaximum)
                    {
                        AddToMaximum(input, window, from, values, to);
                    }
                    else
                    {
                        AddToAll(input, window, values, to);
                    }
                }
            }
        }
    }

    /// <summary>Writes pixels a stride apart, and zeros between them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SpreadPixels(in MapView input, in MapView output, int stride, bool clearsHalo, in Worker worker)
    {
        Layout from = input.Layout, to = output.Layout;
        var rows = new Rows(to, worker);
        while (rows.Next())
        {
            var row = output.Data + OffsetOf(to, rows.Image, rows.Block, rows.Y);
            Clear(row, (long)to.Width * Pixel);
            for (var x = 0; rows.Y % stride == 0 && x < from.Width; ++x)
            {
                var pixel = input.Data + OffsetOf(from, rows.Image, rows.Block, rows.Y / stride) + ((long)x * Pixel);
                Buffer.MemoryCopy(pixel, row + ((long)x * stride * Pixel), Pixel, Pixel);
            }

            if (clearsHalo)
            {
                ClearHalo(to, row, rows.Y);
            }
        }
    }

    public override void Unflatten(in MapView input, in MapView output, bool clearsHalo, in Worker worker)
    {
        var layout = output.Layout;
        var plane = input.Layout.Plane;
        var (begin, end) = worker.ShareOf(layout.Images);
        for (var image = begin; image < end; ++image)
        {
            var from = (float*)input.Data + (image * Layout.Lanes);
            for (var block = 0; block < layout.Blocks; ++block)
            {
                ClearPlane(layout, output.Data + OffsetOf(layout, image, block, 0), clearsHalo);
            }

            long number = 0;
            for (var channel = 0; channel < layout.Channels; ++channel)
            {
                for (var y = 0; y < layout.Height; ++y)
                {
                    var to = output.Data + OffsetOf(layout, image, channel / Layout.Lanes, y) + (channel % Layout.Lanes * TElement.Size);
                    for (var x = 0; x < layout.Width; ++x, ++number)
                    {
                        TElement.Write(to + ((long)x * Pixel), from[(number / Layout.Lanes * plane) + (number % Layout.Lanes)]);
                    }
                }
            }
        }
    }

    private static void ClearPlane(in Layout layout, byte* plane, bool clearsHalo)
    {
        for (var y = 0; y < layout.Height; ++y)
        {
            var row = plane + (y * layout.Row * TElement.Size);
            Clear(row, (long)layout.Width * Pixel);
            if (clearsHalo)
            {
                ClearHalo(layout, row, y);
            }
        }
    }

    /// <summary>Adds each channel's gradient to the first of its largest values in a window, as PyTorch does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddToMaximum(in Layout layout, in Window window, byte* from, float* gradients, byte* to)
    {
        var places = stackalloc float[TSimd.Width];
        TVector half = TSimd.Broadcast(0.5f), zero = TSimd.Zero;
        for (var part = 0; part < Layout.Lanes; part += TSimd.Width)
        {
            // The number of the largest value's pixel; no number where a value is none.
            TVector most = TSimd.Broadcast(float.NegativeInfinity), place = zero;
            var number = 0f;
            for (var y = window.FirstRow; y < window.EndRow; ++y)
            {
                var row = from + (((y * layout.Row) + part) * TElement.Size);
                for (var x = window.FirstColumn; x < window.EndColumn; ++x, ++number)
                {
                    var value = TElement.Load(row + ((long)x * Pixel));
                    place = TSimd.IfNumber(value, TSimd.IfNegative(TSimd.Subtract(most, value), TSimd.Broadcast(number), place));
                    most = TSimd.MaxOrNaN(most, value);
                }
            }

            TSimd.Store(places, place);
            if (AreNumbers(places))
            {
                var gradient = TSimd.Load(gradients + part);
                number = 0;
                for (var y = window.FirstRow; y < window.EndRow; ++y)
                {
                    var row = to + (((y * layout.Row) + part) * TElement.Size);
                    for (var x = window.FirstColumn; x < window.EndColumn; ++x, ++number)
                    {
                        var at = row + ((long)x * Pixel);
                        var isHere = TSimd.Subtract(TSimd.Abs(TSimd.Subtract(place, TSimd.Broadcast(number))), half);
                        TElement.Store(at, TSimd.Add(TElement.Load(at), TSimd.IfNegative(isHere, gradient, zero)));
                    }
                }
            }
            else
            {
                AddToMaximum(layout, window, from, gradients, to, part);
            }
        }
    }

    private static bool AreNumbers(float* values)
    {
        for (var i = 0; i < TSimd.Width; ++i)
        {
            if (float.IsNaN(values[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Does so for some channels one after the other, where values are no numbers: the first of those is the largest.</summary>
    private static void AddToMaximum(in Layout layout, in Window window, byte* from, float* gradients, byte* to, int firstLane)
    {
        for (var lane = firstLane; lane < firstLane + TSimd.Width; ++lane)
        {
            var (place, most) = (-1L, float.NegativeInfinity);
            for (var y = window.FirstRow; y < window.EndRow; ++y)
            {
                for (var x = window.FirstColumn; x < window.EndColumn; ++x)
                {
                    var at = (((y * layout.Row) + ((long)x * Layout.Lanes)) + lane) * TElement.Size;
                    var value = TElement.Read(from + at);
                    if (place < 0 || value > most || (float.IsNaN(value) && !float.IsNaN(most)))
                    {
                        (place, most) = (at, value);
                    }
                }
            }

            TElement.Write(to + place, TElement.Read(to + place) + gradients[lane]);
        }
    }

    private static void AddToAll(in Layout layout, in Window window, float* gradients, byte* to)
    {
        var share = TSimd.Broadcast(1f / ((window.EndRow - window.FirstRow) * (window.EndColumn - window.FirstColumn)));
        for (var part = 0; part < Layout.Lanes; part += TSimd.Width)
        {
            var gradient = TSimd.Multiply(TSimd.Load(gradients + part), share);
            for (var y = window.FirstRow; y < window.EndRow; ++y)
            {
                for (var x = window.FirstColumn; x < window.EndColumn; ++x)
                {
                    var at = to + (((y * layout.Row) + ((long)x * Layout.Lanes) + part) * TElement.Size);
                    TElement.Store(at, TSimd.Add(TElement.Load(at), gradient));
                }
            }
        }
    }

    /// <summary>The part of a pooling window that is there.</summary>
    private readonly record struct Window(int FirstRow, int EndRow, int FirstColumn, int EndColumn)
    {
        public static Window Of(in PoolGradientJob job, in Layout input, int y, int x)
        {
            int top = (y * job.Stride) - job.Padding, left = (x * job.Stride) - job.Padding;
            return new Window(Math.Max(0, top), Math.Min(input.Height, top + job.Kernel), Math.Max(0, left), Math.Min(input.Width, left + job.Kernel));
        }
    }
}

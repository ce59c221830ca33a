using System;
using System.Runtime.CompilerServices;

namespace ResNetGen.Engine.Kernels;

/// <content>What is done with results before they are written, and the halo around them.</content>
internal sealed unsafe partial class VectorKernels<TSimd, TVector, TElement, TCall>
{
    /// <summary>How many pixels pointwise kernels compute before they write them: few enough to stay in the first level of cache.</summary>
    private const int RowPixels = 64;

    /// <summary>The floats of a buffer for so many pixels.</summary>
    private const int RowFloats = RowPixels * Layout.Lanes;

    /// <summary>The epilogue that tiles themselves compute; <see cref="TileEpilogue.Sums"/> where none of theirs fits.</summary>
    private static TileEpilogue TileEpilogueOf(in Epilogue epilogue)
    {
        var isSimple = epilogue.Before.IsNone && epilogue.Second == null;
        if (!isSimple || epilogue.After.Function is not (ActivationFunction.None or ActivationFunction.Relu))
        {
            return TileEpilogue.Sums;
        }

        var hasRelu = !epilogue.After.IsNone;
        return epilogue.Addend == null
            ? hasRelu ? TileEpilogue.Relu : TileEpilogue.None
            : hasRelu ? TileEpilogue.AddRelu : TileEpilogue.Add;
    }

    /// <summary>Computes the epilogue of some pixels of a block, which lie side by side, and writes them. Overwrites the values.</summary>
    /// <param name="epilogue">The epilogue.</param>
    /// <param name="values">16 values for each pixel.</param>
    /// <param name="pixels">The number of pixels.</param>
    /// <param name="at">The bytes from the output's first pixel to the first of these.</param>
    /// <param name="channel">The first channel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish(in Epilogue epilogue, float* values, long pixels, long at, long channel)
    {
        var count = pixels * Layout.Lanes;
        switch (TileEpilogueOf(epilogue))
        {
            case TileEpilogue.None:
                Finish<TileEpilogueNone>(values, count, epilogue.Output.Data + at, null);
                return;
            case TileEpilogue.Relu:
                Finish<TileEpilogueRelu>(values, count, epilogue.Output.Data + at, null);
                return;
            case TileEpilogue.Add:
                Finish<TileEpilogueAdd>(values, count, epilogue.Output.Data + at, epilogue.Addend + at);
                return;
            case TileEpilogue.AddRelu:
                Finish<TileEpilogueAddRelu>(values, count, epilogue.Output.Data + at, epilogue.Addend + at);
                return;
            default:
                break;
        }

        Activate(values, count, epilogue.Before);
        if (epilogue.Addend != null)
        {
            var addend = epilogue.Addend + at;
            for (long i = 0; i < count; i += TSimd.Width)
            {
                TSimd.Store(values + i, TSimd.Add(TSimd.Load(values + i), TElement.Load(addend + (i * TElement.Size))));
            }
        }

        Activate(values, count, epilogue.After);
        Write(values, count, epilogue.Output.Data + at);
        if (epilogue.Second != null)
        {
            Scale(values, pixels, epilogue.Scale + channel, epilogue.Shift + channel);
            Activate(values, count, epilogue.SecondActivation);
            Write(values, count, epilogue.Second + at);
        }
    }

    /// <summary>The epilogues of most operations, in one pass.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish<TEpilogue>(float* values, long count, byte* to, byte* addend)
        where TEpilogue : struct, ITileEpilogue
    {
        for (long i = 0; i < count; i += TSimd.Width)
        {
            FinishPixel<TElement, TEpilogue>(TSimd.Load(values + i), to + (i * TElement.Size), addend + (i * TElement.Size));
        }
    }

    /// <summary>scale * x + shift in place, with a factor and a constant for each of 16 channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(float* values, long pixels, float* scale, float* shift)
    {
        for (var part = 0; part < Layout.Lanes; part += TSimd.Width)
        {
            TVector factor = TSimd.Load(scale + part), constant = TSimd.Load(shift + part);
            var p = values + part;
            for (long x = 0; x < pixels; ++x, p += Layout.Lanes)
            {
                TSimd.Store(p, TSimd.MultiplyAdd(TSimd.Load(p), factor, constant));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Write(float* values, long count, byte* to)
    {
        for (long i = 0; i < count; i += TSimd.Width)
        {
            TElement.Store(to + (i * TElement.Size), TSimd.Load(values + i));
        }
    }

    /// <summary>Clears the halo of one row of one block where a convolution reads it.</summary>
    /// <param name="epilogue">Says which halos are read.</param>
    /// <param name="at">The bytes from the output's first pixel to the first of the row.</param>
    /// <param name="y">The number of the row.</param>
    private static void ClearHalo(in Epilogue epilogue, long at, long y)
    {
        if (epilogue.ClearsHalo)
        {
            ClearHalo(epilogue.Output.Layout, epilogue.Output.Data + at, y);
        }

        if (epilogue.ClearsSecondHalo && epilogue.Second != null)
        {
            ClearHalo(epilogue.Output.Layout, epilogue.Second + at, y);
        }
    }

    /// <summary>Clears what lies left and right of a row, and the rows above the first and below the last.</summary>
    private static void ClearHalo(in Layout layout, byte* row, long y)
    {
        if (layout.Halo == 0)
        {
            return;
        }

        long side = (long)layout.Halo * Pixel, length = layout.Row * TElement.Size;
        Clear(row - side, side);
        Clear(row + ((long)layout.Width * Pixel), side);
        if (y == 0)
        {
            Clear(row - side - (layout.Halo * length), layout.Halo * length);
        }

        if (y == layout.Height - 1)
        {
            Clear(row - side + length, layout.Halo * length);
        }
    }

    private static void Clear(byte* p, long bytes) => new Span<byte>(p, (int)bytes).Clear();
}

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

    /// <summary>Computes the epilogue of some contiguous pixels of a block, and writes them. Overwrites the values.</summary>
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
        TElement.StorePixels(epilogue.Output.Data + at, Pixel, values, pixels);
        if (epilogue.Second != null)
        {
            float* scale = epilogue.Scale + channel, shift = epilogue.Shift + channel;
            Normalize<Float32<TSimd, TVector>>((byte*)values, FloatPixel, pixels, scale, shift, epilogue.SecondActivation, epilogue.Second + at);
        }
    }

    /// <summary>The epilogues of most operations, in one pass.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish<TEpilogue>(float* values, long count, byte* to, byte* addend)
        where TEpilogue : struct, ITileEpilogue
    {
        if (TElement.StoresPixels)
        {
            for (long i = 0; i < count; i += TSimd.Width)
            {
                var x = TSimd.Load(values + i);
                if (TEpilogue.Adds)
                {
                    x = TSimd.Add(x, TElement.Load(addend + (i * TElement.Size)));
                }

                TSimd.Store(values + i, TEpilogue.HasRelu ? TSimd.Relu(x) : x);
            }

            TElement.StorePixels(to, Pixel, values, count / Layout.Lanes);
            return;
        }

        for (long i = 0; i < count; i += TSimd.Width)
        {
            FinishPixel<TElement, TEpilogue>(TSimd.Load(values + i), to + (i * TElement.Size), addend + (i * TElement.Size));
        }
    }

    /// <summary>activation(scale * x + shift) for at most <see cref="RowPixels"/> pixels of a block, with a factor and a constant for each of 16 channels.</summary>
    /// <param name="from">The first pixel.</param>
    /// <param name="step">Bytes from one pixel to the next.</param>
    /// <param name="pixels">The number of pixels.</param>
    /// <param name="scale">16 factors.</param>
    /// <param name="shift">16 constants.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="to">Receives the pixels, contiguous.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Normalize<TInput>(byte* from, long step, long pixels, float* scale, float* shift, ActivationStep activation, byte* to)
        where TInput : struct, IElement<TVector>
    {
        switch (activation.Function)
        {
            case ActivationFunction.None when !TElement.StoresPixels:
                Scale<TInput, TElement, TileEpilogueNone>(from, step, pixels, scale, shift, to);
                break;
            case ActivationFunction.Relu when !TElement.StoresPixels:
                Scale<TInput, TElement, TileEpilogueRelu>(from, step, pixels, scale, shift, to);
                break;
            default:
                var values = stackalloc float[RowFloats];
                if (activation.Function == ActivationFunction.Relu)
                {
                    Scale<TInput, Float32<TSimd, TVector>, TileEpilogueRelu>(from, step, pixels, scale, shift, (byte*)values);
                }
                else
                {
                    Scale<TInput, Float32<TSimd, TVector>, TileEpilogueNone>(from, step, pixels, scale, shift, (byte*)values);
                    Activate(values, pixels * Layout.Lanes, activation);
                }

                TElement.StorePixels(to, Pixel, values, pixels);
                break;
        }
    }

    /// <summary>scale * x + shift, and an epilogue, in one pass; the parameters are those of <see cref="Normalize"/>, and what is added to the first pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale<TInput, TOutput, TEpilogue>(byte* from, long step, long pixels, float* scale, float* shift, byte* to, byte* addend = null)
        where TInput : struct, IElement<TVector>
        where TOutput : struct, IElement<TVector>
        where TEpilogue : struct, ITileEpilogue
    {
        for (var part = 0; part < Layout.Lanes; part += TSimd.Width)
        {
            TVector factor = TSimd.Load(scale + part), constant = TSimd.Load(shift + part);
            byte* input = from + (part * TInput.Size), output = to + (part * TOutput.Size), added = addend + (part * TOutput.Size);
            for (long x = 0; x < pixels; ++x, input += step, output += Layout.Lanes * TOutput.Size, added += Layout.Lanes * TOutput.Size)
            {
                FinishPixel<TOutput, TEpilogue>(TSimd.MultiplyAdd(TInput.Load(input), factor, constant), output, added);
            }
        }
    }

    /// <summary>Clears the halo of one row of one block where a convolution reads it.</summary>
    /// <param name="epilogue">Says which halos are read.</param>
    /// <param name="at">The bytes from the output's first pixel to the first of the row.</param>
    /// <param name="y">The number of the row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ClearHalo(in Layout layout, byte* row, long y)
    {
        if (layout.Halo == 0)
        {
            return;
        }

        var side = (long)layout.Halo * Pixel;
        Clear(row - side, side);
        Clear(row + ((long)layout.Width * Pixel), side);
        if (y == 0 || y == layout.Height - 1)
        {
            var length = layout.Row * TElement.Size;
            if (y == 0)
            {
                Clear(row - side - (layout.Halo * length), layout.Halo * length);
            }

            if (y == layout.Height - 1)
            {
                Clear(row - side + length, layout.Halo * length);
            }
        }
    }

    /// <summary>Clears pixels: few, for which a call would take longer than the stores.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Clear(byte* p, long bytes)
    {
        for (long i = 0; i < bytes; i += TSimd.Width * TElement.Size)
        {
            TElement.Store(p + i, TSimd.Zero);
        }
    }
}

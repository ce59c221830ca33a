using System.Runtime.CompilerServices;

namespace ResNetGen.Engine.Kernels;

/// <content>The output transform of Winograd's F(4 x 4, 3 x 3).</content>
internal sealed unsafe partial class VectorKernels<TSimd, TVector, TElement, TCall>
{
    /// <summary>
    /// A transposed from both sides, then the epilogue. The columns of A are divided by P or Q but for the points 0 and infinity: the
    /// weights are multiplied by them instead.
    /// </summary>
    /// <param name="from">The first position of the tile.</param>
    /// <param name="step">Floats from one position to the next.</param>
    /// <param name="bias">16 values.</param>
    /// <param name="place">Says how many pixels there are.</param>
    /// <param name="to">The first pixel.</param>
    /// <param name="addend">What is added to the first pixel.</param>
    /// <param name="row">Bytes from one row of pixels to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransformOutput<TOutput, TEpilogue>(
        float* from, long step, float* bias, in TilePlace place, byte* to, byte* addend, long row)
        where TOutput : struct, IElement<TVector>
        where TEpilogue : struct, ITileEpilogue
    {
        int rows = place.OutputRows, columns = place.OutputColumns;
        for (var part = 0; part < Parts; ++part)
        {
            long first = part * TSimd.Width, offset = first * TOutput.Size;
            TransformColumn(from + first, step, out var a0, out var b0, out var c0, out var d0);
            TransformColumn(from + first + step, step, out var a1, out var b1, out var c1, out var d1);
            TransformColumn(from + first + (2 * step), step, out var a2, out var b2, out var c2, out var d2);
            TransformColumn(from + first + (3 * step), step, out var a3, out var b3, out var c3, out var d3);
            TransformColumn(from + first + (4 * step), step, out var a4, out var b4, out var c4, out var d4);
            TransformColumn(from + first + (5 * step), step, out var a5, out var b5, out var c5, out var d5);
            var start = TSimd.Load(bias + first);
            byte* output = to + offset, added = addend + offset;
            TransformRow<TOutput, TEpilogue>(a0, a1, a2, a3, a4, a5, start, columns, output, added);

            if (rows > 1)
            {
                TransformRow<TOutput, TEpilogue>(b0, b1, b2, b3, b4, b5, start, columns, output + row, added + row);
            }

            if (rows > 2)
            {
                TransformRow<TOutput, TEpilogue>(c0, c1, c2, c3, c4, c5, start, columns, output + (2 * row), added + (2 * row));
            }

            if (rows > 3)
            {
                TransformRow<TOutput, TEpilogue>(d0, d1, d2, d3, d4, d5, start, columns, output + (3 * row), added + (3 * row));
            }
        }
    }

    /// <summary>A transposed times one column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransformColumn(float* from, long step, out TVector a, out TVector b, out TVector c, out TVector d)
    {
        var rowStep = 6 * step;
        TVector m1 = TSimd.Load(from + rowStep), m2 = TSimd.Load(from + (2 * rowStep));
        TVector m3 = TSimd.Load(from + (3 * rowStep)), m4 = TSimd.Load(from + (4 * rowStep));
        TVector evenP = TSimd.Add(m1, m2), oddP = TSimd.Subtract(m1, m2), evenQ = TSimd.Add(m3, m4), oddQ = TSimd.Subtract(m3, m4);
        TVector p1 = TSimd.Broadcast(P1), q1 = TSimd.Broadcast(Q1);
        a = TSimd.MultiplyAdd(q1, evenP, TSimd.MultiplyAdd(p1, evenQ, TSimd.Load(from)));
        b = TSimd.Add(oddP, oddQ);
        c = TSimd.MultiplyAdd(p1, evenP, TSimd.Multiply(q1, evenQ));
        d = TSimd.MultiplyAdd(TSimd.Broadcast(P2), oddP, TSimd.MultiplyAdd(TSimd.Broadcast(Q2), oddQ, TSimd.Load(from + (5 * rowStep))));
    }

    /// <summary>A transposed times one row, the bias and the epilogue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransformRow<TOutput, TEpilogue>(
        TVector m0, TVector m1, TVector m2, TVector m3, TVector m4, TVector m5, TVector bias, int columns, byte* to, byte* addend)
        where TOutput : struct, IElement<TVector>
        where TEpilogue : struct, ITileEpilogue
    {
        TVector evenP = TSimd.Add(m1, m2), oddP = TSimd.Subtract(m1, m2), evenQ = TSimd.Add(m3, m4), oddQ = TSimd.Subtract(m3, m4);
        TVector p1 = TSimd.Broadcast(P1), q1 = TSimd.Broadcast(Q1);
        FinishPixel<TOutput, TEpilogue>(TSimd.MultiplyAdd(q1, evenP, TSimd.MultiplyAdd(p1, evenQ, TSimd.Add(m0, bias))), to, addend);
        var pixel = Layout.Lanes * TOutput.Size;
        if (columns > 1)
        {
            FinishPixel<TOutput, TEpilogue>(TSimd.Add(TSimd.Add(oddP, oddQ), bias), to + pixel, addend + pixel);
        }

        if (columns > 2)
        {
            var sum = TSimd.MultiplyAdd(p1, evenP, TSimd.MultiplyAdd(q1, evenQ, bias));
            FinishPixel<TOutput, TEpilogue>(sum, to + (2 * pixel), addend + (2 * pixel));
        }

        if (columns > 3)
        {
            var sum = TSimd.MultiplyAdd(TSimd.Broadcast(P2), oddP, TSimd.MultiplyAdd(TSimd.Broadcast(Q2), oddQ, TSimd.Add(m5, bias)));
            FinishPixel<TOutput, TEpilogue>(sum, to + (3 * pixel), addend + (3 * pixel));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FinishPixel<TOutput, TEpilogue>(TVector x, byte* to, byte* addend)
        where TOutput : struct, IElement<TVector>
        where TEpilogue : struct, ITileEpilogue
    {
        if (TEpilogue.Adds)
        {
            x = TSimd.Add(x, TOutput.Load(addend));
        }

        TOutput.Store(to, TEpilogue.HasRelu ? TSimd.Relu(x) : x);
    }
}

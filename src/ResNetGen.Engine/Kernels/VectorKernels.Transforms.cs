using System;
using System.Runtime.CompilerServices;

namespace ResNetGen.Engine.Kernels;

/// <content>The transforms of Winograd's F(4 x 4, 3 x 3).</content>
internal sealed unsafe partial class VectorKernels<TSimd, TVector, TElement, TCall>
{
    private const float P1 = (float)WinogradPoints.P, Q1 = (float)WinogradPoints.Q;
    private const float P2 = (float)(WinogradPoints.P * WinogradPoints.P), Q2 = (float)(WinogradPoints.Q * WinogradPoints.Q);
    private const float P2AndQ2 = (float)((WinogradPoints.P * WinogradPoints.P) + (WinogradPoints.Q * WinogradPoints.Q));

    /// <summary>Transforms the 6 x 6 pixels under each tile of one input block.</summary>
    /// <param name="from">The block in the first image.</param>
    /// <param name="row">Bytes from one row to the next.</param>
    /// <param name="places">Where the tiles are.</param>
    /// <param name="count">The number of tiles.</param>
    /// <param name="to">The first position of the first tile.</param>
    /// <param name="step">Bytes from one position to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransformInputs<TDomain>(byte* from, long row, TilePlace* places, long count, byte* to, long step)
        where TDomain : struct, IElement<TVector>
    {
        var edge = stackalloc byte[Positions * Layout.Lanes * sizeof(float)];
        var values = stackalloc float[Positions * Layout.Lanes];
        for (long t = 0; t < count; ++t, to += Layout.Lanes * TDomain.Size)
        {
            int rows = places[t].InputRows, columns = places[t].InputColumns;
            byte* tile = from + places[t].Input;
            var tileRow = row;
            if (rows < 6 || columns < 6)
            {
                // Zeros stand for what is not there.
                tileRow = 6 * Pixel;
                Clear(edge, 6 * tileRow);
                for (var y = 0; y < rows; ++y)
                {
                    Buffer.MemoryCopy(tile + (y * row), edge + (y * tileRow), columns * Pixel, columns * Pixel);
                }

                tile = edge;
            }

            if (TDomain.StoresPixels)
            {
                TransformInput<Float32<TSimd, TVector>>(tile, tileRow, (byte*)values, FloatPixel);
                TDomain.StorePixels(to, step, values, Positions);
                continue;
            }

            for (var part = 0; part < Parts; ++part)
            {
                var first = part * TSimd.Width;
                TransformInput<TDomain>(tile + (first * TElement.Size), tileRow, to + (first * TDomain.Size), step);
            }
        }
    }

    /// <summary>
    /// B transposed from both sides. The columns come first; pairs of rows share what they compute, and load their input again instead of
    /// keeping 36 vectors.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransformInput<TDomain>(byte* from, long row, byte* to, long step)
        where TDomain : struct, IElement<TVector>
    {
        byte* r1 = from + row, r2 = r1 + row, r3 = r2 + row, r4 = r3 + row, r5 = r4 + row;
        var rowStep = 6 * step;
        var outer = TSimd.Broadcast(-P2AndQ2);
        TransformRow<TDomain>(
            OuterColumn(from, r2, r4, 0, outer), OuterColumn(from, r2, r4, 1, outer), OuterColumn(from, r2, r4, 2, outer),
            OuterColumn(from, r2, r4, 3, outer), OuterColumn(from, r2, r4, 4, outer), OuterColumn(from, r2, r4, 5, outer), to, step);
        TransformPair<TDomain>(r1, r2, r3, r4, -Q2, P1, to + rowStep, rowStep, step);
        TransformPair<TDomain>(r1, r2, r3, r4, -P2, Q1, to + (3 * rowStep), rowStep, step);
        TransformRow<TDomain>(
            OuterColumn(r1, r3, r5, 0, outer), OuterColumn(r1, r3, r5, 1, outer), OuterColumn(r1, r3, r5, 2, outer),
            OuterColumn(r1, r3, r5, 3, outer), OuterColumn(r1, r3, r5, 4, outer), OuterColumn(r1, r3, r5, 5, outer),
            to + (5 * rowStep), step);
    }

    /// <summary>The rows of a point and its negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransformPair<TDomain>(
        byte* r1, byte* r2, byte* r3, byte* r4, float otherSquared, float point, byte* to, long rowStep, long step)
        where TDomain : struct, IElement<TVector>
    {
        var square = TSimd.Broadcast(otherSquared);
        TVector even0 = InnerColumn(r2, r4, 0, square), odd0 = InnerColumn(r1, r3, 0, square);
        TVector even1 = InnerColumn(r2, r4, 1, square), odd1 = InnerColumn(r1, r3, 1, square);
        TVector even2 = InnerColumn(r2, r4, 2, square), odd2 = InnerColumn(r1, r3, 2, square);
        TVector even3 = InnerColumn(r2, r4, 3, square), odd3 = InnerColumn(r1, r3, 3, square);
        TVector even4 = InnerColumn(r2, r4, 4, square), odd4 = InnerColumn(r1, r3, 4, square);
        TVector even5 = InnerColumn(r2, r4, 5, square), odd5 = InnerColumn(r1, r3, 5, square);
        var factor = TSimd.Broadcast(point);
        TransformRow<TDomain>(
            TSimd.MultiplyAdd(factor, odd0, even0), TSimd.MultiplyAdd(factor, odd1, even1), TSimd.MultiplyAdd(factor, odd2, even2),
            TSimd.MultiplyAdd(factor, odd3, even3), TSimd.MultiplyAdd(factor, odd4, even4), TSimd.MultiplyAdd(factor, odd5, even5),
            to, step);
        factor = TSimd.Broadcast(-point);
        TransformRow<TDomain>(
            TSimd.MultiplyAdd(factor, odd0, even0), TSimd.MultiplyAdd(factor, odd1, even1), TSimd.MultiplyAdd(factor, odd2, even2),
            TSimd.MultiplyAdd(factor, odd3, even3), TSimd.MultiplyAdd(factor, odd4, even4), TSimd.MultiplyAdd(factor, odd5, even5),
            to + rowStep, step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector OuterColumn(byte* a, byte* b, byte* c, int column, TVector factor)
    {
        var sum = TSimd.Add(TElement.Load(a + (column * Pixel)), TElement.Load(c + (column * Pixel)));
        return TSimd.MultiplyAdd(factor, TElement.Load(b + (column * Pixel)), sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector InnerColumn(byte* a, byte* b, int column, TVector factor) =>
        TSimd.MultiplyAdd(factor, TElement.Load(a + (column * Pixel)), TElement.Load(b + (column * Pixel)));

    /// <summary>B transposed times one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransformRow<TDomain>(TVector d0, TVector d1, TVector d2, TVector d3, TVector d4, TVector d5, byte* to, long step)
        where TDomain : struct, IElement<TVector>
    {
        var outer = TSimd.Broadcast(-P2AndQ2);
        var square = TSimd.Broadcast(-Q2);
        TDomain.Store(to, TSimd.MultiplyAdd(outer, d2, TSimd.Add(d0, d4)));
        TVector even = TSimd.MultiplyAdd(square, d2, d4), odd = TSimd.MultiplyAdd(square, d1, d3);
        TDomain.Store(to + step, TSimd.MultiplyAdd(TSimd.Broadcast(P1), odd, even));
        TDomain.Store(to + (2 * step), TSimd.MultiplyAdd(TSimd.Broadcast(-P1), odd, even));
        square = TSimd.Broadcast(-P2);
        even = TSimd.MultiplyAdd(square, d2, d4);
        odd = TSimd.MultiplyAdd(square, d1, d3);
        TDomain.Store(to + (3 * step), TSimd.MultiplyAdd(TSimd.Broadcast(Q1), odd, even));
        TDomain.Store(to + (4 * step), TSimd.MultiplyAdd(TSimd.Broadcast(-Q1), odd, even));
        TDomain.Store(to + (5 * step), TSimd.MultiplyAdd(outer, d3, TSimd.Add(d1, d5)));
    }
}

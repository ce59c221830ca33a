using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ResNetGen.Engine.Kernels;

/// <summary>Arranges bfloat16 values in pairs, as <c>vdpbf16ps</c> multiplies and adds them: the two values of a pair are adjacent.</summary>
internal static unsafe class PixelPairs
{
    /// <summary>Bytes of a pair of pixels of 16 values.</summary>
    public const int Size = 2 * Layout.Lanes * sizeof(ushort);

    /// <summary>How many pairs so many pixels have.</summary>
    public static int Of(int pixels) => (pixels + 1) / 2;

    /// <summary>Arranges pixels of 16 values in pairs: channel by channel the value of the first and that of the second. A last pixel without a second has zeros beside it.</summary>
    /// <param name="from">The first pixel.</param>
    /// <param name="step">Bytes from one pixel to the next.</param>
    /// <param name="pixels">The number of pixels.</param>
    /// <param name="to">Receives <see cref="Size"/> bytes for each pair.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Interleave(byte* from, long step, int pixels, byte* to)
    {
        var order = Vector512.Create(
            (ushort)0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
        var x = 0;
        for (; x + 1 < pixels; x += 2, from += 2 * step, to += Size)
        {
            var both = Vector512.Create(Vector256.Load((ushort*)from), Vector256.Load((ushort*)(from + step)));
            Avx512BW.PermuteVar32x16(both, order).Store((ushort*)to);
        }

        if (x < pixels)
        {
            Avx512BW.PermuteVar32x16(Vector512.Create(Vector256.Load((ushort*)from), Vector256<ushort>.Zero), order).Store((ushort*)to);
        }
    }

    /// <summary>Rounds rows of 16 values to pairs: those of an even row and of the next. A last row without a next has zeros beside it.</summary>
    /// <param name="from">The first row.</param>
    /// <param name="step">Floats from one row to the next.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="to">Receives <see cref="Size"/> bytes for each pair.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Round(float* from, long step, long rows, byte* to)
    {
        var upper = Vector512.Create(0xffff0000u);
        for (long row = 0; row < rows; row += 2, from += 2 * step, to += Size)
        {
            var first = BFloat16.Rounded(Vector512.Load(from));
            var second = row + 1 < rows ? BFloat16.Rounded(Vector512.Load(from + step)) : Vector512<uint>.Zero;
            ((first >>> 16) | (second & upper)).Store((uint*)to);
        }
    }
}

using System;
using System.Runtime.CompilerServices;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Kernels;

/// <summary>The kernels for a vector width and an element type.</summary>
/// <typeparam name="TSimd">The operations of vectors.</typeparam>
/// <typeparam name="TVector">The vectors.</typeparam>
/// <typeparam name="TElement">The elements of feature maps.</typeparam>
/// <typeparam name="TCall">How tiles for these elements are called.</typeparam>
/// <param name="tiles">The tiles for these elements.</param>
// Buffers on the stack are written before they are read.
[SkipLocalsInit]
internal sealed unsafe partial class VectorKernels<TSimd, TVector, TElement, TCall>(ITileProvider tiles) : KernelSet
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
    where TElement : struct, IElement<TVector>
    where TCall : struct, ITileCall
{
    /// <summary>Float32 tiles: for images, and for a transform domain in float32.</summary>
    private readonly VectorTileTable<TSimd, TVector> floatTiles = tiles as VectorTileTable<TSimd, TVector> ?? new();

    public override string Name => TSimd.Name;

    public override int ElementSize => TElement.Size;

    public override KernelSet ForVectors => TElement.Size == sizeof(float) ? this : Float32Kernels<TSimd, TVector>.Instance;

    /// <summary>Registers that hold a block of 16 values.</summary>
    private static int Parts
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Layout.Lanes / TSimd.Width;
    }

    /// <summary>Bytes of a pixel of a block.</summary>
    private static int Pixel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Layout.Lanes * TElement.Size;
    }

    /// <summary>Bytes of a pixel of a block in float32.</summary>
    private static int FloatPixel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Layout.Lanes * sizeof(float);
    }

    public override int WinogradBlocks(int outputBlocks) => Parts == 1 && outputBlocks % 2 == 0 ? 2 : 1;

    public override void ArrangeWeights(float* weights, long inputs, byte* to)
    {
        // Products of pairs of bfloat16 are summed at once, so the weights of two inputs are adjacent.
        if (TElement.Size == sizeof(ushort))
        {
            PixelPairs.Round(weights, Layout.Lanes, inputs, to);
        }
        else
        {
            Buffer.MemoryCopy(weights, to, inputs * FloatPixel, inputs * FloatPixel);
        }
    }

    /// <summary>The bytes from the first pixel of a map to a row of one of its blocks.</summary>
    private static long OffsetOf(in Layout layout, long image, long block, long y) =>
        ((image * layout.Image) + (block * layout.Plane) + (y * layout.Row)) * TElement.Size;

    /// <summary>A place in the scratch memory behind <paramref name="p"/>, aligned as vectors like it.</summary>
    private static byte* Align(byte* p) => (byte*)(((nuint)p + 63) & ~(nuint)63);

    private static long Align(long bytes) => (bytes + 63) / 64 * 64;

    /// <summary>The share of a worker in the rows of all blocks of all images, which it visits one after another.</summary>
    private ref struct Rows
    {
        private readonly int blocks, height;
        private long left;

        public Rows(in Layout layout, in Worker worker)
        {
            blocks = layout.Blocks;
            height = layout.Height;
            var (begin, end) = worker.ShareOf((long)layout.Images * blocks * height);
            left = end - begin;
            Y = (int)(begin % height) - 1;
            Block = (int)(begin / height % blocks);
            Image = (int)(begin / height / blocks);
        }

        public int Image { get; private set; }

        public int Block { get; private set; }

        public int Y { get; private set; }

        public bool Next()
        {
            if (--left < 0)
            {
                return false;
            }

            if (++Y == height)
            {
                Y = 0;
                if (++Block == blocks)
                {
                    Block = 0;
                    ++Image;
                }
            }

            return true;
        }
    }
}

using System;
using System.Runtime.InteropServices;
using ResNetGen.Engine.Kernels;

namespace ResNetGen.Engine.Tests.Kernels;

/// <summary>Feature maps or vectors between two guards, by image, channel, row and column.</summary>
internal sealed unsafe class FeatureMaps : IDisposable
{
    private const int Guard = 4096;
    private const byte Junk = 0x41;

    private readonly byte* memory;
    private readonly long bytes;

    public FeatureMaps(Layout layout, int elementSize)
    {
        Layout = layout;
        ElementSize = layout.IsVectors ? sizeof(float) : elementSize;
        bytes = layout.Length * ElementSize;
        memory = (byte*)NativeMemory.AlignedAlloc((nuint)(bytes + (2 * Guard)), 64);
        Reset();
    }

    public Layout Layout { get; }

    public int ElementSize { get; }

    public byte* Data => memory + Guard + (Layout.Origin * ElementSize);

    public MapView View => new(Layout, Data);

    public int Images => Layout.IsVectors ? Layout.Width : Layout.Images;

    public int Height => Layout.IsVectors ? 1 : Layout.Height;

    public int Width => Layout.IsVectors ? 1 : Layout.Width;

    public float this[int image, int channel, int y, int x]
    {
        get => ElementSize == sizeof(float) ? *(float*)At(image, channel, y, x) : BFloat16.Read(At(image, channel, y, x));
        set
        {
            if (ElementSize == sizeof(float))
            {
                *(float*)At(image, channel, y, x) = value;
            }
            else
            {
                BFloat16.Write(At(image, channel, y, x), value);
            }
        }
    }

    public static FeatureMaps Random(Layout layout, int elementSize, int seed)
    {
        var maps = new FeatureMaps(layout, elementSize);
        var random = new Random(seed);
        // Channels that fill up the last block hold values too.
        for (var image = 0; image < maps.Images; ++image)
        {
            for (var channel = 0; channel < layout.Blocks * Layout.Lanes; ++channel)
            {
                for (var y = -layout.Halo; y < maps.Height + layout.Halo; ++y)
                {
                    for (var x = -layout.Halo; x < maps.Width + layout.Halo; ++x)
                    {
                        var isInside = y >= 0 && x >= 0 && y < maps.Height && x < maps.Width;
                        maps[image, channel, y, x] = isInside ? (random.NextSingle() * 2) - 1 : 0;
                    }
                }
            }
        }

        return maps;
    }

    /// <summary>Zero beyond the edges.</summary>
    public double Get(int image, int channel, int y, int x) => y < 0 || x < 0 || y >= Height || x >= Width ? 0 : this[image, channel, y, x];

    public void Reset() => new Span<byte>(memory, (int)bytes + (2 * Guard)).Fill(Junk);

    public byte[] Bytes() => new Span<byte>(memory + Guard, (int)bytes).ToArray();

    public bool HasGuards() =>
        !new Span<byte>(memory, Guard).ContainsAnyExcept(Junk) && !new Span<byte>(memory + Guard + bytes, Guard).ContainsAnyExcept(Junk);

    /// <summary>Whether all of the halo is zeros or, where a kernel is not to clear it, nobody has written to it.</summary>
    public bool HasHalo(bool isCleared)
    {
        var expected = isCleared ? (byte)0 : Junk;
        for (var image = 0; image < Images; ++image)
        {
            for (var channel = 0; channel < Layout.Blocks * Layout.Lanes; ++channel)
            {
                for (var y = -Layout.Halo; y < Height + Layout.Halo; ++y)
                {
                    for (var x = -Layout.Halo; x < Width + Layout.Halo; ++x)
                    {
                        var isInside = y >= 0 && x >= 0 && y < Height && x < Width;
                        if (!isInside && new Span<byte>(At(image, channel, y, x), ElementSize).ContainsAnyExcept(expected))
                        {
                            return false;
                        }
                    }
                }
            }
        }

        return true;
    }

    public void Dispose() => NativeMemory.AlignedFree(memory);

    private byte* At(int image, int channel, int y, int x)
    {
        int block = channel / Layout.Lanes, lane = channel % Layout.Lanes;
        var place = Layout.IsVectors
            ? (block * Layout.Plane) + (image * Layout.Lanes)
            : (image * Layout.Image) + (block * Layout.Plane) + (y * Layout.Row) + (x * Layout.Lanes);
        return Data + ((place + lane) * ElementSize);
    }
}

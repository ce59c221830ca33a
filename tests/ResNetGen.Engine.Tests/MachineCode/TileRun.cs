using System;
using System.Runtime.CompilerServices;
using ResNetGen.Engine.Kernels;

namespace ResNetGen.Engine.Tests.MachineCode;

/// <summary>The memory that a tile on bfloat16 reads and writes, with random values, and the same sums in float64.</summary>
internal sealed unsafe class TileRun
{
    private const int Lanes = 16, SegmentValues = Lanes * Lanes;

    // Between blocks, and before and behind all that is written.
    private const int Gap = 96;

    private const byte Untouched = 0xA5;

    private readonly TileShape shape;

    private readonly int segments;

    // What the tile reads, as bfloat16.
    private readonly ushort[] input, weights, addend;

    private readonly byte[] output;

    private readonly long[] offsets;

    // The element of the input where the first segment begins, and that of each segment.
    private readonly int origin;

    private readonly int[] places;

    private readonly bool isScattered;

    public TileRun(TileShape shape, bool isScattered, bool hasBias, int segments, int seed)
    {
        this.shape = shape;
        this.segments = segments;
        this.isScattered = isScattered;
        var random = new Random(seed);
        var step = SegmentStep / 2;
        input = Values(random, (segments + 1) * step);
        weights = Values(random, shape.Blocks * WeightsStep / 2);
        Bias = hasBias ? GC.AllocateArray<float>(shape.Blocks * Lanes, pinned: true) : null;
        for (var i = 0; i < (Bias?.Length ?? 0); i++)
        {
            Bias![i] = (random.NextSingle() * 2) - 1;
        }
        output = GC.AllocateArray<byte>((shape.Blocks * OutputStep) + Gap, pinned: true);
        Array.Fill(output, Untouched);
        addend = Values(random, output.Length / 2);

        // Scattered segments lie before and behind the pixel that they are counted from, the other way around.
        origin = isScattered ? step : 0;
        places = new int[segments + 1];
        offsets = GC.AllocateArray<long>(segments + 1, pinned: true);
        for (var i = 0; i < segments; i++)
        {
            places[i] = (isScattered ? segments - 1 - i : i) * step;
            offsets[i] = (places[i] - origin) * 2;
        }
        offsets[segments] = segments == 0 ? 0 : offsets[segments - 1];
    }

    /// <summary>What the sums start from.</summary>
    public float[]? Bias { get; }

    /// <summary>What is added, where each value belongs.</summary>
    public ref ushort Addend(int block, int column, int lane) => ref addend[OutputPlace(block, column, lane) / 2];

    private int PixelSize => Lanes * ValueSize;

    private int ValueSize => shape.Epilogue == TileEpilogue.Sums ? 4 : 2;

    // Columns that are channels are pairs of values of 8 pairs of pixels.
    private int SegmentStep => shape.Stride == TileShape.ChannelStride
        ? ((7 * 2 * Lanes) + (shape.Columns * 2) + 8) * 2
        : (((((shape.Columns - 1) * shape.Stride) + 1) * Lanes) + 8) * 2;

    private int WeightsStep => (segments * SegmentValues * 2) + 32;

    private int OutputStep => (shape.Columns * PixelSize) + Gap;

    /// <summary>Calls a tile with the arguments.</summary>
    public void Call(nint tile)
    {
        var arguments = Arguments;
        ((delegate* unmanaged<TileArguments*, void>)tile)(&arguments);
    }

    public TileArguments Arguments => new()
    {
        Input = (byte*)Address(input) + (origin * 2),
        Weights = (byte*)Address(weights),
        Output = (byte*)Address(output) + Gap,
        Addend = (byte*)Address(addend) + Gap,
        Bias = Bias is null ? null : (float*)Address(Bias),
        Offsets = isScattered ? (long*)Address(offsets) : null,
        // The step is wrong where offsets say where segments are.
        SegmentStep = isScattered ? 3 : SegmentStep,
        Segments = segments,
        WeightsStep = WeightsStep,
        OutputStep = OutputStep,
    };

    /// <summary>The value that the tile wrote.</summary>
    public float Written(int block, int column, int lane)
    {
        var place = output.AsSpan(OutputPlace(block, column, lane));
        return ValueSize == 4 ? BitConverter.ToSingle(place) : ToSingle(BitConverter.ToUInt16(place));
    }

    /// <summary>Compares all that the tile wrote with sums in float64, and that it wrote nothing else.</summary>
    public void AssertRight()
    {
        var isWritten = new bool[output.Length];
        for (var block = 0; block < shape.Blocks; block++)
        {
            for (var column = 0; column < shape.Columns; column++)
            {
                for (var lane = 0; lane < Lanes; lane++)
                {
                    isWritten.AsSpan(OutputPlace(block, column, lane), ValueSize).Fill(true);
                    var (least, most) = Expected(block, column, lane);
                    var written = Written(block, column, lane);
                    if (!(written >= least && written <= most))
                    {
                        Assert.Fail($"{shape}, scattered {isScattered}, bias {Bias is not null}: block {block}, column {column}, "
                            + $"channel {lane} is {written}, not between {least} and {most}.");
                    }
                }
            }
        }
        for (var i = 0; i < output.Length; i++)
        {
            if (!isWritten[i] && output[i] != Untouched)
            {
                Assert.Fail($"{shape} wrote byte {i - Gap} of the output.");
            }
        }
    }

    public static ushort ToBFloat16(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value) ? (ushort)((bits >> 16) | 0x40) : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    public static float ToSingle(ushort value) => BitConverter.UInt32BitsToSingle((uint)value << 16);

    // The least and the most that float32 sums in any order may come to, as the tile writes them.
    private (float Least, float Most) Expected(int block, int column, int lane)
    {
        double sum = Bias is null ? 0 : Bias[(block * Lanes) + lane], magnitude = Math.Abs(sum);
        for (var segment = 0; segment < segments; segment++)
        {
            for (var i = 0; i < Lanes; i++)
            {
                var x = ToSingle(input[places[segment] + (shape.Stride == TileShape.ChannelStride ? (i / 2 * 2 * Lanes) + (column * 2) + (i % 2) : (column * shape.Stride * Lanes) + i)]);
                var pair = (((i / 2) * Lanes) + lane) * 2;
                var product = (double)x * ToSingle(weights[(block * WeightsStep / 2) + (segment * SegmentValues) + pair + (i % 2)]);
                sum += product;
                magnitude += Math.Abs(product);
            }
        }
        if (shape.Epilogue is TileEpilogue.Add or TileEpilogue.AddRelu)
        {
            var added = ToSingle(Addend(block, column, lane));
            sum += added;
            magnitude += Math.Abs(added);
        }
        var error = magnitude * (8 + segments) / (1 << 23);
        return (Finished(sum - error), Finished(sum + error));
    }

    private float Finished(double value)
    {
        var x = (float)(shape.Epilogue is TileEpilogue.Relu or TileEpilogue.AddRelu ? Math.Max(value, 0) : value);
        return shape.Epilogue == TileEpilogue.Sums ? x : ToSingle(ToBFloat16(x));
    }

    private int OutputPlace(int block, int column, int lane) => Gap + (block * OutputStep) + (column * PixelSize) + (lane * ValueSize);

    private static ushort[] Values(Random random, int count)
    {
        var values = GC.AllocateArray<ushort>(Math.Max(count, 1), pinned: true);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ToBFloat16((random.NextSingle() * 2) - 1);
        }
        return values;
    }

    // The arrays are pinned.
    private static void* Address<T>(T[] array)
        where T : unmanaged => Unsafe.AsPointer(ref array[0]);
}

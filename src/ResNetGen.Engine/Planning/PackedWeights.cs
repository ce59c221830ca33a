using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Kernels;

namespace ResNetGen.Engine.Planning;

/// <summary>Arranges weights as kernels read them.</summary>
internal static unsafe class PackedWeights
{
    private const int Lanes = Layout.Lanes;

    /// <summary>The weights of a convolution or a linear layer: output block, segment (input block and place in the kernel), input channel, output channel.</summary>
    /// <param name="weight">Output, input of the group, place in the kernel.</param>
    /// <param name="shape">The shape of the weights.</param>
    /// <param name="kernels">The kernels that read the weights.</param>
    public static AlignedMemory ForConvolution(float* weight, PackedShape shape, KernelSet kernels)
    {
        var packed = AlignedMemory.OfFloats(shape.PackedLength);
        Pack(WeightSource.Of(weight, shape), shape, 0, Layout.BlocksOf(shape.Outputs), packed.Floats);
        return Arranged(packed, kernels);
    }

    /// <summary>Packs some output blocks, as <see cref="ForConvolution"/> does, in float32.</summary>
    /// <param name="source">The weights.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="firstBlock">The first output block.</param>
    /// <param name="endBlock">The first that is not packed.</param>
    /// <param name="to">Memory of all blocks, whose places without a weight hold zeros.</param>
    public static void Pack(in WeightSource source, PackedShape shape, int firstBlock, int endBlock, float* to)
    {
        foreach (var part in new PackedParts(shape, firstBlock, endBlock))
        {
            Pack(source, part, to);
        }
    }

    /// <summary>Adds packed values to the weights that they belong to: the reverse of <see cref="Pack(in WeightSource, PackedShape, int, int, float*)"/>.</summary>
    public static void Unpack(float* packed, PackedShape shape, int firstBlock, int endBlock, in WeightSource to)
    {
        foreach (var part in new PackedParts(shape, firstBlock, endBlock))
        {
            Unpack(packed, part, to);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack(in WeightSource source, in PackedPart part, float* to)
    {
        var (step, count) = (source.InputStep, source.Taps.Length);
        fixed (int* taps = source.Taps)
        {
            for (var i = 0; i < part.Outputs; i++)
            {
                float* from = source.At(part.Group, part.Output + i, part.Input), place = to + part.Place + i, end = place + (part.Inputs * Lanes);
                for (; place < end; from += step, place += Lanes)
                {
                    var at = place;
                    for (var tap = 0; tap < count; tap++, at += Lanes * Lanes)
                    {
                        *at = from[taps[tap]];
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Unpack(float* packed, in PackedPart part, in WeightSource to)
    {
        var (step, count) = (to.InputStep, to.Taps.Length);
        fixed (int* taps = to.Taps)
        {
            for (var i = 0; i < part.Outputs; i++)
            {
                float* weight = to.At(part.Group, part.Output + i, part.Input), place = packed + part.Place + i, end = place + (part.Inputs * Lanes);
                for (; place < end; weight += step, place += Lanes)
                {
                    var at = place;
                    for (var tap = 0; tap < count; tap++, at += Lanes * Lanes)
                    {
                        weight[taps[tap]] += *at;
                    }
                }
            }
        }
    }

    /// <summary>The weights of the first convolution, whose input is channels-last.</summary>
    public static AlignedMemory ForImages(float* weight, Conv2d convolution)
    {
        var shape = new PackedShape(convolution.OutChannels, convolution.InChannels, convolution.Kernel * convolution.Kernel, 1);
        var blocks = Layout.BlocksOf(shape.Outputs);
        var packed = AlignedMemory.OfFloats((long)blocks * shape.ImageSegments * Lanes * Lanes);
        PackImages(weight, shape, 0, blocks, packed.Floats);
        return packed;
    }

    /// <summary>Packs some output blocks, as <see cref="ForImages"/> does. Places without a weight are left alone.</summary>
    public static void PackImages(float* weight, PackedShape shape, int firstBlock, int endBlock, float* to)
    {
        for (var output = firstBlock * Lanes; output < Math.Min(shape.Outputs, endBlock * Lanes); output++)
        {
            for (var number = 0; number < shape.Inputs * shape.Taps; number++)
            {
                to[shape.ImagePlaceOf(output, number)] = weight[(((long)output * shape.Inputs) + (number % shape.Inputs)) * shape.Taps + (number / shape.Inputs)];
            }
        }
    }

    /// <summary>Adds packed values to the weights that they belong to: the reverse of <see cref="PackImages"/>.</summary>
    public static void UnpackImages(float* packed, PackedShape shape, int firstBlock, int endBlock, float* to)
    {
        for (var output = firstBlock * Lanes; output < Math.Min(shape.Outputs, endBlock * Lanes); output++)
        {
            for (var number = 0; number < shape.Inputs * shape.Taps; number++)
            {
                to[(((long)output * shape.Inputs) + (number % shape.Inputs)) * shape.Taps + (number / shape.Inputs)] += packed[shape.ImagePlaceOf(output, number)];
            }
        }
    }

    /// <summary>The weights of a 3 x 3 convolution in the transform domain, for the kernels of that domain.</summary>
    public static AlignedMemory ForWinograd(float* weight, int outputs, int inputs, KernelSet kernels)
    {
        var shape = new PackedShape(outputs, inputs, 9, 1);
        var packed = AlignedMemory.OfFloats(4 * shape.PackedLength);
        PackWinograd(WeightSource.Of(weight, shape), shape, kernels, 0, Layout.BlocksOf(outputs), packed.Floats);
        return Arranged(packed, kernels);
    }

    /// <summary>Packs some output blocks, as <see cref="ForWinograd"/> does, in float32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackWinograd(in WeightSource source, PackedShape shape, KernelSet kernels, int firstBlock, int endBlock, float* to)
    {
        int inputBlocks = shape.InputBlocks, together = kernels.WinogradBlocks(Layout.BlocksOf(shape.Outputs));

        // Of 16 output channels: the 3 x 3 weights, and 6 x 3 of them after the first transform.
        double* kernel = stackalloc double[9 * Lanes], half = stackalloc double[18 * Lanes];
        for (var block = firstBlock; block < endBlock; block++)
        {
            var outputsOfBlock = Math.Min(Lanes, shape.Outputs - (block * Lanes));
            new Span<double>(kernel, 9 * Lanes).Clear();
            for (var input = 0; input < shape.Inputs; input++)
            {
                for (var i = 0; i < outputsOfBlock; i++)
                {
                    var from = source.At(0, (block * Lanes) + i, input);
                    for (var tap = 0; tap < 9; tap++)
                    {
                        kernel[(tap * Lanes) + i] = from[source.Taps[tap]];
                    }
                }

                for (var i = 0; i < 18; i++)
                {
                    var column = kernel + (i % 3 * Lanes);
                    var (lower, upper) = Combine(WinogradPoints.G[i / 3], column, 3 * Lanes);
                    lower.Store(half + (i * Lanes));
                    upper.Store(half + (i * Lanes) + (Lanes / 2));
                }

                for (var place = 0; place < 36; place++)
                {
                    var (lower, upper) = Combine(WinogradPoints.G[place % 6], half + (place / 6 * 3 * Lanes), Lanes);
                    var at = (((((long)block / together * 36) + place) * together) + (block % together)) * inputBlocks;
                    Vector512.Narrow(lower, upper).Store(to + ((((at + (input / Lanes)) * Lanes) + (input % Lanes)) * Lanes));
                }
            }
        }
    }

    // The sum of three rows of 16 values, each times a factor.
    private static (Vector512<double> Lower, Vector512<double> Upper) Combine(double[] factors, double* rows, int step)
    {
        return (Half(rows), Half(rows + (Lanes / 2)));

        Vector512<double> Half(double* row) =>
            (Vector512.Load(row) * factors[0]) + (Vector512.Load(row + step) * factors[1]) + (Vector512.Load(row + (2 * step)) * factors[2]);
    }

    // Kernels on float32 read weights in this order.
    private static AlignedMemory Arranged(AlignedMemory weights, KernelSet kernels)
    {
        if (kernels.ElementSize == sizeof(float))
        {
            return weights;
        }

        using (weights)
        {
            var inputs = weights.Bytes / (Lanes * sizeof(float));
            var arranged = new AlignedMemory(inputs * Lanes * kernels.ElementSize);
            kernels.ArrangeWeights(weights.Floats, inputs, arranged.Data);
            return arranged;
        }
    }
}

/// <summary>Some outputs of one block and some inputs of one block, all of one group: packed weights that lie near each other, in memory as in the layer.</summary>
/// <param name="Group">The group.</param>
/// <param name="Output">The first output, counted from the group's first.</param>
/// <param name="Outputs">How many there are.</param>
/// <param name="Input">The first input of the group.</param>
/// <param name="Inputs">How many there are.</param>
/// <param name="Place">The place of the first weight among the packed ones.</param>
internal readonly record struct PackedPart(int Group, int Output, int Outputs, int Input, int Inputs, long Place);

/// <summary>The parts of some output blocks of packed weights, one after the other.</summary>
internal struct PackedParts(PackedShape shape, int firstBlock, int endBlock)
{
    private int output = firstBlock * Layout.Lanes, outputs, input = shape.Inputs, inputs;

    public PackedPart Current { get; private set; }

    public readonly PackedParts GetEnumerator() => this;

    public bool MoveNext()
    {
        var groupOutputs = shape.Outputs / shape.Groups;
        input += inputs;
        if (input >= shape.Inputs)
        {
            (output, input) = (output + outputs, 0);
            if (output >= Math.Min(shape.Outputs, endBlock * Layout.Lanes))
            {
                return false;
            }

            outputs = Math.Min(Layout.Lanes - (output % Layout.Lanes), groupOutputs - (output % groupOutputs));
        }

        // The first input channel of the group, counted from the first input block of the output block.
        var group = output / groupOutputs;
        var channel = (group * shape.Inputs) - (shape.FirstInputBlockOf(output / Layout.Lanes) * Layout.Lanes) + input;
        inputs = Math.Min(Layout.Lanes - (channel % Layout.Lanes), shape.Inputs - input);
        Current = new PackedPart(group, output % groupOutputs, outputs, input, inputs, shape.PlaceOf(output, channel, 0));
        return true;
    }
}

/// <summary>How the weights of a convolution are packed.</summary>
/// <param name="Outputs">Output channels.</param>
/// <param name="Inputs">Input channels of a group.</param>
/// <param name="Taps">Places in the kernel.</param>
/// <param name="Groups">Groups.</param>
internal readonly record struct PackedShape(int Outputs, int Inputs, int Taps, int Groups)
{
    /// <summary>Whether each output block reads input blocks of its own; otherwise weights of other groups are filled up with zeros.</summary>
    public bool HasGroupBlocks => Groups > 1 && ((Inputs % Layout.Lanes == 0 && GroupOutputs % Layout.Lanes == 0) || (Inputs == GroupOutputs && Layout.Lanes % Inputs == 0));

    /// <summary>The output blocks that read the same input blocks; 0 where all do.</summary>
    public int GroupBlocks => HasGroupBlocks ? Math.Max(1, GroupOutputs / Layout.Lanes) : 0;

    /// <summary>The input blocks that an output block reads.</summary>
    public int InputBlocks => HasGroupBlocks ? Math.Max(1, Inputs / Layout.Lanes) : Layout.BlocksOf(Inputs * Groups);

    /// <summary>The segments of an output block.</summary>
    public int Segments => InputBlocks * Taps;

    /// <summary>Values of all blocks.</summary>
    public long PackedLength => (long)Layout.BlocksOf(Outputs) * Segments * Layout.Lanes * Layout.Lanes;

    private int GroupOutputs => Outputs / Groups;

    /// <summary>The place of a weight among the packed ones.</summary>
    /// <param name="output">The output channel.</param>
    /// <param name="channel">The input channel, counted from the first input block of the output's block.</param>
    /// <param name="tap">The place in the kernel.</param>
    public long PlaceOf(int output, int channel, int tap)
    {
        var segment = (channel / Layout.Lanes * Taps) + tap;
        return (((((long)output / Layout.Lanes * Segments) + segment) * Layout.Lanes) + (channel % Layout.Lanes)) * Layout.Lanes + (output % Layout.Lanes);
    }

    /// <summary>The segments of an output block where the input is images, channels-last.</summary>
    public int ImageSegments => Layout.BlocksOf(Inputs * Taps);

    /// <summary>The place of a weight among those packed for images.</summary>
    /// <param name="output">The output channel.</param>
    /// <param name="number">The number of the input in a window: row, column, channel.</param>
    public long ImagePlaceOf(int output, int number) => (((((long)output / Layout.Lanes * ImageSegments) + (number / Layout.Lanes)) * Layout.Lanes) + (number % Layout.Lanes)) * Layout.Lanes + (output % Layout.Lanes);

    /// <summary>The first input block that an output block reads.</summary>
    public int FirstInputBlockOf(int outputBlock) => HasGroupBlocks ? outputBlock / GroupBlocks * InputBlocks : 0;
}

/// <summary>Where the weights of a convolution lie: those of the layer itself, or as its transpose reads them.</summary>
/// <param name="Data">The weights: output, input of the group, place in the kernel.</param>
/// <param name="GroupStep">From the weights of a group to those of the next.</param>
/// <param name="OutputStep">From the weights of an output to those of the next of its group.</param>
/// <param name="InputStep">From the weights of an input to those of the next.</param>
/// <param name="Taps">The place in the kernel of each tap.</param>
internal readonly unsafe record struct WeightSource(nint Data, long GroupStep, long OutputStep, long InputStep, int[] Taps)
{
    /// <summary>The weights as the layer reads them.</summary>
    public static WeightSource Of(float* weight, PackedShape shape)
    {
        var outputStep = (long)shape.Inputs * shape.Taps;
        return new WeightSource((nint)weight, shape.Outputs / shape.Groups * outputStep, outputStep, shape.Taps, [.. Enumerable.Range(0, shape.Taps)]);
    }

    /// <summary>The weights as the gradient of the layer's input reads them: inputs and outputs change places.</summary>
    /// <param name="weight">The layer's weights.</param>
    /// <param name="shape">The layer's shape.</param>
    /// <param name="taps">The places in the kernel that are read, in the order of the gradient's taps.</param>
    public static WeightSource TransposeOf(float* weight, PackedShape shape, int[] taps)
    {
        var outputStep = (long)shape.Inputs * shape.Taps;
        return new WeightSource((nint)weight, shape.Outputs / shape.Groups * outputStep, shape.Taps, outputStep, taps);
    }

    public float* At(int group, int output, int input) => (float*)Data + (group * GroupStep) + (output * OutputStep) + (input * InputStep);
}

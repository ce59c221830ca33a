using System;
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
        var packed = AlignedMemory.OfFloats((long)Layout.BlocksOf(shape.Outputs) * shape.Segments * Lanes * Lanes);
        var (groupOutputs, outputSize) = (shape.Outputs / shape.Groups, (long)shape.Inputs * shape.Taps);

        // The outputs of a block that belong to the same group.
        for (int output = 0, count; output < shape.Outputs; output += count)
        {
            var group = output / groupOutputs;
            count = Math.Min(Lanes - (output % Lanes), ((group + 1) * groupOutputs) - output);

            // The first input channel, counted from the first input block of the block. A few inputs at a time, whose places lie near each other.
            var first = (group * shape.Inputs) - (shape.FirstInputBlockOf(output / Lanes) * Lanes);
            for (var input = 0; input < shape.Inputs; input += Lanes)
            {
                var inputs = Math.Min(Lanes, shape.Inputs - input);
                for (var i = 0; i < count; i++)
                {
                    var from = weight + ((output + i) * outputSize) + (input * shape.Taps);
                    for (var j = 0; j < inputs; j++, from += shape.Taps)
                    {
                        var to = packed.Floats + PlaceOf(shape, output + i, first + input + j, 0);
                        for (var tap = 0; tap < shape.Taps; tap++)
                        {
                            to[tap * Lanes * Lanes] = from[tap];
                        }
                    }
                }
            }
        }

        return Arranged(packed, kernels);
    }

    /// <summary>The weights of the first convolution, whose input is channels-last.</summary>
    public static AlignedMemory ForImages(float* weight, Conv2d convolution)
    {
        var (outputs, inputs, taps) = (convolution.OutChannels, convolution.InChannels, convolution.Kernel * convolution.Kernel);
        var segments = Layout.BlocksOf(inputs * taps);
        var packed = AlignedMemory.OfFloats((long)Layout.BlocksOf(outputs) * segments * Lanes * Lanes);
        for (var output = 0; output < outputs; output++)
        {
            for (var number = 0; number < inputs * taps; number++)
            {
                var (tap, channel) = (number / inputs, number % inputs);
                var place = (((((long)output / Lanes * segments) + (number / Lanes)) * Lanes) + (number % Lanes)) * Lanes;
                packed.Floats[place + (output % Lanes)] = weight[((((long)output * inputs) + channel) * taps) + tap];
            }
        }

        return packed;
    }

    /// <summary>The weights of a 3 x 3 convolution in the transform domain, for the kernels of that domain.</summary>
    public static AlignedMemory ForWinograd(float* weight, int outputs, int inputs, KernelSet kernels)
    {
        int inputBlocks = Layout.BlocksOf(inputs), outputBlocks = Layout.BlocksOf(outputs), together = kernels.WinogradBlocks(outputBlocks);
        var packed = AlignedMemory.OfFloats(36L * outputBlocks * inputBlocks * Lanes * Lanes);

        // Of 16 output channels: the 3 x 3 weights, and 6 x 3 of them after the first transform.
        double* kernel = stackalloc double[9 * Lanes], half = stackalloc double[18 * Lanes];
        for (var block = 0; block < outputBlocks; block++)
        {
            var outputsOfBlock = Math.Min(Lanes, outputs - (block * Lanes));
            new Span<double>(kernel, 9 * Lanes).Clear();
            for (var input = 0; input < inputs; input++)
            {
                for (var i = 0; i < outputsOfBlock; i++)
                {
                    var from = weight + (((((long)((block * Lanes) + i) * inputs) + input) * 9));
                    for (var tap = 0; tap < 9; tap++)
                    {
                        kernel[(tap * Lanes) + i] = from[tap];
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
                    Vector512.Narrow(lower, upper).Store(packed.Floats + ((((at + (input / Lanes)) * Lanes) + (input % Lanes)) * Lanes));
                }
            }
        }

        return Arranged(packed, kernels);
    }

    // The sum of three rows of 16 values, each times a factor.
    private static (Vector512<double> Lower, Vector512<double> Upper) Combine(double[] factors, double* rows, int step)
    {
        return (Half(rows), Half(rows + (Lanes / 2)));

        Vector512<double> Half(double* row) =>
            (Vector512.Load(row) * factors[0]) + (Vector512.Load(row + step) * factors[1]) + (Vector512.Load(row + (2 * step)) * factors[2]);
    }

    private static long PlaceOf(PackedShape shape, int output, int channel, int tap)
    {
        var segment = (channel / Lanes * shape.Taps) + tap;
        return (((((long)output / Lanes * shape.Segments) + segment) * Lanes) + (channel % Lanes)) * Lanes + (output % Lanes);
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

    private int GroupOutputs => Outputs / Groups;

    /// <summary>The first input block that an output block reads.</summary>
    public int FirstInputBlockOf(int outputBlock) => HasGroupBlocks ? outputBlock / GroupBlocks * InputBlocks : 0;
}

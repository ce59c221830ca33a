using System;
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
    public static AlignedMemory ForConvolution(float[] weight, PackedShape shape, KernelSet kernels)
    {
        using var packed = AlignedMemory.OfFloats((long)Layout.BlocksOf(shape.Outputs) * shape.Segments * Lanes * Lanes);
        var groupOutputs = shape.Outputs / shape.Groups;
        for (var output = 0; output < shape.Outputs; output++)
        {
            // The first input channel, counted from the first input block of the output's block.
            var group = output / groupOutputs;
            var first = (group * shape.Inputs) - (shape.FirstInputBlockOf(output / Lanes) * Lanes);
            for (var input = 0; input < shape.Inputs; input++)
            {
                for (var tap = 0; tap < shape.Taps; tap++)
                {
                    packed.Floats[PlaceOf(shape, output, first + input, tap)] = weight[((((long)output * shape.Inputs) + input) * shape.Taps) + tap];
                }
            }
        }

        return Arranged(packed, kernels);
    }

    /// <summary>The weights of the first convolution, whose input is channels-last.</summary>
    public static AlignedMemory ForImages(float[] weight, Conv2d convolution)
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
    public static AlignedMemory ForWinograd(float[] weight, int outputs, int inputs, KernelSet kernels)
    {
        int inputBlocks = Layout.BlocksOf(inputs), outputBlocks = Layout.BlocksOf(outputs), together = kernels.WinogradBlocks(outputBlocks);
        using var packed = AlignedMemory.OfFloats(36L * outputBlocks * inputBlocks * Lanes * Lanes);
        var half = stackalloc double[18];
        for (var output = 0; output < outputs; output++)
        {
            var block = output / Lanes;
            for (var input = 0; input < inputs; input++)
            {
                var kernel = weight.AsSpan(((output * inputs) + input) * 9, 9);
                for (var i = 0; i < 6; i++)
                {
                    for (var j = 0; j < 3; j++)
                    {
                        half[(i * 3) + j] = (WinogradPoints.G[i][0] * kernel[j]) + (WinogradPoints.G[i][1] * kernel[3 + j]) + (WinogradPoints.G[i][2] * kernel[6 + j]);
                    }
                }

                for (var place = 0; place < 36; place++)
                {
                    var row = half + (place / 6 * 3);
                    var column = place % 6;
                    var value = (row[0] * WinogradPoints.G[column][0]) + (row[1] * WinogradPoints.G[column][1]) + (row[2] * WinogradPoints.G[column][2]);
                    var at = (((((long)block / together * 36) + place) * together) + (block % together)) * inputBlocks;
                    packed.Floats[((((at + (input / Lanes)) * Lanes) + (input % Lanes)) * Lanes) + (output % Lanes)] = (float)value;
                }
            }
        }

        return Arranged(packed, kernels);
    }

    private static long PlaceOf(PackedShape shape, int output, int channel, int tap)
    {
        var segment = (channel / Lanes * shape.Taps) + tap;
        return (((((long)output / Lanes * shape.Segments) + segment) * Lanes) + (channel % Lanes)) * Lanes + (output % Lanes);
    }

    private static AlignedMemory Arranged(AlignedMemory weights, KernelSet kernels)
    {
        var inputs = weights.Bytes / (Lanes * sizeof(float));
        var arranged = new AlignedMemory(inputs * Lanes * kernels.ElementSize);
        kernels.ArrangeWeights(weights.Floats, inputs, arranged.Data);
        return arranged;
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

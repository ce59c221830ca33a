using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Planning.Steps;
using ResNetGen.Engine.Weights;

namespace ResNetGen.Engine.Planning;

/// <summary>The steps of a network's inference, with weights that are packed for one set of kernels.</summary>
internal sealed class PackedNetwork : StepSequence
{
    // Four times as much in Winograd's transform domain: what the processor's second and third level of cache keep.
    private const long CachedWeightBytes = 2 * 1024 * 1024;

    private PackedNetwork(NetworkGraph graph, KernelSet kernels)
        : base(kernels, graph.Input.Channels, graph.Operations.Count + 1)
    {
    }

    /// <summary>Fuses a network and packs its weights.</summary>
    /// <exception cref="ArgumentException">The weights are those of another network, or are no finite numbers.</exception>
    public static PackedNetwork Of(NetworkGraph graph, INetworkWeights weights, KernelSet kernels)
    {
        WeightCheck.Require(graph, weights);
        FoldedWeights.RequireNorms(graph, weights);
        var network = new PackedNetwork(graph, kernels);
        try
        {
            network.Append(FusedGraph.Of(graph), weights);
        }
        catch
        {
            network.Dispose();
            throw;
        }

        return network;
    }

    private void Append(FusedGraph fused, INetworkWeights weights)
    {
        Output = fused.Output;
        var uses = fused.Operations.SelectMany(operation => operation.Keys).CountBy(key => key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        foreach (var operation in fused.Operations)
        {
            Append(operation, weights);
            foreach (var key in operation.Keys)
            {
                if (--uses[key] == 0)
                {
                    weights.Release(key);
                }
            }
        }

        if (Output == 0)
        {
            Output = ImportedImages();
        }

        NormFusion.Apply(All, Output);
        var convolutions = All.OfType<ConvolutionStep>().ToList();
        TransformRounding.Choose(convolutions, Kernels);
        var areCached = convolutions.Sum(step => step.WeightBytes) <= CachedWeightBytes;
        convolutions.ForEach(step => step.HasCachedWeights = areCached);
        Complete();
    }

    private void Append(FusedOperation operation, INetworkWeights weights)
    {
        var output = operation.Output;
        var first = operation.Inputs[0];
        if (operation.Main is Conv2d image && first == 0 && ImageConvolutionStep.CanCompute(image))
        {
            var (weight, bias) = FoldedWeights.OfLayer(operation, weights);
            using (weight)
            {
                Append(new ImageConvolutionStep(image, output, weight, bias), operation);
            }

            return;
        }

        var inputs = operation.Inputs.Select(value => value == 0 ? ImportedImages() : value).ToList();
        first = inputs[0];
        switch (operation.Main)
        {
            case Conv2d convolution:
            {
                var (weight, bias) = FoldedWeights.OfLayer(operation, weights);
                Append(new ConvolutionStep(convolution.Key!, convolution, first, output, weight, bias), operation);
                break;
            }

            case Linear linear:
            {
                var (weight, bias) = FoldedWeights.OfLayer(operation, weights);
                Append(new ConvolutionStep(linear.Key!, first, output, linear.OutFeatures, weight, bias), operation);
                break;
            }

            case BatchNorm norm:
            {
                var (scale, shift) = FoldedWeights.Affine(norm, weights);
                Append(new AffineStep(first, output, Blocks(scale), Blocks(shift)), operation);
                break;
            }

            case GroupNorm norm:
                Append(
                    new GroupNormStep(first, output, weights.ReadFinite(norm.Key + ".weight"), weights.ReadFinite(norm.Key + ".bias"), norm.Groups, norm.Epsilon),
                    operation);
                break;
            case Scale scale:
                Append(new AffineStep(first, output, scale.Factor), operation);
                break;
            case ActivationLayer activation:
                Append(new AffineStep(first, output, 1), operation).Epilogue.After = ActivationOf(activation);
                break;
            case Add:
                Append(new AffineStep(first, output, 1), operation).Epilogue.Addend = inputs[1];
                break;
            case Gate gate:
                Append(new GateStep(first, inputs[1], inputs[2], gate.IsExclusive, output), operation);
                break;
            case SqueezeExcitation attention:
                AppendAttention(attention, first, operation, weights);
                break;
            case EfficientChannelAttention attention:
                AppendAttention(attention, first, operation, weights);
                break;
            default:
                Append(CopyOf(operation.Main, inputs, output));
                break;
        }
    }

    private static Step CopyOf(Operation operation, List<int> inputs, int output) => operation switch
    {
        Pool pool => new PoolStep(pool, inputs[0], output),
        GlobalPool pool => new GlobalPoolStep(pool.IsMaximum, inputs[0], output),
        Flatten => new FlattenStep(inputs[0], output),
        Concatenate => new ConcatenateStep(inputs[0], inputs[1], output),
        ZeroPad pad => new PaddingStep(inputs[0], output, pad.Top, pad.Bottom, pad.Left, pad.Right, 0, 0),
        PadChannels pad => new PaddingStep(inputs[0], output, 0, 0, 0, 0, pad.Before, pad.After),
        Subsample subsample => new SubsampleStep(inputs[0], output, subsample.Stride),
        _ => throw new NotSupportedException($"No step computes {operation.GetType().Name}."),
    };

    private Step Append(Step step, FusedOperation operation)
    {
        var hasAddition = operation.Epilogue.OfType<EpilogueAdd>().Any();
        foreach (var part in operation.Epilogue)
        {
            switch (part)
            {
                case EpilogueAdd add:
                    step.Epilogue.Addend = add.Value == 0 ? ImportedImages() : add.Value;
                    break;
                case EpilogueActivation { Activation: var activation } when hasAddition && step.Epilogue.Addend == StepEpilogue.NoValue:
                    step.Epilogue.Before = ActivationOf(activation);
                    break;
                case EpilogueActivation { Activation: var activation }:
                    step.Epilogue.After = ActivationOf(activation);
                    break;
            }
        }

        return base.Append(step);
    }

    // The means of the channels, two layers over them, and the channels scaled.
    private void AppendAttention(SqueezeExcitation attention, int input, FusedOperation operation, INetworkWeights weights)
    {
        int means = NewValue(), squeezed = NewValue(), scales = NewValue();
        Append(new GlobalPoolStep(isMaximum: false, input, means));
        Append(LayerOf("fc1", means, squeezed, attention.SqueezedChannels, ActivationFunction.Relu));
        Append(LayerOf("fc2", squeezed, scales, attention.Channels, ActivationFunction.Sigmoid));
        Append(new ChannelScaleStep(input, scales, operation.Output), operation);

        ConvolutionStep LayerOf(string name, int from, int to, int features, ActivationFunction activation) =>
            new($"{attention.Key}.{name}", from, to, features, AlignedMemory.OfTensor(weights, $"{attention.Key}.{name}.weight"), weights.ReadFinite($"{attention.Key}.{name}.bias"))
            {
                Epilogue = new StepEpilogue { After = new ActivationStep(activation) },
            };
    }

    private void AppendAttention(EfficientChannelAttention attention, int input, FusedOperation operation, INetworkWeights weights)
    {
        int means = NewValue(), convolved = NewValue(), scales = NewValue();
        Append(new GlobalPoolStep(isMaximum: false, input, means));
        Append(new ChannelConvolutionStep(means, convolved, weights.ReadFinite(attention.Key + ".conv.weight")));
        Append(new AffineStep(convolved, scales, 1) { Epilogue = new StepEpilogue { After = new ActivationStep(ActivationFunction.Sigmoid) } });
        Append(new ChannelScaleStep(input, scales, operation.Output), operation);
    }

    // Operations that read the images, first convolutions aside, read a copy of them in the layout of feature maps.
    private int ImportedImages()
    {
        if (All.FirstOrDefault() is ImageConvolutionStep { IsImport: true } import)
        {
            return import.Output;
        }

        Prepend(ImageConvolutionStep.Import(ImageChannels, NewValue()));
        return Steps[0].Output;
    }

    private static AlignedMemory Blocks(double[] values) => AlignedMemory.OfBlocks(Array.ConvertAll(values, static value => (float)value));

    /// <summary>An activation as kernels compute it.</summary>
    public static ActivationStep ActivationOf(ActivationLayer activation) => activation.Kind switch
    {
        ActivationKind.Relu => new ActivationStep(ActivationFunction.Relu),
        ActivationKind.LeakyRelu => new ActivationStep(ActivationFunction.LeakyRelu, (float)activation.NegativeSlope),
        ActivationKind.Sigmoid => new ActivationStep(ActivationFunction.Sigmoid),
        ActivationKind.Silu => new ActivationStep(ActivationFunction.Silu),
        ActivationKind.Gelu => new ActivationStep(ActivationFunction.Gelu),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation.Kind, null),
    };
}

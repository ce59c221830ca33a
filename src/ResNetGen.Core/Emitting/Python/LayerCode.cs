using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.Python;

/// <summary>The Python that makes a layer.</summary>
internal static class LayerCode
{
    /// <summary>The expression that makes a layer. Quantities with names are the constructor's arguments.</summary>
    public static Bracketed Create(Operation layer) => layer switch
    {
        Convolution c => Call(ConvolutionCode.NameOf(c), [Of(c.InChannels), Of(c.OutChannels), .. StrideAndDilation(c.Stride, c.Dilation)]),
        BranchConvolution b => Call(
            "BranchConv2d",
            [Of(b.InChannels), Of(b.OutChannels), Of(b.Kernel), "branches=" + Of(b.Branches), .. StrideAndDilation(b.Stride, b.Dilation), .. Flags(b)]),
        SqueezeExcitation s => Call("SqueezeExcitation", [Of(s.Channels), Of(s.Squeezed)]),
        EfficientChannelAttention e => Call("EfficientChannelAttention", [Of(e.Kernel)]),
        Norm { IsGroup: true } n => Call("nn.GroupNorm", [Of(n.Groups), Of(n.Channels), .. Epsilon(n)]),
        Norm n => Call(n.OfVectors ? "nn.BatchNorm1d" : "nn.BatchNorm2d", [Of(n.Channels), .. Epsilon(n), .. Momentum(n)]),
        Linear l => Call("nn.Linear", [Of(l.InFeatures), Of(l.OutFeatures)]),
        Sequence { IsNamed: true } s => new("named({", [.. s.Steps.Select((step, i) => $"{PythonText.Literal(s.KeyOf(i))}: {Step(step)}")], "})"),
        Sequence s => Call("nn.Sequential", [.. s.Steps.Select(step => Step(step).ToString())]),
        _ => throw new InvalidOperationException(layer.GetType().Name + " is not a layer."),
    };

    /// <summary>The arguments of a pool behind its input.</summary>
    public static IEnumerable<string> PoolArguments(Pool pool)
    {
        yield return Of(pool.Kernel);
        yield return "stride=" + Of(pool.Stride);
        if (pool.Padding > 0)
        {
            yield return "padding=" + Of(pool.Padding);
        }

        if (pool.Ceiling)
        {
            yield return "ceil_mode=True";
        }

        if (pool.Kind == PoolKind.Average && (pool.Padding > 0 || pool.Ceiling))
        {
            yield return "count_include_pad=False";
        }
    }

    // A step without weights is a module too: the numbers of the others count it.
    private static Bracketed Step(Operation step) => step switch
    {
        Pool { Kernel: 1, Stride: 1 } => Call("nn.Identity", []),
        Pool { Kind: PoolKind.Average } p => Call("nn.AvgPool2d", [.. PoolArguments(p)]),
        Pool p => Call("nn.MaxPool2d", [.. PoolArguments(p)]),
        SpatialPadding p => Call("nn.ZeroPad2d", [Sides(p)]),
        Activation { Kind: ActivationKind.Relu } => Call("nn.ReLU", []),
        Activation { Kind: ActivationKind.LeakyRelu } a => Call("nn.LeakyReLU", [PythonText.Of(a.Slope)]),
        Activation { Kind: ActivationKind.Silu } => Call("nn.SiLU", []),
        Activation => Call("nn.GELU", []),
        _ => Create(step),
    };

    /// <summary>The zeros on the sides of a feature map, as PyTorch takes them.</summary>
    public static string Sides(SpatialPadding padding) => FormattableString.Invariant($"({padding.Left}, {padding.Right}, {padding.Top}, {padding.Bottom})");

    private static Bracketed Call(string function, IReadOnlyList<string> arguments) => new(function + "(", arguments, ")");

    private static IEnumerable<string> StrideAndDilation(Quantity stride, Quantity dilation)
    {
        if (Of(stride) is var strideText && strideText != "1")
        {
            yield return "stride=" + strideText;
        }

        if (Of(dilation) is var dilationText && dilationText != "1")
        {
            yield return "dilation=" + dilationText;
        }
    }

    private static IEnumerable<string> Flags(BranchConvolution b)
    {
        if (b is { IsPadded: false, Kernel: > 1 })
        {
            yield return "padded=False";
        }

        if (b.Splits)
        {
            yield return "splits=True";
        }

        if (b.Adds)
        {
            yield return "adds=True";
        }

        if (b.HasBias)
        {
            yield return "bias=True";
        }
    }

    private static IEnumerable<string> Epsilon(Norm norm) => norm.Epsilon is 1e-5 ? [] : ["eps=" + PythonText.Of(norm.Epsilon)];

    private static IEnumerable<string> Momentum(Norm norm) => norm.Momentum is 0.1 ? [] : ["momentum=" + PythonText.Of(norm.Momentum)];

    private static string Of(int number) => SourceText.Of(number);

    private static string Of(Quantity quantity) => SourceText.Of(quantity);
}

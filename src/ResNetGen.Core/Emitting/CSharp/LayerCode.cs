using System;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>The C# of one layer.</summary>
internal static class LayerCode
{
    /// <summary>The type of a layer's field and property.</summary>
    public static string TypeOf(Operation layer, TypeNames names) => layer switch
    {
        Convolution => names.Conv2d,
        BranchConvolution => names.BranchConv2d,
        SqueezeExcitation => names.SqueezeExcitation,
        EfficientChannelAttention => names.EfficientChannelAttention,
        Norm { IsGroup: true } => names.GroupNorm,
        Norm { OfVectors: true } => names.BatchNorm1d,
        Norm => names.BatchNorm2d,
        Linear => names.Linear,
        Sequence => names.Sequential,
        _ => throw NotALayer(layer),
    };

    /// <summary>The expression that makes a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="names">How types are called.</param>
    /// <param name="write">How a quantity is written: as its number, or as an argument of the constructor around.</param>
    public static string Create(Operation layer, TypeNames names, Func<Quantity, string> write) => layer switch
    {
        Convolution c => $"{HelperOf(c)}({write(c.InChannels)}, {write(c.OutChannels)}{StrideArgument(write(c.Stride))}{DilationArgument(write(c.Dilation))})",
        BranchConvolution b => $"{CreateBranches(b, write)}{StrideArgument(write(b.Stride))}{DilationArgument(write(b.Dilation))}{Flags(b)})",
        SqueezeExcitation s => $"new({write(s.Channels)}, {write(s.Squeezed)})",
        EfficientChannelAttention e => $"new({write(e.Kernel)})",
        Norm { IsGroup: true } n => $"{names.Nn}.GroupNorm({SourceText.Of(n.Groups)}, {write(n.Channels)}{NormArguments(n)})",
        Norm n => $"{names.Nn}.BatchNorm{(n.OfVectors ? 1 : 2)}d({write(n.Channels)}{NormArguments(n)})",
        Linear l => $"{names.Nn}.Linear({write(l.InFeatures)}, {write(l.OutFeatures)})",
        Sequence s => $"{names.Nn}.Sequential({string.Join(", ", s.Steps.Select((step, i) => $"(\"{s.KeyOf(i)}\", {Step(step, names, write)})"))})",
        _ => throw NotALayer(layer),
    };

    /// <summary>The method that makes convolutions of a kernel.</summary>
    public static string HelperOf(Convolution convolution)
    {
        var kernel = SourceText.Of(convolution.Kernel);
        return (convolution is { IsPadded: false, Kernel: > 1 } ? "Unpadded" : "")
            + (convolution.HasBias ? "Biased" : "")
            + (convolution.Groups > 1 ? "Grouped" : "")
            + "Conv" + kernel + "x" + kernel;
    }

    /// <summary>That method's code.</summary>
    /// <param name="convolution">One of the convolutions that it makes.</param>
    /// <param name="isDilated">Whether one of them is dilated.</param>
    /// <param name="names">How types are called.</param>
    public static string HelperCode(Convolution convolution, bool isDilated, TypeNames names)
    {
        var half = convolution.IsPadded ? convolution.Kernel / 2 : 0;
        var padding = (half, isDilated) switch
        {
            (0, _) => "",
            (1, true) => ", padding: dilation",
            (_, true) => FormattableString.Invariant($", padding: {half} * dilation"),
            _ => FormattableString.Invariant($", padding: {half}"),
        };
        var groups = convolution.Groups == 1 ? "" : FormattableString.Invariant($", groups: {convolution.Groups}");
        var bias = convolution.HasBias ? "" : ", bias: false";
        return FormattableString.Invariant(
            $"""
            private static {names.Conv2d} {HelperOf(convolution)}(int inputs, int outputs, int stride = 1{(isDilated ? ", int dilation = 1" : "")}) =>
                {names.Nn}.Conv2d(inputs, outputs, {convolution.Kernel}, stride{padding}{(isDilated ? ", dilation: dilation" : "")}{groups}{bias});
            """);
    }

    /// <summary>The name of a layer's quantity that is 1 where nothing is passed; null for others.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="index">Which of its quantities, from 0.</param>
    public static string? OptionalNameOf(Operation layer, int index) => layer is Convolution or BranchConvolution
        ? index switch { 2 => "stride", 3 => "dilation", _ => null }
        : null;

    /// <summary>A stride among the arguments of a call, where it is not the default.</summary>
    public static string StrideArgument(string stride) => stride switch
    {
        "1" => "",
        "stride" => ", stride",
        _ => ", stride: " + stride,
    };

    /// <summary>A dilation among the arguments of a call, where it is not the default.</summary>
    public static string DilationArgument(string dilation) => dilation == "1" ? "" : ", dilation: " + dilation;

    private static string CreateBranches(BranchConvolution b, Func<Quantity, string> write) =>
        $"new({write(b.InChannels)}, {write(b.OutChannels)}, {SourceText.Of(b.Kernel)}, branches: {SourceText.Of(b.Branches)}";

    private static string Flags(BranchConvolution b) =>
        (b.IsPadded || b.Kernel == 1 ? "" : ", isPadded: false") + (b.Splits ? ", splits: true" : "") + (b.Adds ? ", adds: true" : "") + (b.HasBias ? ", bias: true" : "");

    // A step without weights is a module too: the numbers of the others count it.
    private static string Step(Operation step, TypeNames names, Func<Quantity, string> write) => step switch
    {
        Pool { Kernel: 1, Stride: 1 } => $"{names.Nn}.Identity()",
        Pool { Kind: PoolKind.Average } p => FormattableString.Invariant($"{names.Nn}.AvgPool2d({p.Kernel}, stride: {p.Stride}{PoolArguments(p)})"),
        SpatialPadding p => FormattableString.Invariant($"{names.Nn}.ZeroPad2d(({p.Left}, {p.Right}, {p.Top}, {p.Bottom}))"),
        Activation { Kind: ActivationKind.Relu } => $"{names.Nn}.ReLU()",
        Activation { Kind: ActivationKind.LeakyRelu } a => $"{names.Nn}.LeakyReLU({SourceText.Of(a.Slope)})",
        Activation { Kind: ActivationKind.Silu } => $"{names.Nn}.SiLU()",
        Activation => $"{names.Nn}.GELU()",
        _ => Create(step, names, write),
    };

    /// <summary>The arguments of a pool behind its stride.</summary>
    public static string PoolArguments(Pool pool) =>
        (pool.Padding > 0 ? FormattableString.Invariant($", padding: {pool.Padding}") : "")
        + (pool.Ceiling ? ", ceil_mode: true" : "")
        + (pool.Kind == PoolKind.Average && (pool.Padding > 0 || pool.Ceiling) ? ", count_include_pad: false" : "");

    private static string NormArguments(Norm norm) =>
        (norm.Epsilon is 1e-5 ? "" : ", eps: " + SourceText.Of(norm.Epsilon))
        + (norm.IsGroup || norm.Momentum is 0.1 ? "" : ", momentum: " + SourceText.Of(norm.Momentum));

    /// <summary>A layer in words.</summary>
    public static string Describe(Operation layer, Graph graph) => layer switch
    {
        Convolution { Name: "gate" } => "1 x 1 convolution whose sigmoid is the gate",
        Convolution c => FormattableString.Invariant($"{c.Kernel} x {c.Kernel} convolution"),
        BranchConvolution b => FormattableString.Invariant($"{b.Branches} branches of {b.Kernel} x {b.Kernel} convolutions"),
        SqueezeExcitation => "Squeeze and excitation",
        EfficientChannelAttention => "Efficient channel attention",
        Norm n => (n.IsGroup ? "Group" : "Batch") + " normalization " + Neighbour(layer, graph),
        Sequence s => Sentence(string.Join(", then ", s.Steps.Where(step => step is Convolution or Norm or Pool { Kernel: > 1 }).Select(StepInWords))),
        Linear l when graph.Operations[graph.Operations.Count - 1] == l => l.Name == "latent" ? "The latent vector" : "The classifier",
        Linear => "Dense layer",
        _ => throw NotALayer(layer),
    };

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words.Substring(1);

    private static string StepInWords(Operation step) => step switch
    {
        Convolution c => FormattableString.Invariant($"{c.Kernel} x {c.Kernel} convolution"),
        Pool p => FormattableString.Invariant($"{p.Kernel} x {p.Kernel} pool"),
        _ => "normalization",
    };

    private static string Neighbour(Operation norm, Graph graph)
    {
        foreach (var operation in graph.Operations.Where(_ => graph.Operations[0] is Norm))
        {
            if (operation is Convolution or BranchConvolution && graph.MakerOf(operation.Inputs[0]) is Activation activation && graph.MakerOf(activation.Input) == norm)
            {
                return $"of what <see cref=\"{Identifier.PropertyOf(operation.Key!)}\"/> takes";
            }
        }

        return Source(graph.MakerOf(norm.Inputs[0])) switch
        {
            { Key: not null } layer => $"of what <see cref=\"{Identifier.PropertyOf(layer.Key)}\"/> gives",
            Add or Gate => "of the sum",
            _ => "of what the last unit gives",
        };

        Operation? Source(Operation? maker) => maker is Activation or Dropout ? Source(graph.MakerOf(maker.Inputs[0])) : maker;
    }

    private static InvalidOperationException NotALayer(Operation operation) => new(operation.GetType().Name + " is not a layer.");
}

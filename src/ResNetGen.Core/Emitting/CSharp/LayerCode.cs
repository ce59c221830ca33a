using System;
using System.Collections.Generic;
using System.Globalization;
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
        Norm { IsGroup: true } => names.GroupNorm,
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
        Convolution c => $"{HelperOf(c)}({write(c.InChannels)}, {write(c.OutChannels)}{StrideArgument(write(c.Stride))})",
        Norm { IsGroup: true } n => $"{names.Nn}.GroupNorm({SourceText.Of(n.Groups)}, {write(n.Channels)}{NormArguments(n)})",
        Norm n => $"{names.Nn}.BatchNorm2d({write(n.Channels)}{NormArguments(n)})",
        Linear l => $"{names.Nn}.Linear({write(l.InFeatures)}, {write(l.OutFeatures)})",
        Sequence s => $"{names.Nn}.Sequential({string.Join(", ", s.Steps.Select((step, i) => $"(\"{SourceText.Of(i)}\", {Step(step, names, write)})"))})",
        _ => throw NotALayer(layer),
    };

    /// <summary>The method that makes convolutions of a kernel.</summary>
    public static string HelperOf(Convolution convolution) =>
        string.Format(
            CultureInfo.InvariantCulture, "{0}{1}Conv{2}x{2}", convolution.HasBias ? "Biased" : "", convolution.Groups > 1 ? "Grouped" : "", convolution.Kernel);

    /// <summary>That method's code. Arguments are named where both TorchSharp 0.99.6 and 0.107.0 have the name.</summary>
    public static string HelperCode(Convolution convolution, TypeNames names)
    {
        var padding = convolution.Padding == 0 ? "" : FormattableString.Invariant($", padding: {convolution.Padding}");
        var groups = convolution.Groups == 1 ? "" : FormattableString.Invariant($", groups: {convolution.Groups}");
        var bias = convolution.HasBias ? "" : ", bias: false";
        return FormattableString.Invariant(
            $"""
            private static {names.Conv2d} {HelperOf(convolution)}(int inputs, int outputs, int stride = 1) =>
                {names.Nn}.Conv2d(inputs, outputs, {convolution.Kernel}, stride{padding}{groups}{bias});
            """);
    }

    /// <summary>The quantities of an operation, in order.</summary>
    public static IReadOnlyList<Quantity> QuantitiesOf(Operation operation)
    {
        var quantities = new List<Quantity>();
        operation.Map(quantity =>
        {
            quantities.Add(quantity);
            return quantity;
        });
        return quantities;
    }

    /// <summary>A stride among the arguments of a call, where it is not the default.</summary>
    public static string StrideArgument(string stride) => stride switch
    {
        "1" => "",
        "stride" => ", stride",
        _ => ", stride: " + stride,
    };

    // A step without weights is a module too: the numbers of the others count it.
    private static string Step(Operation step, TypeNames names, Func<Quantity, string> write) => step switch
    {
        Pool { Kernel: 1, Stride: 1 } => $"{names.Nn}.Identity()",
        Pool { Kind: PoolKind.Average } p => FormattableString.Invariant($"{names.Nn}.AvgPool2d({p.Kernel}, stride: {p.Stride}{PoolArguments(p)})"),
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
        Convolution c => FormattableString.Invariant($"{c.Kernel} x {c.Kernel} convolution"),
        Norm n => (n.IsGroup ? "Group" : "Batch") + " normalization " + Neighbour(layer, graph),
        Sequence s => string.Join(", then ", s.Steps.Where(step => step is Convolution or Norm or Pool { Kernel: > 1 }).Select(StepInWords)),
        Linear => "The classifier",
        _ => throw NotALayer(layer),
    };

    private static string StepInWords(Operation step) => step switch
    {
        Convolution c => FormattableString.Invariant($"{c.Kernel} x {c.Kernel} convolution"),
        Pool p => FormattableString.Invariant($"{p.Kernel} x {p.Kernel} pool"),
        _ => "normalization",
    };

    private static string Neighbour(Operation norm, Graph graph)
    {
        if (graph.MakerOf(norm.Inputs[0]) is Convolution or Sequence && graph.Operations[0] is Convolution or Sequence)
        {
            return $"of what <see cref=\"{Identifier.PropertyOf(graph.MakerOf(norm.Inputs[0])!.Key!)}\"/> gives";
        }

        foreach (var operation in graph.Operations)
        {
            if (operation is Convolution after && graph.MakerOf(after.Input) is Activation activation && graph.MakerOf(activation.Input) == norm)
            {
                return $"of what <see cref=\"{Identifier.PropertyOf(after.Name)}\"/> takes";
            }
        }

        return "of what the last unit gives";
    }

    private static InvalidOperationException NotALayer(Operation operation) => new(operation.GetType().Name + " is not a layer.");
}

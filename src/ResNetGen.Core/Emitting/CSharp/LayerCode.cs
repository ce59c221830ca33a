using System;
using System.Collections.Generic;
using System.Globalization;
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
        Norm => names.BatchNorm2d,
        Linear => names.Linear,
        _ => throw NotALayer(layer),
    };

    /// <summary>The expression that makes a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="names">How types are called.</param>
    /// <param name="write">How a quantity is written: as its number, or as an argument of the constructor around.</param>
    public static string Create(Operation layer, TypeNames names, Func<Quantity, string> write) => layer switch
    {
        Convolution c => $"{HelperOf(c)}({write(c.InChannels)}, {write(c.OutChannels)}{StrideArgument(write(c.Stride))})",
        Norm n => $"{names.Nn}.BatchNorm2d({write(n.Channels)})",
        Linear l => $"{names.Nn}.Linear({write(l.InFeatures)}, {write(l.OutFeatures)})",
        _ => throw NotALayer(layer),
    };

    /// <summary>The method that makes convolutions of a kernel.</summary>
    public static string HelperOf(Convolution convolution) =>
        string.Format(CultureInfo.InvariantCulture, "Conv{0}x{0}", convolution.Kernel);

    /// <summary>That method's code. Arguments are named where both TorchSharp 0.99.6 and 0.107.0 have the name.</summary>
    public static string HelperCode(Convolution convolution, TypeNames names)
    {
        var padding = convolution.Padding == 0 ? "" : FormattableString.Invariant($", padding: {convolution.Padding}");
        return FormattableString.Invariant(
            $"""
            private static {names.Conv2d} {HelperOf(convolution)}(int inputs, int outputs, int stride = 1) =>
                {names.Nn}.Conv2d(inputs, outputs, {convolution.Kernel}, stride{padding}, bias: false);
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

    /// <summary>A layer in words.</summary>
    public static string Describe(Operation layer, Graph graph) => layer switch
    {
        Convolution c => FormattableString.Invariant($"{c.Kernel} x {c.Kernel} convolution"),
        Norm => "Batch normalization " + Neighbour(layer, graph),
        Linear => "The classifier",
        _ => throw NotALayer(layer),
    };

    private static string Neighbour(Operation norm, Graph graph)
    {
        if (graph.MakerOf(norm.Inputs[0]) is Convolution before && graph.Operations[0] is Convolution)
        {
            return $"of what <see cref=\"{Identifier.PropertyOf(before.Name)}\"/> gives";
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

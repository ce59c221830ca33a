using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.Diagrams;

/// <summary>Layers in the words of diagrams.</summary>
internal static class LayerText
{
    /// <summary>What a layer is: <c>3 × 3 conv, stride 2</c>.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="quantity">How a number of it is written.</param>
    public static string Of(Operation layer, Func<Quantity, string> quantity) => layer switch
    {
        Convolution c => Window(c.Kernel) + " conv" + Steps(c.Stride, c.Dilation, quantity) + (c.Groups > 1 ? $", {Text(c.Groups)} groups" : ""),
        BranchConvolution b => Window(b.Kernel) + " conv" + Steps(b.Stride, b.Dilation, quantity) + $", {Text(b.Branches)} branches" + (b.Adds ? ", added" : ""),
        Norm n => n.IsGroup ? $"group norm, {Text(n.Groups)} groups" : "batch norm",
        Activation a => Of(a),
        Pool { Kernel: 1 } p => $"subsample, stride {Text(p.Stride)}",
        Pool p => $"{Window(p.Kernel)} {(p.Kind == PoolKind.Max ? "max" : "average")} pool, stride {Text(p.Stride)}",
        SqueezeExcitation => "squeeze-excitation",
        EfficientChannelAttention e => $"channel attention, kernel {quantity(e.Kernel)}",
        Dropout d => "dropout " + Text(d.Rate),
        StochasticDepth => "stochastic depth",
        Scaling s => "× " + Text(s.Factor),
        Sigmoid => "sigmoid",
        Subsample s => $"subsample, stride {quantity(s.Stride)}",
        ChannelPadding => "zero channels",
        SpatialPadding p => $"zeros around: {Text(p.Top)} {Text(p.Bottom)} {Text(p.Left)} {Text(p.Right)}",
        Mean => "global average pool",
        Maximum => "global max pool",
        Flatten => "flatten",
        Linear => "linear",
        Add => "+",
        Concatenation => "concat",
        Gate g => g.IsExclusive ? "exclusive gate" : "shortcut gate",
        _ => layer.GetType().Name,
    };

    /// <summary>The channels of a layer: <c>64 → 128</c>; null where it keeps them.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="quantity">How a number of it is written.</param>
    public static string? Channels(Operation layer, Func<Quantity, string> quantity) => layer switch
    {
        Convolution c => Change(c.InChannels, c.OutChannels, quantity),
        BranchConvolution b => Change(b.InChannels, b.OutChannels, quantity),
        ChannelPadding p => Change(p.InChannels, p.OutChannels, quantity),
        Linear l => Change(l.InFeatures, l.OutFeatures, quantity),
        SqueezeExcitation s => $"{quantity(s.Channels)} → {quantity(s.Squeezed)} → {quantity(s.Channels)}",
        _ => null,
    };

    /// <summary>A layer with what it gives, in few words: <c>3 × 3, 128, stride 2</c>.</summary>
    public static string Short(Operation layer) => layer switch
    {
        Convolution c => $"{Window(c.Kernel)}, {Text(c.OutChannels)}" + Steps(c.Stride, c.Dilation, Value) + (c.Groups > 1 ? $", {Text(c.Groups)} groups" : ""),
        BranchConvolution b => $"{Window(b.Kernel)}, {Text(b.OutChannels)}" + Steps(b.Stride, b.Dilation, Value) + $", {Text(b.Branches)} branches",
        Linear l => $"linear, {Text(l.OutFeatures)}",
        _ => Of(layer, Value),
    };

    /// <summary>What is written on a layer: what it is; its key and its channels below.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="quantity">How a number of it is written.</param>
    public static IReadOnlyList<string> Lines(DrawnLayer layer, Func<Quantity, string> quantity)
    {
        var details = string.Join(": ", new[] { layer.Key, Channels(layer.Operation, quantity) }.Where(text => text is not null));
        return details.Length == 0 ? [Of(layer.Operation, quantity)] : [Of(layer.Operation, quantity), details];
    }

    /// <summary>What is written on units: their structure, and the layers that say most of them.</summary>
    public static IReadOnlyList<string> Lines(UnitGroup group)
    {
        var lines = new List<string> { group.First.Structure };
        lines.AddRange(GraphPaths.Of(group.First.Graph).Main.Select(layer => layer.Operation).Where(o => IsProminent(o) && Join(o) is null).Select(Short));
        if (group.Grows && group.Count > 1)
        {
            lines.Add($"{Text(group.First.Graph.Input.Channels)} → {Text(group.Last.Graph.Output.Channels)} channels");
        }

        return lines;
    }

    /// <summary>What kind of layer it is, for its colour.</summary>
    public static string KindOf(Operation layer) => layer switch
    {
        Convolution or BranchConvolution => "convolution",
        Norm => "norm",
        Activation or Sigmoid => "activation",
        Pool or Subsample or Mean or Maximum => "pool",
        Linear => "linear",
        SqueezeExcitation or EfficientChannelAttention => "attention",
        _ => "other",
    };

    /// <summary>Whether a layer is shown where only few words are: neither a norm nor an activation nor a padding.</summary>
    public static bool IsProminent(Operation layer) => layer is not (Norm or Activation or SpatialPadding or Flatten or Add or Concatenation or Sigmoid or StochasticDepth);

    /// <summary>What joins two paths: <c>+</c> or <c>concat</c>; null for what does not.</summary>
    public static string? Join(Operation operation) => operation switch
    {
        Add => "+",
        Concatenation => "concat",
        Gate => "gate",
        _ => null,
    };

    /// <summary>A shape with multiplication signs: <c>16 × 32 × 32</c>.</summary>
    public static string Of(Shape shape) => shape.ToString().Replace(" x ", " × ");

    /// <summary>The number of a quantity.</summary>
    public static string Value(Quantity quantity) => Text(quantity.Value);

    /// <summary>A count in few characters: <c>9,408</c>, <c>118 M</c>, <c>4.09 G</c>.</summary>
    public static string Cost(long number) => number switch
    {
        >= 1_000_000_000_000 => (number / 1e12).ToString("G3", CultureInfo.InvariantCulture) + " T",
        >= 999_500_000 => Digits(number / 1e9) + " G",
        >= 999_500 => Digits(number / 1e6) + " M",
        _ => SourceText.Count(number),
    };

    /// <summary>The network in a line: its depth, what it takes and gives, its costs.</summary>
    public static string Subtitle(NetworkPlan plan) =>
        $"{Text(plan.Depth)} layers, {Cost(plan.Parameters)} parameters, {Cost(plan.MultiplyAdds)} multiply-adds";

    private static string Digits(double number) =>
        number.ToString(number < 10 ? "0.00" : number < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static string Of(Activation activation) => activation.Kind switch
    {
        ActivationKind.Relu => "ReLU",
        ActivationKind.LeakyRelu => "leaky ReLU " + Text(activation.Slope),
        ActivationKind.Silu => "SiLU",
        _ => "GELU",
    };

    private static string Change(Quantity before, Quantity after, Func<Quantity, string> quantity) => $"{quantity(before)} → {quantity(after)}";

    private static string Steps(Quantity stride, Quantity dilation, Func<Quantity, string> quantity) =>
        (quantity(stride) == "1" ? "" : ", stride " + quantity(stride)) + (quantity(dilation) == "1" ? "" : ", dilation " + quantity(dilation));

    private static string Window(int kernel) => string.Format(CultureInfo.InvariantCulture, "{0} × {0}", kernel);

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}

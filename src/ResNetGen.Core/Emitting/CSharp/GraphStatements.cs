using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>
/// A planned graph as statements over the builder of the run-time graph, one for each operation, in the plan's order. Branches are written
/// as the one convolution that computes the same.
/// </summary>
internal sealed class GraphStatements
{
    private readonly Graph graph;
    private readonly GraphKeys keys;
    private readonly string main;
    private readonly HashSet<int> mainPath = [];
    private readonly HashSet<string> quantities = new(StringComparer.Ordinal);
    private readonly string[] variables;
    private readonly List<GraphStatement> statements = [];
    private bool isBeside;
    private bool isJoining;

    private GraphStatements(Graph graph, GraphKeys keys, string main, string input)
    {
        this.graph = graph;
        this.keys = keys;
        this.main = main;
        variables = new string[graph.Operations.Count + 1];
        variables[0] = input;
        for (var value = graph.Operations.Count; value > 0; value = graph.MakerOf(value)!.Inputs[0])
        {
            mainPath.Add(value);
        }
    }

    /// <summary>The statements, of which the last has the graph's output.</summary>
    public IReadOnlyList<GraphStatement> All => statements;

    /// <summary>The named quantities that the statements read.</summary>
    public ICollection<string> Quantities => quantities;

    /// <summary>The statements of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="keys">The keys of its layers.</param>
    /// <param name="main">The variable for the values of the layers one after another.</param>
    /// <param name="input">The expression of the graph's input.</param>
    public static GraphStatements Of(Graph graph, GraphKeys keys, string main, string input)
    {
        var written = new GraphStatements(graph, keys, main, input);
        for (var value = 1; value <= graph.Operations.Count; value++)
        {
            written.Write(value);
        }

        return written;
    }

    private void Write(int value)
    {
        var operation = graph.Operations[value - 1];
        var inputs = operation.Inputs.Select(input => variables[input]).ToList();
        var variable = value == graph.Operations.Count ? null : VariableOf(value);
        var startsParagraph = StartsParagraph(value, operation);
        if (operation is not Sequence sequence)
        {
            variables[value] = Append(operation, operation.Tensors.Count > 0 ? keys.Of(operation) : "", inputs, variable, startsParagraph);
            return;
        }

        if (keys.NumberOf(sequence) is var (name, number))
        {
            statements.Add(new GraphStatement(name, number, startsParagraph));
            startsParagraph = false;
        }

        var result = inputs[0];
        for (var i = 0; i < sequence.Steps.Count; i++)
        {
            var isLast = i == sequence.Steps.Count - 1;
            var next = isLast ? variable : variable ?? main;
            result = Append(sequence.Steps[i], keys.OfStep(sequence, i), [result], next, startsParagraph && i == 0);
        }

        variables[value] = result;
    }

    private string Append(Operation operation, string key, List<string> inputs, string? variable, bool startsParagraph)
    {
        // A window of one position at stride 1 is the value itself.
        if (operation is Pool { Kernel: 1, Stride: 1 })
        {
            return inputs[0];
        }

        statements.Add(new GraphStatement(variable, $"g.{Call(operation, key, inputs)}", startsParagraph));
        return variable ?? main;
    }

    private bool StartsParagraph(int value, Operation operation)
    {
        var (wasBeside, wasJoining) = (isBeside, isJoining);
        isBeside = !mainPath.Contains(value);
        isJoining = operation is StochasticDepth or Add or Concatenation or Gate;
        return statements.Count > 0 && (isBeside != wasBeside || (isJoining && !wasJoining));
    }

    private string VariableOf(int value)
    {
        var maker = graph.MakerOf(value);
        if (graph.UsesOf(value) > 1)
        {
            return maker is Activation ? "activated" : "shared";
        }

        if (mainPath.Contains(value))
        {
            return main;
        }

        var next = graph.Operations.First(operation => operation.Inputs.Contains(value));
        return next is Gate gate && gate.Opening == value ? "opening"
            : mainPath.Contains(graph.NumberOf(next)) ? "shortcut"
            : VariableOf(graph.NumberOf(next));
    }

    private string Call(Operation operation, string key, List<string> inputs)
    {
        var x = inputs[0];
        return operation switch
        {
            Convolution c => Convolution(x, key, c.OutChannels, c.Kernel, c.Stride, c.IsPadded, c.Dilation, c.Groups, c.HasBias),
            BranchConvolution b => Convolution(x, key, b.OutChannels, b.Kernel, b.Stride, b.IsPadded, b.Dilation, GroupsOf(b), b.HasBias),
            Linear l => $"Linear({x}, {key}, {Of(l.OutFeatures)})",
            Norm { IsGroup: true } n => $"GroupNorm({x}, {key}, groups: {SourceText.Of(n.Groups)}{Number("epsilon", n.Epsilon, 1e-5)})",
            Norm n => $"BatchNorm({x}, {key}{Number("epsilon", n.Epsilon, 1e-5)}{Number("momentum", n.Momentum, 0.1)})",
            Activation { Kind: ActivationKind.Relu } => $"Relu({x})",
            Activation { Kind: ActivationKind.LeakyRelu } a => $"LeakyRelu({x}, negativeSlope: {SourceText.Of(a.Slope)})",
            Activation { Kind: ActivationKind.Silu } => $"Silu({x})",
            Activation => $"Gelu({x})",
            Sigmoid => $"Sigmoid({x})",
            Add => $"Add({x}, {inputs[1]})",
            Concatenation => $"Concatenate({inputs[1]}, {x})",
            Gate gate => $"Gate({x}, {inputs[1]}, {inputs[2]}, exclusive: {(gate.IsExclusive ? "true" : "false")})",
            Pool p => $"{(p.Kind == PoolKind.Max ? "Max" : "Average")}Pool({x}, {WindowsOf(p)})",
            Mean => $"GlobalAveragePool({x})",
            Maximum => $"GlobalMaxPool({x})",
            Flatten => $"Flatten({x})",
            SpatialPadding p => FormattableString.Invariant(
                $"ZeroPad({x}, top: {p.Top}, bottom: {p.Bottom}, left: {p.Left}, right: {p.Right})"),
            ChannelPadding p => $"PadChannels({x}, {ChannelsAround(p)})",
            Subsample s => $"Subsample({x}, stride: {Of(s.Stride)})",
            Scaling s => $"Scale({x}, {SourceText.Of(s.Factor)})",
            Dropout d => $"Dropout({x}, rate: {SourceText.Of(d.Rate)})",
            StochasticDepth => $"StochasticDepth({x}, survivalProbability)",
            SqueezeExcitation s => $"SqueezeExcitation({x}, {key}, {Of(s.Squeezed)})",
            EfficientChannelAttention e => $"EfficientChannelAttention({x}, {key}, {Of(e.Kernel)})",
            _ => throw new InvalidOperationException(operation.GetType().Name + " has no call."),
        };
    }

    private string Convolution(
        string x, string key, Quantity outputs, int kernel, Quantity stride, bool isPadded, Quantity dilation, int groups, bool hasBias)
    {
        var padding = (dilation.Name, kernel / 2) switch
        {
            (null, _) => SourceText.Of((int)((((kernel - 1L) * dilation) + 1) / 2)),
            (_, 1) => Of(dilation),
            (_, var half) => $"{SourceText.Of(half)} * {Of(dilation)}",
        };
        return $"Conv2d({x}, {key}, {Of(outputs)}, kernel: {SourceText.Of(kernel)}{Argument("stride", stride)}"
            + (isPadded ? ", padding: " + padding : "")
            + Argument("dilation", dilation)
            + Argument("groups", new Quantity(groups))
            + (hasBias ? ", bias: true)" : ")");
    }

    // A branch that reads its own part of the channels and makes its own has nothing to do with the other parts.
    private static int GroupsOf(BranchConvolution branches) => branches.Splits && !branches.Adds ? branches.Branches : 1;

    private static string WindowsOf(Pool pool) => FormattableString.Invariant($"kernel: {pool.Kernel}, stride: {pool.Stride}")
        + (pool.Padding > 0 ? FormattableString.Invariant($", padding: {pool.Padding}") : "")
        + (pool.Ceiling ? ", ceilMode: true" : "");

    private string ChannelsAround(ChannelPadding padding)
    {
        var added = $"{Of(padding.OutChannels)} - {Of(padding.InChannels)}";
        return padding.Zeros == ZeroChannels.After
            ? $"before: 0, after: {added}"
            : $"before: ({added}) / 2, after: ({added} + 1) / 2";
    }

    /// <summary>A quantity as an argument of the unit, or as its number.</summary>
    private string Of(Quantity quantity)
    {
        if (quantity.Name is not null)
        {
            quantities.Add(quantity.Name);
        }

        return SourceText.Of(quantity);
    }

    private string Argument(string name, Quantity quantity) =>
        quantity is { Name: null, Value: 1 } ? "" : $", {name}: {Of(quantity)}";

    private static string Number(string name, double number, double usual) =>
        number.Equals(usual) ? "" : $", {name}: {SourceText.Of(number)}";
}

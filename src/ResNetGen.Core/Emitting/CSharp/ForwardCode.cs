using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>Writes a graph as statements: one for each convolution with its norm and activation, one for each value that is taken twice.</summary>
internal sealed class ForwardCode
{
    private readonly Graph graph;
    private readonly TypeNames names;
    private readonly string main;
    private readonly HashSet<int> mainPath = [];
    private readonly string?[] expressions;
    private readonly List<Statement> statements = [];

    private ForwardCode(Graph graph, TypeNames names, string main, string input)
    {
        this.graph = graph;
        this.names = names;
        this.main = main;
        expressions = new string[graph.Operations.Count + 1];
        expressions[0] = input;
        for (var value = graph.Operations.Count; value > 0; value = graph.MakerOf(value)!.Inputs[0])
        {
            mainPath.Add(value);
        }
    }

    /// <summary>The statements, of which the last is the result.</summary>
    /// <param name="graph">What is computed.</param>
    /// <param name="names">How types are called.</param>
    /// <param name="main">The variable for what the layers give one after another.</param>
    /// <param name="input">The variable of its input.</param>
    public static IReadOnlyList<Statement> Write(Graph graph, TypeNames names, string main, string input = "x")
    {
        var code = new ForwardCode(graph, names, main, input);
        code.Write();
        return code.statements;
    }

    private void Write()
    {
        var join = graph.Operations.OfType<Add>().FirstOrDefault(add => graph.MakerOf(add.Residual) is StochasticDepth);
        if (join is not null)
        {
            // What passes the layers by comes first: where the unit is not computed, it is all.
            WriteAll(value => graph.Needs(join.Shortcut, value));
            statements.Add(new Statement(Statement.Skips, Skipped(join), graph.Output));
        }

        WriteAll(static _ => true);
    }

    private void WriteAll(Func<int, bool> isMeant)
    {
        for (var value = 1; value <= graph.Operations.Count; value++)
        {
            if (expressions[value] is null && isMeant(value))
            {
                Write(value);
            }
        }
    }

    /// <summary>What the unit gives where its layers are not computed: what stands behind the sum, of the shortcut alone.</summary>
    private string Skipped(Add join)
    {
        var text = expressions[join.Shortcut]!;
        var isFresh = false;
        foreach (var operation in graph.Operations.Skip(graph.NumberOf(join)))
        {
            text = Expression(operation, text, inPlace: "");
            isFresh = true;
        }

        // What the caller has given stays the caller's.
        return isFresh || join.Shortcut > 0 ? text : text + ".alias()";
    }

    private void Write(int value)
    {
        var operation = graph.Operations[value - 1];
        var expression = Expression(operation, expressions[operation.Inputs[0]]!, graph.MayOverwrite(operation) ? "_" : "");
        var variable = VariableOf(value, operation);
        if (variable is not null || value == graph.Operations.Count)
        {
            statements.Add(new Statement(variable, expression, operation.Output));
        }

        expressions[value] = variable ?? expression;
    }

    /// <summary>The variable for a value, or null where the value is written into the expression that takes it.</summary>
    private string? VariableOf(int value, Operation operation)
    {
        if (value == graph.Operations.Count)
        {
            return null;
        }

        if (graph.UsesOf(value) > 1)
        {
            return operation is Activation ? "activated" : "shared";
        }

        var next = graph.Operations.First(o => o.Inputs.Contains(value));
        if (next is Gate gate && gate.Opening == value)
        {
            return "opening";
        }

        if (!mainPath.Contains(value))
        {
            // A shortcut of one operation stands in the sum.
            return next is Sigmoid || (next is Add or Concatenation && IsVariable(operation.Inputs[0])) ? null : "shortcut";
        }

        return EndsStatement(operation, next) ? main : null;
    }

    private bool IsVariable(int value) => value == 0 || mainPath.Contains(value) || graph.UsesOf(value) > 1;

    /// <summary>Norm and activation stand with the convolution before them, and in pre-activation with the one behind them.</summary>
    private bool EndsStatement(Operation operation, Operation next) =>
        operation is Pool or StochasticDepth
        || next is Mean or Maximum or Flatten or Pool or SqueezeExcitation or EfficientChannelAttention or StochasticDepth or Gate or Concatenation
        || (graph.Operations[0] is Convolution or BranchConvolution or SpatialPadding or Sequence
            ? next is Convolution or BranchConvolution or SpatialPadding or Add
            : operation is Convolution or BranchConvolution)
        || (operation is Linear or Activation or Norm or Dropout && next is Linear);

    private string Expression(Operation operation, string first, string inPlace) => operation switch
    {
        Convolution or BranchConvolution or SqueezeExcitation or EfficientChannelAttention or Norm or Linear or Sequence => $"{operation.Key}.call({first})",
        Activation { Kind: ActivationKind.Relu } => $"{first}.relu{inPlace}()",
        Activation { Kind: ActivationKind.LeakyRelu } leaky => $"{first}.leaky_relu{inPlace}({SourceText.Of(leaky.Slope)})",
        Activation { Kind: ActivationKind.Silu } => $"{first}.silu()",
        Activation => $"{first}.gelu()",
        Dropout dropout => $"{names.Nn}.functional.dropout({first}, {SourceText.Of(dropout.Rate)}, training)",
        Pool pool => $"{names.Nn}.functional.{(pool.Kind == PoolKind.Max ? "max" : "avg")}_pool2d({first}, {SourceText.Of(pool.Kernel)}, stride: {SourceText.Of(pool.Stride)}{LayerCode.PoolArguments(pool)})",
        Add add => $"{first}.add{inPlace}({expressions[add.Shortcut]})",
        Concatenation join => $"{names.Cat}(new[] {{ {expressions[join.Shortcut]}, {first} }}, 1)",
        Gate { IsExclusive: true } gate => $"{expressions[gate.Shortcut]}.lerp({first}, {expressions[gate.Opening]})",
        Gate gate => $"{first}.add({expressions[gate.Shortcut]}).sub({expressions[gate.Shortcut]}.mul({expressions[gate.Opening]}))",
        Sigmoid => $"{first}.sigmoid()",
        Scaling scaling => $"{first}.mul({SourceText.Of(scaling.Factor)})",
        StochasticDepth => $"training ? {first} : {first}.mul(Survival)",
        SpatialPadding p => FormattableString.Invariant($"{names.Nn}.functional.pad({first}, new long[] {{ {p.Left}, {p.Right}, {p.Top}, {p.Bottom} }})"),
        Maximum => $"{first}.amax(new long[] {{ 2, 3 }})",
        Flatten => $"{first}.flatten(1)",
        Subsample subsample => $"{first}.index({names.TensorIndex}.Ellipsis, {EveryNth(subsample)}, {EveryNth(subsample)})",
        ChannelPadding => $"{names.Nn}.functional.pad({first}, padding)",
        Mean => $"{first}.mean(new long[] {{ 2, 3 }})",
        _ => throw new InvalidOperationException(operation.GetType().Name + " has no code."),
    };

    private string EveryNth(Subsample subsample) => $"{names.TensorIndex}.Slice(step: {SourceText.Of(subsample.Stride)})";
}

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
    private readonly string[] expressions;
    private readonly List<Statement> statements = [];

    private ForwardCode(Graph graph, TypeNames names, string main)
    {
        this.graph = graph;
        this.names = names;
        this.main = main;
        expressions = new string[graph.Operations.Count + 1];
        expressions[0] = "x";
        for (var value = graph.Operations.Count; value > 0; value = graph.MakerOf(value)!.Inputs[0])
        {
            mainPath.Add(value);
        }
    }

    /// <summary>The statements, of which the last is the result.</summary>
    /// <param name="graph">What is computed; its input is <c>x</c>.</param>
    /// <param name="names">How types are called.</param>
    /// <param name="main">The variable for what the layers give one after another.</param>
    public static IReadOnlyList<Statement> Write(Graph graph, TypeNames names, string main)
    {
        var code = new ForwardCode(graph, names, main);
        for (var value = 1; value <= graph.Operations.Count; value++)
        {
            code.Write(value);
        }

        return code.statements;
    }

    private void Write(int value)
    {
        var operation = graph.Operations[value - 1];
        var expression = Expression(operation);
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
        if (!mainPath.Contains(value))
        {
            // A shortcut of one operation stands in the sum.
            return next is Add && IsVariable(operation.Inputs[0]) ? null : "shortcut";
        }

        return EndsStatement(operation, next) ? main : null;
    }

    private bool IsVariable(int value) => value == 0 || mainPath.Contains(value) || graph.UsesOf(value) > 1;

    /// <summary>Norm and activation stand with the convolution before them, and in pre-activation with the one behind them.</summary>
    private bool EndsStatement(Operation operation, Operation next) =>
        operation is Pool || next is Mean or Pool
        || (graph.Operations[0] is Convolution or Sequence ? next is Convolution or Add : operation is Convolution);

    private string Expression(Operation operation)
    {
        var first = expressions[operation.Inputs[0]];
        var inPlace = graph.MayOverwrite(operation) ? "_" : "";
        return operation switch
        {
            Convolution or Norm or Linear or Sequence => $"{operation.Key}.call({first})",
            Activation { Kind: ActivationKind.Relu } => $"{first}.relu{inPlace}()",
            Activation { Kind: ActivationKind.LeakyRelu } leaky => $"{first}.leaky_relu{inPlace}({SourceText.Of(leaky.Slope)})",
            Activation { Kind: ActivationKind.Silu } => $"{first}.silu()",
            Activation => $"{first}.gelu()",
            Dropout dropout => $"{names.Nn}.functional.dropout({first}, {SourceText.Of(dropout.Rate)}, training)",
            Pool pool => $"{names.Nn}.functional.{(pool.Kind == PoolKind.Max ? "max" : "avg")}_pool2d({first}, {SourceText.Of(pool.Kernel)}, stride: {SourceText.Of(pool.Stride)}{LayerCode.PoolArguments(pool)})",
            Add add => $"{first}.add{inPlace}({expressions[add.Shortcut]})",
            Subsample subsample => $"{first}.index({names.TensorIndex}.Ellipsis, {EveryNth(subsample)}, {EveryNth(subsample)})",
            ChannelPadding => $"{names.Nn}.functional.pad({first}, padding)",
            Mean => $"{first}.mean(new long[] {{ 2, 3 }})",
            _ => throw new InvalidOperationException(operation.GetType().Name + " has no code."),
        };
    }

    private string EveryNth(Subsample subsample) => $"{names.TensorIndex}.Slice(step: {SourceText.Of(subsample.Stride)})";
}

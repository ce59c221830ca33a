using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting;

/// <summary>
/// Writes a graph as statements: one for each convolution with its norm and activation, one for each value that is taken twice. How an operation is
/// written is the language's.
/// </summary>
internal abstract class GraphCode
{
    private readonly Graph graph;
    private readonly string main;
    private readonly HashSet<int> mainPath = [];
    private readonly string?[] expressions;
    private readonly List<Statement> statements = [];

    /// <param name="graph">What is computed.</param>
    /// <param name="main">The variable for what the layers give one after another.</param>
    /// <param name="input">The variable of its input.</param>
    protected GraphCode(Graph graph, string main, string input)
    {
        this.graph = graph;
        this.main = main;
        expressions = new string[graph.Operations.Count + 1];
        expressions[0] = input;
        for (var value = graph.Operations.Count; value > 0; value = graph.MakerOf(value)!.Inputs[0])
        {
            mainPath.Add(value);
        }
    }

    /// <summary>The expression of an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="first">The expression of the first value that it takes.</param>
    /// <param name="mayOverwrite">Whether the result may be written over that value.</param>
    protected abstract string Expression(Operation operation, string first, bool mayOverwrite);

    /// <summary>What a unit that is not computed gives, where that is what the caller has given.</summary>
    protected abstract string Untouched(string input);

    /// <summary>The expression of a value that is there already.</summary>
    protected string ExpressionOf(int value) => expressions[value]!;

    /// <summary>The statements, of which the last is the result.</summary>
    protected IReadOnlyList<Statement> Write()
    {
        var join = graph.Operations.OfType<Add>().FirstOrDefault(add => graph.MakerOf(add.Residual) is StochasticDepth);
        if (join is not null)
        {
            // What passes the layers by comes first: where the unit is not computed, it is all.
            WriteAll(value => graph.Needs(join.Shortcut, value));
            statements.Add(new Statement(Statement.Skips, Skipped(join), graph.Output));
        }

        WriteAll(static _ => true);
        return statements;
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
            text = Expression(operation, text, mayOverwrite: false);
            isFresh = true;
        }

        // What the caller has given stays the caller's.
        return isFresh || join.Shortcut > 0 ? text : Untouched(text);
    }

    private void Write(int value)
    {
        var operation = graph.Operations[value - 1];
        var expression = Expression(operation, expressions[operation.Inputs[0]]!, graph.MayOverwrite(operation));
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
}

using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.Python;

/// <summary>Writes a graph as statements in Python.</summary>
internal sealed class ForwardCode : GraphCode
{
    private readonly LayerPlaces places;
    private readonly Func<string, string> keyOf;

    private ForwardCode(Graph graph, LayerPlaces places, Func<string, string> keyOf, string main)
        : base(graph, main, "x")
    {
        this.places = places;
        this.keyOf = keyOf;
    }

    /// <summary>The statements, of which the last is the result.</summary>
    /// <param name="graph">What is computed of <c>x</c>.</param>
    /// <param name="places">Where the layers are.</param>
    /// <param name="keyOf">The key of the layer of a name.</param>
    /// <param name="main">The variable for what the layers give one after another.</param>
    public static IReadOnlyList<Statement> Write(Graph graph, LayerPlaces places, Func<string, string> keyOf, string main) =>
        new ForwardCode(graph, places, keyOf, main).Write();

    /// <inheritdoc/>
    protected override string Untouched(string input) => input;

    // Nothing is written over: that saves a little memory, and hides from a reader what is whose.
    /// <inheritdoc/>
    protected override string Expression(Operation operation, string first, bool mayOverwrite) => operation switch
    {
        { Key: { } name } => $"{places.Get(keyOf(name))}({first})",
        Activation { Kind: ActivationKind.Relu } => $"F.relu({first})",
        Activation { Kind: ActivationKind.LeakyRelu } leaky => $"F.leaky_relu({first}, {PythonText.Of(leaky.Slope)})",
        Activation { Kind: ActivationKind.Silu } => $"F.silu({first})",
        Activation => $"F.gelu({first})",
        Dropout dropout => $"F.dropout({first}, {PythonText.Of(dropout.Rate)}, {places.Owner}.training)",
        Pool pool => $"F.{(pool.Kind == PoolKind.Max ? "max" : "avg")}_pool2d({string.Join(", ", LayerCode.PoolArguments(pool).Prepend(first))})",
        Add add => $"{first} + {ExpressionOf(add.Shortcut)}",
        Concatenation join => $"torch.cat(({ExpressionOf(join.Shortcut)}, {first}), 1)",
        Gate { IsExclusive: true } gate => $"torch.lerp({ExpressionOf(gate.Shortcut)}, {first}, {ExpressionOf(gate.Opening)})",
        Gate gate => $"{first} + {ExpressionOf(gate.Shortcut)} * (1 - {ExpressionOf(gate.Opening)})",
        Sigmoid => $"torch.sigmoid({first})",
        Scaling scaling => $"{PythonText.Of(scaling.Factor)} * {Whole(first)}",
        StochasticDepth => $"{first} if {places.Owner}.training else self.survival * {Whole(first)}",
        SpatialPadding padding => $"F.pad({first}, {LayerCode.Sides(padding)})",
        ChannelPadding => $"F.pad({first}, self.padding)",
        Subsample subsample => $"{Whole(first)}[..., ::{SourceText.Of(subsample.Stride)}, ::{SourceText.Of(subsample.Stride)}]",
        Mean => $"{Whole(first)}.mean((2, 3))",
        Maximum => $"{Whole(first)}.amax((2, 3))",
        Flatten => $"{Whole(first)}.flatten(1)",
        _ => throw new InvalidOperationException(operation.GetType().Name + " has no code."),
    };

    /// <summary>An expression that can stand beside an operator: blanks outside brackets are around one.</summary>
    private static string Whole(string expression)
    {
        var depth = 0;
        foreach (var character in expression)
        {
            depth += character switch { '(' or '[' => 1, ')' or ']' => -1, _ => 0 };
            if (character == ' ' && depth == 0)
            {
                return "(" + expression + ")";
            }
        }

        return expression;
    }
}

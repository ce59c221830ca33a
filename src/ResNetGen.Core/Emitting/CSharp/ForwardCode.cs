using System;
using System.Collections.Generic;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>Writes a graph as statements in C#.</summary>
internal sealed class ForwardCode : GraphCode
{
    private readonly TypeNames names;

    private ForwardCode(Graph graph, TypeNames names, string main, string input)
        : base(graph, main, input)
    {
        this.names = names;
    }

    /// <summary>The statements, of which the last is the result.</summary>
    /// <param name="graph">What is computed.</param>
    /// <param name="names">How types are called.</param>
    /// <param name="main">The variable for what the layers give one after another.</param>
    /// <param name="input">The variable of its input.</param>
    public static IReadOnlyList<Statement> Write(Graph graph, TypeNames names, string main, string input = "x") =>
        new ForwardCode(graph, names, main, input).Write();

    /// <inheritdoc/>
    protected override string Untouched(string input) => input + ".alias()";

    /// <inheritdoc/>
    protected override string Expression(Operation operation, string first, bool mayOverwrite) => Expression(operation, first, mayOverwrite ? "_" : "");

    private string Expression(Operation operation, string first, string inPlace) => operation switch
    {
        Convolution or BranchConvolution or SqueezeExcitation or EfficientChannelAttention or Norm or Linear or Sequence => $"{operation.Key}.call({first})",
        Activation { Kind: ActivationKind.Relu } => $"{first}.relu{inPlace}()",
        Activation { Kind: ActivationKind.LeakyRelu } leaky => $"{first}.leaky_relu{inPlace}({SourceText.Of(leaky.Slope)})",
        Activation { Kind: ActivationKind.Silu } => $"{first}.silu()",
        Activation => $"{first}.gelu()",
        Dropout dropout => $"{names.Nn}.functional.dropout({first}, {SourceText.Of(dropout.Rate)}, training)",
        Pool pool => $"{names.Nn}.functional.{(pool.Kind == PoolKind.Max ? "max" : "avg")}_pool2d({first}, {SourceText.Of(pool.Kernel)}, stride: {SourceText.Of(pool.Stride)}{LayerCode.PoolArguments(pool)})",
        Add add => $"{first}.add{inPlace}({ExpressionOf(add.Shortcut)})",
        Concatenation join => $"{names.Cat}(new[] {{ {ExpressionOf(join.Shortcut)}, {first} }}, 1)",
        Gate { IsExclusive: true } gate => $"{ExpressionOf(gate.Shortcut)}.lerp({first}, {ExpressionOf(gate.Opening)})",
        Gate gate => $"{first}.add({ExpressionOf(gate.Shortcut)}).sub({ExpressionOf(gate.Shortcut)}.mul({ExpressionOf(gate.Opening)}))",
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

using System;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Fusing;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>Writes one step of an inference program as C#.</summary>
internal static class StepCode
{
    /// <summary>The expression that makes a step: <c>Step.Convolution("conv1", 0, 1, 3, padding: 1).Norm("bn1").Relu()</c>.</summary>
    /// <param name="step">The step.</param>
    /// <param name="names">How types are called.</param>
    public static string Of(FusedStep step, TypeNames names) =>
        $"{names.Step}.{Call(step, names)}{Folded(step)}{string.Concat(step.After.Select(operation => After(operation, names)))}";

    private static string Call(FusedStep step, TypeNames names)
    {
        var places = string.Join(", ", step.From.Append(step.To).Select(buffer => Buffer(buffer, names)));
        var layer = $"\"{step.Layer}\", {places}";
        return step.Operation switch
        {
            Convolution c => $"Convolution({layer}, {SourceText.Of(c.Kernel)}{Argument("stride", c.Stride, 1)}{Argument("padding", (int)c.Padding, 0)}{Argument("dilation", c.Dilation, 1)}{Argument("groups", c.Groups, 1)})",
            Linear => $"Linear({layer})",
            Norm { IsGroup: true } n => $"GroupNorm({layer}, {SourceText.Of(n.Groups)}{Epsilon(n)})",
            Norm n => $"Norm({layer}{Epsilon(n)})",
            Activation a => $"Pass({places}){Activated(a)}",
            Scaling { Factor: 1 } => $"Pass({places})",
            Scaling s => $"Pass({places}, {SourceText.Of(s.Factor)})",
            StochasticDepth => $"Pass({places}, survives: true)",
            Add => $"Pass({Buffer(step.From[0], names)}, {Buffer(step.To, names)}).Add({Buffer(step.From[1], names)})",
            Concatenation => $"Concatenation({Buffer(step.From[1], names)}, {Buffer(step.From[0], names)}, {Buffer(step.To, names)})",
            Gate g => $"Gate({places}, {(g.IsExclusive ? "true" : "false")})",
            Sigmoid => $"Sigmoid({places})",
            Pool p => $"{(p.Kind == PoolKind.Max ? "MaxPool" : "AveragePool")}({places}, {SourceText.Of(p.Kernel)}, {SourceText.Of(p.Stride)}{Argument("padding", p.Padding, 0)}{(p.Ceiling ? ", ceiling: true" : "")})",
            Mean => $"Mean({places})",
            Maximum => $"Maximum({places})",
            Flatten => $"Flatten({places})",
            SpatialPadding p => $"Pad({places}, {SourceText.Of(p.Top)}, {SourceText.Of(p.Bottom)}, {SourceText.Of(p.Left)}, {SourceText.Of(p.Right)})",
            Subsample s => $"Subsample({places}, {SourceText.Of(s.Stride.Value)})",
            ChannelPadding p => $"PadChannels({places}, {ChannelsAround(p)})",
            SqueezeExcitation => $"SqueezeExcitation({layer})",
            EfficientChannelAttention => $"EfficientChannelAttention({layer})",
            _ => throw new InvalidOperationException(step.Operation.GetType().Name + " has no step."),
        };
    }

    private static string Folded(FusedStep step)
    {
        var norm = step.Norm is { } folded ? $".Norm(\"{folded.Layer}\"{Epsilon(folded.Norm)})" : "";
        var scaled = step.Factor is not 1 || step.CountsBySurvival
            ? $".Scaled({SourceText.Of(step.Factor)}{(step.CountsBySurvival ? ", survives: true" : "")})"
            : "";
        return norm + scaled;
    }

    private static string After(PostOperation operation, TypeNames names) => operation switch
    {
        PostAddition addition => $".Add({Buffer(addition.Buffer, names)})",
        PostActivation activation => Activated(activation.Activation),
        _ => throw new InvalidOperationException(operation.GetType().Name + " has no code."),
    };

    private static string Activated(Activation activation) => activation.Kind switch
    {
        ActivationKind.Relu => ".Relu()",
        ActivationKind.LeakyRelu => $".LeakyRelu({SourceText.Of(activation.Slope)})",
        ActivationKind.Silu => ".Silu()",
        _ => ".Gelu()",
    };

    private static string Buffer(int buffer, TypeNames names) => buffer switch
    {
        Buffers.Image => names.Buffer + ".Image",
        Buffers.Kept => names.Buffer + ".Kept",
        _ => SourceText.Of(buffer),
    };

    private static string Argument(string name, int value, int usual) => value == usual ? "" : $", {name}: {SourceText.Of(value)}";

    private static string Epsilon(Norm norm) => norm.Epsilon is 1e-5 ? "" : ", epsilon: " + SourceText.Of(norm.Epsilon);

    private static string ChannelsAround(ChannelPadding padding)
    {
        var added = padding.OutChannels - padding.InChannels;
        var before = padding.Zeros == ZeroChannels.After ? 0 : added / 2;
        return $"{SourceText.Of(before)}, {SourceText.Of(added - before)}";
    }
}

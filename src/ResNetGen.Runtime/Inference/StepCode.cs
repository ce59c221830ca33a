using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Inference.Binding;
using ResNetGen.Inference.Steps;

namespace ResNetGen.Inference;

/// <summary>A bound step as numbers, for the native side of the binding: 19 of them, in the order in which <c>native/inference/program.cpp</c> reads them.</summary>
internal static class StepCode
{
    private const long NoBuffer = -2;

    /// <summary>The numbers of a step; null where it has no native form.</summary>
    public static long[]? Of(BoundStep bound)
    {
        if (FormOf(bound) is not { } form || AfterOf(bound) is not { } after)
        {
            return null;
        }

        return
        [
            (long)form.Kind, bound.From[0], bound.From.Count > 1 ? bound.From[1] : NoBuffer, bound.To,
            form.Kernel, form.Stride, form.Padding, form.Dilation, form.Groups, form.Ceiling ? 1 : 0,
            form.Top, form.Bottom, form.Left, form.Right,
            KindOf(after.Before), SlopeOf(after.Before), after.Addend ?? NoBuffer, KindOf(after.Last), SlopeOf(after.Last),
        ];
    }

    private static Form? FormOf(BoundStep bound) => bound.Step switch
    {
        // The native side packs channels into blocks of 16: groups have to fill them evenly.
        ConvolutionStep { Groups: > 1 } c when !FillsBlocks(c, ShapeOf(bound, c)) => null,
        ConvolutionStep c when bound.From[0] == Buffer.Image && (c.Groups > 1 || c.Dilation > 1 || c.Kernel > 16 || ShapeOf(bound, c)[1] > 16) => null,
        ConvolutionStep { Stride: > 2 } when bound.From[0] != Buffer.Image => null,
        ConvolutionStep c => new Form(Kind.Convolution, c.Kernel, c.Stride, c.Padding, c.Dilation, c.Groups),
        _ when bound.From.Contains(Buffer.Image) => null,
        LinearStep => new Form(Kind.Linear),
        NormStep => new Form(Kind.Norm),
        PassStep { Factor: 1, Survives: false } => new Form(Kind.Pass),
        ConcatenationStep => new Form(Kind.Concatenation),
        PoolStep p => new Form(p.IsMaximum ? Kind.MaxPool : Kind.AveragePool, p.Kernel, p.Stride, p.Padding, Ceiling: p.Ceiling),
        MeanStep => new Form(Kind.Mean),
        MaximumStep => new Form(Kind.Maximum),
        PaddingStep p => new Form(Kind.Padding, Top: p.Top, Bottom: p.Bottom, Left: p.Left, Right: p.Right),
        SubsampleStep s => new Form(Kind.Subsample, Stride: s.Stride),
        FlattenStep => new Form(Kind.Flatten),
        ChannelPaddingStep c => new Form(Kind.ChannelPadding, Top: c.Before, Bottom: c.Behind),
        _ => null,
    };

    private static long[] ShapeOf(BoundStep bound, ConvolutionStep convolution) => bound.Layers.Of(convolution.Layer).ShapeOf("weight");

    private static bool FillsBlocks(ConvolutionStep convolution, long[] shape)
    {
        var inputs = shape[1];
        var outputs = shape[0] / convolution.Groups;
        return (inputs % 16 == 0 && outputs % 16 == 0) || (inputs == outputs && 16 % inputs == 0);
    }

    /// <summary>An activation, a sum, an activation, each of which may be missing; null for anything else.</summary>
    private static (PostActivation? Before, long? Addend, PostActivation? Last)? AfterOf(BoundStep bound)
    {
        var rest = new Queue<PostOperation>(bound.After);
        var before = bound.After.OfType<PostAddition>().Any() && rest.TryPeek(out var first) && first is PostActivation ? (PostActivation)rest.Dequeue() : null;
        var addend = rest.TryPeek(out var second) && second is PostAddition ? (PostAddition)rest.Dequeue() : null;
        var last = rest.TryPeek(out var third) && third is PostActivation ? (PostActivation)rest.Dequeue() : null;
        var isPlain = rest.Count == 0 && KindOf(before) >= 0 && KindOf(last) >= 0
            && (bound.After.Count == 0 || bound.Step is LayerStep or NormStep or PassStep);
        return isPlain ? (before, addend?.Buffer, last) : null;
    }

    private static long KindOf(PostActivation? activation) => activation?.Kind switch
    {
        null => 0,
        ActivationKind.Relu => 1,
        ActivationKind.LeakyRelu => 2,
        _ => -1,
    };

    private static long SlopeOf(PostActivation? activation) => BitConverter.DoubleToInt64Bits(activation?.Slope ?? 0);

    // The numbers of the native side's kinds.
    private enum Kind : long
    {
        Convolution,
        Linear,
        Norm,
        Pass,
        Concatenation,
        MaxPool,
        AveragePool,
        Mean,
        Maximum,
        Padding,
        Subsample,
        ChannelPadding,
        Flatten,
    }

    private sealed record Form(
        Kind Kind, int Kernel = 1, int Stride = 1, int Padding = 0, int Dilation = 1, int Groups = 1, bool Ceiling = false, int Top = 0, int Bottom = 0, int Left = 0, int Right = 0);
}

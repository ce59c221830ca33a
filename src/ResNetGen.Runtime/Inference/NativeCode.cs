using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Inference.Binding;
using ResNetGen.Inference.Steps;

namespace ResNetGen.Inference;

/// <summary>Bound steps as the native library takes them.</summary>
internal static class NativeCode
{
    /// <summary>How many buffers of its own native code may write, behind those of the program.</summary>
    public const int ExtraBuffers = 3;

    private const long NoBuffer = -2;

    /// <summary>The native steps that together are a step; null where it has no native form.</summary>
    /// <param name="bound">The step.</param>
    /// <param name="buffers">How many buffers the program has.</param>
    public static IReadOnlyList<NativeStep>? Of(BoundStep bound, int buffers)
    {
        if (AfterOf(bound) is not { } after)
        {
            return null;
        }

        return bound.Placed.Step switch
        {
            _ when bound.Placed.From.Contains(Buffer.Image) && bound.Placed.Step is not ConvolutionStep => null,

            // Means, what two layers make of them, and the channels weighed by that.
            SqueezeExcitationStep =>
            [
                Native(new Form(Kind.Mean), [bound.Placed.From[0]], buffers),
                Native(new Form(Kind.Linear), [buffers], buffers + 1, new After(null, null, Activation.Relu), 0, 1),
                Native(new Form(Kind.Linear), [buffers + 1], buffers + 2, new After(null, null, Activation.Sigmoid), 2, 3),
                Native(new Form(Kind.ChannelWeights), [bound.Placed.From[0], buffers + 2], bound.Placed.To, after),
            ],
            EfficientChannelAttentionStep attention =>
            [
                Native(new Form(Kind.Mean), [bound.Placed.From[0]], buffers),
                Native(new Form(Kind.ChannelConvolution, (int)bound.Layers.Of(attention.Layer + ".conv").ShapeOf("weight")[2]), [buffers], buffers + 1, weights: 0),
                Native(new Form(Kind.Pass), [buffers + 1], buffers + 2, new After(null, null, Activation.Sigmoid)),
                Native(new Form(Kind.ChannelWeights), [bound.Placed.From[0], buffers + 2], bound.Placed.To, after),
            ],
            SigmoidStep => [Native(new Form(Kind.Pass), bound.Placed.From, bound.Placed.To, after with { Before = Activation.Sigmoid })],
            PassStep => [Native(FormOf(bound)!, bound.Placed.From, bound.Placed.To, after)],
            _ => FormOf(bound) is { } form ? [Native(form, bound.Placed.From, bound.Placed.To, after, 0, 1)] : null,
        };
    }

    private static NativeStep Native(Form form, IReadOnlyList<int> from, int to, After? after = null, params int[] weights) => new(
        [
            (long)form.Kind, from[0], from.Count > 1 ? from[1] : NoBuffer, from.Count > 2 ? from[2] : NoBuffer, to,
            form.Kernel, form.Stride, form.Padding, form.Dilation, form.Groups, form.Ceiling ? 1 : 0, form.IsExclusive ? 1 : 0, BitConverter.DoubleToInt64Bits(form.Number),
            form.Top, form.Bottom, form.Left, form.Right,
            (long)(after?.Before ?? Activation.None), BitConverter.DoubleToInt64Bits(after?.BeforeSlope ?? 0), after?.Addend ?? NoBuffer,
            (long)(after?.Last ?? Activation.None), BitConverter.DoubleToInt64Bits(after?.LastSlope ?? 0),
        ],
        weights);

    private static Form? FormOf(BoundStep bound) => bound.Placed.Step switch
    {
        // The native side packs channels into blocks of 16: groups have to fill them evenly.
        ConvolutionStep { Groups: > 1 } c when !FillsBlocks(c, ShapeOf(bound, c)) => null,
        ConvolutionStep c when bound.Placed.From[0] == Buffer.Image && (c.Groups > 1 || c.Dilation > 1 || c.Kernel > 16 || ShapeOf(bound, c)[1] > 16) => null,
        ConvolutionStep { Stride: > 2 } when bound.Placed.From[0] != Buffer.Image => null,
        ConvolutionStep c => new Form(Kind.Convolution, c.Kernel, c.Stride, c.Padding, c.Dilation, c.Groups),
        LinearStep => new Form(Kind.Linear),
        NormStep => new Form(Kind.Norm),
        GroupNormStep g => new Form(Kind.GroupNorm, Groups: g.Groups, Number: g.Epsilon),
        PassStep p => new Form(Kind.Pass, Number: p.FactorFor(bound.Survival)),
        GateStep g => new Form(Kind.Gate, IsExclusive: g.IsExclusive),
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

    // An activation, a sum, an activation, each of which may be missing; null for anything else.
    private static After? AfterOf(BoundStep bound)
    {
        var rest = new Queue<PostOperation>(bound.Placed.After);
        var before = bound.Placed.After.OfType<PostAddition>().Any() && rest.TryPeek(out var first) && first is PostActivation ? (PostActivation)rest.Dequeue() : null;
        var addend = rest.TryPeek(out var second) && second is PostAddition ? (PostAddition)rest.Dequeue() : null;
        var last = rest.TryPeek(out var third) && third is PostActivation ? (PostActivation)rest.Dequeue() : null;
        var isPlain = rest.Count == 0 && (bound.Placed.After.Count == 0 || bound.Placed.Step is LayerStep or NormStep or PassStep or GroupNormStep);
        return isPlain ? new After(KindOf(before), addend?.Buffer, KindOf(last), before?.Slope ?? 0, last?.Slope ?? 0) : null;
    }

    private static Activation? KindOf(PostActivation? activation) => activation?.Kind switch
    {
        ActivationKind.Relu => Activation.Relu,
        ActivationKind.LeakyRelu => Activation.LeakyRelu,
        ActivationKind.Silu => Activation.Silu,
        ActivationKind.Gelu => Activation.Gelu,
        null => null,
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, null),
    };

    // The numbers of the native side's activations.
    private enum Activation : long
    {
        None,
        Relu,
        LeakyRelu,
        Sigmoid,
        Silu,
        Gelu,
    }

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
        ChannelWeights,
        ChannelConvolution,
        Gate,
        GroupNorm,
    }

    private sealed record Form(
        Kind Kind, int Kernel = 1, int Stride = 1, int Padding = 0, int Dilation = 1, int Groups = 1, bool Ceiling = false, bool IsExclusive = false, double Number = 1,
        int Top = 0, int Bottom = 0, int Left = 0, int Right = 0);

    private sealed record After(Activation? Before, long? Addend, Activation? Last, double BeforeSlope = 0, double LastSlope = 0);
}

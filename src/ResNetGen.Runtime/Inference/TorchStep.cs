using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Planning;
using ResNetGen.Data;
using static TorchSharp.torch;

namespace ResNetGen.Inference;

/// <summary>A fused operation with its folded weights, computed by TorchSharp.</summary>
internal sealed class TorchStep : IDisposable
{
    private readonly FusedOperation operation;
    private readonly IReadOnlyList<Tensor> weights;

    private TorchStep(FusedOperation operation, IReadOnlyList<Tensor> weights, IReadOnlyList<int> lastUses)
    {
        (this.operation, this.weights) = (operation, weights);
        LastUses = lastUses;
    }

    /// <summary>The value that the step makes.</summary>
    public int Output => operation.Output;

    /// <summary>The values that are not needed behind the step.</summary>
    public IReadOnlyList<int> LastUses { get; }

    /// <summary>The step in words.</summary>
    public string Description =>
        string.Join(", ", operation.Epilogue.Select(part => part is EpilogueActivation activation ? activation.Activation.Kind.ToString() : "Add").Prepend(operation.Main.GetType().Name));

    /// <summary>Folds the weights of an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="weights">The network's weights.</param>
    /// <param name="type">The element type to compute with; null for that of the weights.</param>
    /// <param name="lastUses">The values that are not needed behind the step.</param>
    public static TorchStep Of(FusedOperation operation, ModuleWeights weights, ScalarType? type, IReadOnlyList<int> lastUses)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var own = operation.Main.Tensors.Select(tensor => weights.TypeOf($"{operation.Main.Key}.{tensor.Name}")).FirstOrDefault();
        var tensors = Fold(operation, weights).Select(tensor => Placed(Converted(tensor, type ?? own)));
        return new TorchStep(operation, [.. tensors.Select(tensor => tensor.DetachFromDisposeScope())], lastUses);

        static Tensor Placed(Tensor tensor) => tensor.dim() == 4 ? ImageLayout.ChannelsLast(tensor) : tensor.alias();
    }

    /// <summary>A tensor in another element type; the tensor itself where it has that already.</summary>
    public static Tensor Converted(Tensor tensor, ScalarType type) => tensor.dtype == type ? tensor : tensor.to(type);

    /// <summary>Computes the step's value of others.</summary>
    public Tensor Compute(IReadOnlyDictionary<int, Tensor> values)
    {
        var result = Main([.. operation.Inputs.Select(value => values[value])]);
        foreach (var part in operation.Epilogue)
        {
            result = part is EpilogueAdd add ? result.add_(values[add.Value]) : Activated(result, ((EpilogueActivation)part).Activation);
        }

        return result;
    }

    /// <summary>Multiply-accumulates of the step for a result.</summary>
    public double MacsOf(Tensor result) =>
        operation.Main is Conv2d or Linear ? (double)result.numel() / result.shape[1] * weights[0].numel() : 0;

    public void Dispose()
    {
        foreach (var tensor in weights)
        {
            tensor.Dispose();
        }
    }

    private static IEnumerable<Tensor> Fold(FusedOperation operation, ModuleWeights weights)
    {
        switch (operation.Main)
        {
            case Conv2d or Linear:
                return Layer(operation, weights);
            case BatchNorm norm:
            {
                var (scale, shift) = Affine(norm, weights);
                return [scale, shift];
            }

            case GroupNorm norm:
                return [weights.Copy(norm.Key + ".weight"), weights.Copy(norm.Key + ".bias")];
            case SqueezeExcitation attention:
                return attention.Tensors.Select(tensor => weights.Copy($"{attention.Key}.{tensor.Name}"));
            case EfficientChannelAttention attention:
                return [weights.Copy(attention.Key + ".conv.weight")];
            default:
                return [];
        }
    }

    // scale * (w x + b - mean) + shift, in double precision: a variance may be tiny.
    private static IEnumerable<Tensor> Layer(FusedOperation operation, ModuleWeights weights)
    {
        var weight = weights.Exact(operation.Main.Key + ".weight").mul_(operation.Factor);
        var bias = operation.Main is Linear or Conv2d { HasBias: true } ? weights.Exact(operation.Main.Key + ".bias") : null;
        if (operation.FoldedNorm is { } norm)
        {
            var (scale, shift) = Affine(norm, weights);
            long[] shape = [-1, .. Enumerable.Repeat(1L, (int)weight.dim() - 1)];
            weight = weight.mul_(scale.reshape(shape));
            bias = bias is null ? shift : shift.add(bias.mul(scale));
        }

        return bias is null ? [weight] : [weight, bias.mul(operation.Factor)];
    }

    private static (Tensor Scale, Tensor Shift) Affine(BatchNorm norm, ModuleWeights weights)
    {
        var scale = weights.Exact(norm.Key + ".weight").div(weights.Exact(norm.Key + ".running_var").add(norm.Epsilon).sqrt());
        return (scale, weights.Exact(norm.Key + ".bias").sub(weights.Exact(norm.Key + ".running_mean").mul(scale)));
    }

    private Tensor Main(IReadOnlyList<Tensor> inputs)
    {
        var x = inputs[0];
        return operation.Main switch
        {
            Conv2d c => nn.functional.conv2d(x, weights[0], Bias, [c.Stride, c.Stride], [c.Padding, c.Padding], [c.Dilation, c.Dilation], c.Groups),
            Linear => nn.functional.linear(x, weights[0], Bias),
            BatchNorm => Scaled(x),
            GroupNorm norm => Normalized(x, norm),
            Scale scale => x.mul(scale.Factor),
            ActivationLayer activation => Activated(x.clone(), activation),
            Add => x.add(inputs[1]),
            Concatenate => cat([x, inputs[1]], 1),
            Gate gate => Gated(inputs, gate.IsExclusive),
            Pool pool => Pooled(x, pool),
            GlobalPool { IsMaximum: true } => x.amax([2, 3]),
            GlobalPool => x.mean([2, 3]),
            Flatten => x.contiguous().flatten(1),
            ZeroPad pad => nn.functional.pad(x, new long[] { pad.Left, pad.Right, pad.Top, pad.Bottom }),
            PadChannels pad => nn.functional.pad(x, new long[] { 0, 0, 0, 0, pad.Before, pad.After }),
            Subsample subsample => Subsampled(x, subsample.Stride),
            SqueezeExcitation => Excited(x),
            EfficientChannelAttention => Attended(x),
            _ => throw new NotSupportedException($"No operation of TorchSharp computes {operation.Main.GetType().Name}."),
        };
    }

    private Tensor? Bias => weights.Count > 1 ? weights[1] : null;

    private Tensor Scaled(Tensor x)
    {
        using var scope = NewDisposeScope();
        long[] shape = x.dim() == 2 ? [1, -1] : [1, -1, 1, 1];
        return x.mul(weights[0].reshape(shape)).add_(weights[1].reshape(shape)).MoveToOuterDisposeScope();
    }

    private Tensor Normalized(Tensor x, GroupNorm norm)
    {
        // libtorch sums bfloat16 in bfloat16 in some layouts.
        var within = x.dtype == ScalarType.BFloat16 ? ScalarType.Float32 : x.dtype;
        using var scope = NewDisposeScope();
        var result = nn.functional.group_norm(Converted(x, within), norm.Groups, Converted(weights[0], within), Converted(weights[1], within), norm.Epsilon);
        return Converted(result, x.dtype).MoveToOuterDisposeScope();
    }

    private Tensor Excited(Tensor x)
    {
        using var scope = NewDisposeScope();
        var squeezed = nn.functional.conv2d(x.mean([2, 3], true), weights[0], weights[1]).relu_();
        return x.mul(nn.functional.conv2d(squeezed, weights[2], weights[3]).sigmoid()).MoveToOuterDisposeScope();
    }

    private Tensor Attended(Tensor x)
    {
        using var scope = NewDisposeScope();
        var scales = nn.functional.conv1d(x.mean([2, 3]).unsqueeze(1), weights[0], padding: weights[0].shape[2] / 2).sigmoid();
        return x.mul(scales.squeeze(1).unsqueeze(-1).unsqueeze(-1)).MoveToOuterDisposeScope();
    }

    private static Tensor Gated(IReadOnlyList<Tensor> inputs, bool isExclusive)
    {
        using var scope = NewDisposeScope();
        var (residual, shortcut, opening) = (inputs[0], inputs[1], inputs[2]);
        return (isExclusive ? shortcut.lerp(residual, opening) : residual.add(shortcut).sub(shortcut.mul(opening))).MoveToOuterDisposeScope();
    }

    private static Tensor Pooled(Tensor x, Pool pool)
    {
        if (pool.IsMaximum)
        {
            return nn.functional.max_pool2d(x, pool.Kernel, stride: pool.Stride, padding: pool.Padding, ceil_mode: pool.CeilMode);
        }

        using nn.Module<Tensor, Tensor> average = nn.AvgPool2d(pool.Kernel, pool.Stride, pool.Padding, pool.CeilMode, false);
        return average.call(x);
    }

    private static Tensor Subsampled(Tensor x, int stride)
    {
        using var view = x.index(TensorIndex.Ellipsis, TensorIndex.Slice(step: stride), TensorIndex.Slice(step: stride));
        return view.clone();
    }

    // Written over the tensor where that is cheaper; otherwise the tensor is released.
    private static Tensor Activated(Tensor x, ActivationLayer activation)
    {
        switch (activation.Kind)
        {
            case ActivationKind.Relu: return x.relu_();
            case ActivationKind.LeakyRelu: return x.leaky_relu_(activation.NegativeSlope);
            case ActivationKind.Sigmoid: return x.sigmoid_();
            default:
                using (x)
                {
                    return activation.Kind == ActivationKind.Silu ? x.silu() : x.gelu();
                }
        }
    }
}

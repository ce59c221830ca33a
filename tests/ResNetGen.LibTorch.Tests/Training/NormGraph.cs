using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Training;

/// <summary>
/// A norm and what stands around it. Computed in float64 it takes libtorch's own norm; in float32 or bfloat16, and with the channels of a pixel side by side,
/// the binding's.
/// </summary>
internal sealed class NormGraph
{
    private readonly Func<NormGraph, Tensor> body;

    public NormGraph(ScalarType type, long[] shape, long outputs, Func<NormGraph, Tensor> body, long groups = 1, long kernel = 3)
    {
        this.body = body;
        Groups = groups;
        var channels = shape[1];
        X = Made(1, shape, type, 3);
        Gamma = Made(2, [channels], type == ScalarType.BFloat16 ? ScalarType.Float32 : type, 1);
        Beta = Made(3, [channels], Gamma.dtype, 0);
        Weight = Made(4, [outputs, channels / groups, kernel, kernel], type, 0);
        Bias = Made(5, [outputs], type, 0);
        Mean = zeros(channels, dtype: Gamma.dtype);
        Variance = ones(channels, dtype: Gamma.dtype);
    }

    public Tensor X { get; }

    public Tensor Gamma { get; }

    public Tensor Beta { get; }

    public Tensor Weight { get; }

    public Tensor Bias { get; }

    public Tensor Mean { get; }

    public Tensor Variance { get; }

    public long Groups { get; }

    public IReadOnlyList<Tensor> Leaves => [X, Gamma, Beta, Weight, Bias];

    public Tensor Norm(Tensor? x = null) => nn.functional.batch_norm(x ?? X, Mean, Variance, Gamma, Beta, training: true);

    public Tensor Convolve(Tensor x, long stride = 1) => nn.functional.conv2d(x, Weight, Bias, strides: [stride, stride], padding: [1, 1], groups: Groups);

    public Tensor Run() => body(this);

    /// <summary>The result, and the gradient of a sum of it with weights that differ, by everything it is made of; in float64.</summary>
    public IReadOnlyList<double[]> Results()
    {
        using var scope = NewDisposeScope();
        var result = Run();
        result.backward([Made(6, result.shape, result.dtype, 0).detach()]);
        return [.. Leaves.Select(leaf => leaf.grad ?? leaf.detach().zero_()).Prepend(result).Append(Mean).Append(Variance).Select(Numbers)];
    }

    public static double[] Numbers(Tensor tensor) => tensor.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();

    // The same numbers in each type, as far as it has them: those of bfloat16 are drawn.
    private static Tensor Made(int seed, long[] shape, ScalarType type, double around)
    {
        random.manual_seed(seed);
        var drawn = (randn(shape) + around).to(ScalarType.BFloat16).to(type);
        var laid = shape.Length == 4 ? drawn.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : drawn;
        return laid.requires_grad_(true);
    }
}

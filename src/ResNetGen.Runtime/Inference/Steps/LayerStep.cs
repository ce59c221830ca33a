using System.Collections.Generic;
using ResNetGen.Inference.Binding;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Steps;

/// <summary>A step with a weight and a bias, into which what is linear behind them is folded.</summary>
/// <param name="Layer">The layer's key within the part.</param>
/// <param name="Input">The buffer that it takes.</param>
/// <param name="To">The buffer that it writes.</param>
public abstract record LayerStep(string Layer, int Input, int To)
    : Step(To)
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> From => [Input];

    /// <summary>The key of the batch normalization that is folded into the weights; null for none.</summary>
    public string? NormLayer { get; init; }

    /// <summary>What that norm adds to variances.</summary>
    public double NormEpsilon { get; init; }

    /// <summary>A constant that is folded in behind it.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>Whether by how much the unit counts is folded in too.</summary>
    public bool Survives { get; init; }

    /// <summary>With a batch normalization folded into the weights.</summary>
    public LayerStep Norm(string layer, double epsilon = 1e-5) => this with { NormLayer = layer, NormEpsilon = epsilon };

    /// <summary>With a constant folded into the weights; and by how much the unit counts, where <paramref name="survives"/>.</summary>
    public LayerStep Scaled(double factor, bool survives = false) => this with { Factor = factor, Survives = survives };

    /// <summary>The weight, and the bias or null.</summary>
    internal override Tensor?[] Fold(PartWeights weights, double survival)
    {
        var factor = Factor * (Survives ? survival : 1);
        var layer = weights.Of(Layer);
        var weight = layer.Exact("weight");
        if (NormLayer is null)
        {
            return [layer.Rounded(weight.mul_(factor)), layer.Has("bias") ? layer.Rounded(layer.Exact("bias").mul(factor)) : null];
        }

        // y = scale * (w x + b - mean) + shift, in double precision: a variance may be tiny.
        var norm = weights.Of(NormLayer);
        var (scale, shift) = norm.Affine(NormEpsilon);
        var bias = layer.Has("bias") ? shift.add(layer.Exact("bias").mul(scale)) : shift;
        var shape = new long[weight.dim()];
        System.Array.Fill(shape, 1);
        shape[0] = -1;
        return [layer.Rounded(weight.mul_(scale.mul(factor).reshape(shape))), layer.Rounded(bias.mul(factor))];
    }
}

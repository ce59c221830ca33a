using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace ResNetGen.Engine.Training;

/// <summary>The length of all gradients as one vector, by which they are clipped: Pascanu et al. (2013, arXiv:1211.5063).</summary>
internal static class GradientNorm
{
    /// <summary>Computes the norm, in double precision and in the order of the parameters.</summary>
    public static double Of(IEnumerable<TrainingParameter> parameters) =>
        Math.Sqrt(parameters.Where(parameter => !parameter.IsBuffer).Sum(parameter => SumOfSquares(parameter.GradientSpan)));

    /// <summary>The factor of gradients that limits their norm, as PyTorch's <c>clip_grad_norm_</c> computes it.</summary>
    /// <param name="norm">The norm.</param>
    /// <param name="limit">The largest norm; null for none.</param>
    public static double FactorFor(double norm, double? limit) => limit is { } most ? Math.Min(1, most / (norm + 1e-6)) : 1;

    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        Vector<double> lower = Vector<double>.Zero, upper = Vector<double>.Zero;
        var i = 0;
        for (; i + Vector<float>.Count <= values.Length; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(values[i..]), out var low, out var high);
            lower += low * low;
            upper += high * high;
        }

        var sum = Vector.Sum(lower + upper);
        for (; i < values.Length; i++)
        {
            sum += (double)values[i] * values[i];
        }

        return sum;
    }
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Engine.Training;

/// <summary>A tensor of a network in training: a parameter with its gradient, or a buffer, which has none.</summary>
/// <param name="key">The key in the state_dict.</param>
/// <param name="shape">The shape.</param>
/// <param name="isBuffer">Whether the tensor is a running statistic.</param>
internal sealed unsafe class TrainingParameter(string key, long[] shape, bool isBuffer)
{
    public string Key { get; } = key;

    public IReadOnlyList<long> Shape { get; } = shape;

    public bool IsBuffer { get; } = isBuffer;

    /// <summary>The values, in the order of the dimensions.</summary>
    public float* Values { get; set; }

    /// <summary>Receives the gradient, which is added to what is there; null for a tensor without one.</summary>
    public float* Gradient { get; set; }

    /// <summary>Whether no gradient is computed.</summary>
    public bool IsFrozen => Gradient == null;

    /// <summary>The number of elements.</summary>
    public int Length { get; } = checked((int)shape.Aggregate(1L, (product, length) => product * length));

    public Span<float> ValueSpan => new(Values, Length);

    public Span<float> GradientSpan => new(Gradient, Length);
}

using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Planning;

namespace ResNetGen.Engine.Training;

/// <summary>Memory for the tensors of a network and their gradients, one after the other. Each tensor begins on a cache line.</summary>
internal sealed unsafe class TensorMemory : IDisposable
{
    private readonly AlignedMemory values, gradients;

    /// <summary>Gives tensors memory that holds zeros.</summary>
    public TensorMemory(IReadOnlyList<TrainingParameter> tensors)
    {
        Tensors = tensors;
        var length = tensors.Sum(RoundedLength);
        (values, gradients) = (AlignedMemory.OfFloats(length), AlignedMemory.OfFloats(length));
        long place = 0;
        foreach (var tensor in tensors)
        {
            tensor.Values = values.Floats + place;
            tensor.Gradient = tensor.IsBuffer ? null : gradients.Floats + place;
            place += RoundedLength(tensor);
        }
    }

    public IReadOnlyList<TrainingParameter> Tensors { get; }

    /// <summary>Sets all gradients to zero.</summary>
    public void ClearGradients() => gradients.Values.Clear();

    public void Dispose()
    {
        values.Dispose();
        gradients.Dispose();
    }

    private static long RoundedLength(TrainingParameter tensor) => (tensor.Length + 15L) / 16 * 16;
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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

    /// <summary>All values, those of each tensor with zeros up to a whole cache line.</summary>
    public Span<float> Values => values.Values;

    /// <summary>Moves all values towards those of other memory of the same tensors.</summary>
    /// <param name="other">The other memory.</param>
    /// <param name="kept">The share of the own values that is kept.</param>
    public void Follow(TensorMemory other, double kept)
    {
        var own = MemoryMarshal.Cast<float, Vector512<float>>(Values);
        var others = MemoryMarshal.Cast<float, Vector512<float>>(other.Values);
        var (stays, comes) = (Vector512.Create((float)kept), Vector512.Create((float)(1 - kept)));
        for (var i = 0; i < own.Length; i++)
        {
            own[i] = (own[i] * stays) + (others[i] * comes);
        }
    }

    /// <summary>Sets all gradients to zero.</summary>
    public void ClearGradients() => gradients.Values.Clear();

    public void Dispose()
    {
        values.Dispose();
        gradients.Dispose();
    }

    private static long RoundedLength(TrainingParameter tensor) => (tensor.Length + 15L) / 16 * 16;
}

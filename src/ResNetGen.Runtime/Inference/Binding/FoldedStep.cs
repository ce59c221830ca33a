using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Binding;

/// <summary>A step with the tensors that it computes with, which it owns.</summary>
/// <param name="Bound">The step at its place.</param>
/// <param name="Weights">The tensors.</param>
internal sealed record FoldedStep(BoundStep Bound, IReadOnlyList<Tensor?> Weights) : IDisposable
{
    /// <summary>The same with weights of another type of number. It takes over what this one owns.</summary>
    public FoldedStep In(ScalarType type)
    {
        using var noGradient = no_grad();
        return new FoldedStep(Bound, [.. Weights.Select(Taken)]);

        Tensor? Taken(Tensor? tensor)
        {
            if (tensor is null || tensor.dtype == type)
            {
                return tensor;
            }

            using (tensor)
            {
                return Converted(tensor, type).DetachFromDisposeScope();
            }
        }
    }

    /// <summary>A tensor in another type of number; the tensor itself where it is so already.</summary>
    /// <remarks>By a copy: of <c>to</c>, the releases of TorchSharp have no form in common that takes a type.</remarks>
    public static Tensor Converted(Tensor tensor, ScalarType type) => tensor.dtype == type ? tensor : tensor.empty_like(type).copy_(tensor);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in Weights)
        {
            tensor?.Dispose();
        }
    }
}

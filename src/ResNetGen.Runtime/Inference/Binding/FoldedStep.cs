using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Data;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Binding;

/// <summary>A step with the tensors that it computes with, which it owns.</summary>
/// <param name="Placed">The step at its place.</param>
/// <param name="Weights">The tensors.</param>
internal sealed record FoldedStep(PlacedStep Placed, IReadOnlyList<Tensor?> Weights) : IDisposable
{
    /// <summary>The same as TorchSharp's operations are fastest with: weights of convolutions lie as images with channels side by side. It takes over what this one owns.</summary>
    /// <param name="type">The type of number; null for that of the weights.</param>
    public FoldedStep For(ScalarType? type)
    {
        using var noGradient = no_grad();
        return new FoldedStep(Placed, [.. Weights.Select(tensor => tensor is null ? null : Taken(tensor))]);

        Tensor Taken(Tensor tensor)
        {
            using var scope = NewDisposeScope();
            using (tensor)
            {
                var converted = Converted(tensor, type ?? tensor.dtype);
                return (converted.dim() == 4 ? ImageLayout.ChannelsLast(converted) : converted.alias()).DetachFromDisposeScope();
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

using static TorchSharp.torch;

namespace ResNetGen.Inference.Binding;

/// <summary>A step with the layers that its weights are made of.</summary>
/// <param name="Placed">The step at its place.</param>
/// <param name="Layers">The layers of its part.</param>
/// <param name="Survival">The probability by which the unit's residual counts.</param>
internal sealed record BoundStep(PlacedStep Placed, PartWeights Layers, double Survival)
{
    /// <summary>The step with the tensors that it computes with; they are the caller's, in no scope.</summary>
    public FoldedStep Fold()
    {
        using var noGradient = no_grad();

        // What folding makes on the way, in double precision, goes before the next layer: of all together it would be some times the network.
        using var scope = NewDisposeScope();
        var tensors = Placed.Step.Fold(Layers, Survival);
        foreach (var tensor in tensors)
        {
            tensor?.DetachFromDisposeScope();
        }

        return new FoldedStep(Placed, tensors);
    }
}

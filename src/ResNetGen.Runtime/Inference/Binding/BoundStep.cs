using System.Collections.Generic;
using System.Linq;
using ResNetGen.Inference.Steps;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Binding;

/// <summary>A step at its place in the whole network: buffers that are what their numbers say, and the layers that its weights are made of.</summary>
/// <param name="Step">The step. What it says of buffers means nothing here.</param>
/// <param name="From">The buffers that it takes.</param>
/// <param name="To">The buffer that it writes.</param>
/// <param name="After">What is done with its numbers before they are written.</param>
/// <param name="Layers">The layers of its part.</param>
/// <param name="Survival">The probability by which the unit's residual counts.</param>
internal sealed record BoundStep(Step Step, IReadOnlyList<int> From, int To, IReadOnlyList<PostOperation> After, PartWeights Layers, double Survival)
{
    /// <summary>All buffers that it reads.</summary>
    public IEnumerable<int> Reads => From.Concat(After.OfType<PostAddition>().Select(addition => addition.Buffer));

    /// <summary>The tensors that it computes with; they are the caller's, in no scope.</summary>
    public FoldedStep Fold()
    {
        using var noGradient = no_grad();

        // What folding makes on the way, in double precision, goes before the next layer: of all together it would be some times the network.
        using var scope = NewDisposeScope();
        var tensors = Step.Fold(Layers, Survival);
        foreach (var tensor in tensors)
        {
            tensor?.DetachFromDisposeScope();
        }

        return new FoldedStep(this, tensors);
    }
}

using System;
using System.Linq;
using ResNetGen.Training;
using static TorchSharp.torch;

namespace ResNetGen.Explaining;

/// <summary>Gradient-weighted class activation mapping: Selvaraju et al. (2017, arXiv:1610.02391).</summary>
public static class GradCam
{
    /// <summary>
    /// Looks at a stage's feature maps: each counts by the mean of its gradient (equation 1), and what speaks against the class is left out (equation 2).
    /// </summary>
    /// <param name="network">A generated classifier. It is in the mode afterwards that it was in before.</param>
    /// <param name="image">One image as the network takes it, 1 x C x H x W, on the network's device.</param>
    /// <param name="stage">The stage, from 0; null for the last.</param>
    /// <param name="class">The class; null for the one with the highest score.</param>
    /// <exception cref="ArgumentException">The network is no generated classifier, or has no such stage or class.</exception>
    public static ClassActivation Of(nn.Module<Tensor, Tensor> network, Tensor image, int? stage = null, int? @class = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        var parts = NetworkParts.Of(network);
        parts.RequireScores();
        var number = StageOf(parts, stage);
        if (@class is { } asked && (uint)asked >= (uint)parts.Info.Classes)
        {
            throw new ArgumentException(FormattableString.Invariant($"{parts.Info.Name} scores the classes 0 to {parts.Info.Classes - 1}; there is no class {asked}."));
        }

        using var scope = NewDisposeScope();
        using var evaluation = new EvaluationMode(network);
        using var gradients = enable_grad();
        Tensor? map = null;
        using var hook = new ForwardHook(parts.Stages[number], (_, output) =>
        {
            // A leaf of its own: the gradient is asked for from here on, whether or not weights below have any.
            map = output.detach().requires_grad_(true).DetachFromDisposeScope();
            return map.alias();
        });
        var scores = network.call(image);
        using var kept = map!;
        var chosen = @class ?? Scores.Highest(Scores.Numbers(scores));
        var gradient = autograd.grad([scores.select(1, chosen).sum()], [kept])[0];
        var weights = gradient.mean([2, 3], keepdim: true);
        var heat = Scores.Numbers(weights.mul(kept.detach()).sum(1).relu());
        var highest = heat.IsEmpty ? 0 : heat.ToArray().Max();
        return new ClassActivation(
            chosen,
            Scores.Numbers(scores.softmax(1))[chosen],
            number,
            (int)kept.shape[2],
            (int)kept.shape[3],
            [.. heat.ToArray().Select(value => highest > 0 ? value / highest : 0)]);
    }

    /// <summary>A stage's number.</summary>
    /// <exception cref="ArgumentException">There is no such stage.</exception>
    internal static int StageOf(NetworkParts parts, int? stage) => stage switch
    {
        null => parts.Stages.Count - 1,
        { } number when (uint)number < (uint)parts.Stages.Count => number,
        { } number => throw new ArgumentException(FormattableString.Invariant($"{parts.Info.Name} has the stages 1 to {parts.Stages.Count}; there is no stage {number + 1}.")),
    };
}

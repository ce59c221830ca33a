using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Inference;

namespace ResNetGen.Cli.Benchmarking;

/// <summary>What all steps of a kind take together.</summary>
/// <param name="Kind">The steps in words, without shapes: <c>conv 3x3 Winograd</c>.</param>
/// <param name="IsBackward">Whether they are steps of a backward pass.</param>
/// <param name="Steps">How many steps there are.</param>
/// <param name="Milliseconds">The sum of their times.</param>
/// <param name="Share">The share of the time of all steps.</param>
/// <param name="MultiplyAdds">Their MACs (multiply-accumulates) for the batch, counted as direct convolutions.</param>
internal sealed record KindTime(string Kind, bool IsBackward, int Steps, double Milliseconds, double Share, double MultiplyAdds)
{
    /// <summary>Billions of floating-point operations per second, two for each MAC.</summary>
    public double Gigaflops => Milliseconds > 0 ? 2 * MultiplyAdds / Milliseconds / 1e6 : 0;

    /// <summary>The kinds of steps, forward and backward apart, those that take longest first.</summary>
    public static IReadOnlyList<KindTime> Of(IReadOnlyList<StepTime> steps)
    {
        var all = steps.Sum(step => step.Milliseconds);
        return
        [
            .. steps.GroupBy(step => (Kind: KindOf(step), step.IsBackward))
                .Select(kind => new KindTime(
                    kind.Key.Kind, kind.Key.IsBackward, kind.Count(), kind.Sum(step => step.Milliseconds), kind.Sum(step => step.Milliseconds) / all, kind.Sum(step => step.MultiplyAdds)))
                .OrderBy(kind => kind.IsBackward).ThenByDescending(kind => kind.Milliseconds),
        ];
    }

    /// <summary>The sum of kinds.</summary>
    public static KindTime SumOf(string name, IReadOnlyList<KindTime> kinds) =>
        new(name, kinds.All(kind => kind.IsBackward), kinds.Sum(kind => kind.Steps), kinds.Sum(kind => kind.Milliseconds), kinds.Sum(kind => kind.Share), kinds.Sum(kind => kind.MultiplyAdds));

    private static string KindOf(StepTime step) => step.Step.Split(", to ", 2)[0];
}

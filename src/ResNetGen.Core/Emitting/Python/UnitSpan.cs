using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.Python;

/// <summary>Units in a row that are equal, or of which each has arguments that differ by the same from those of the one before it.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Start">Its place in its stage, from 0.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Steps">By what each argument grows.</param>
internal sealed record UnitSpan(UnitPlan First, int Start, int Count, IReadOnlyList<int> Steps)
{
    /// <summary>Whether they differ.</summary>
    public bool Grows => Steps.Any(step => step != 0);

    /// <summary>The units of a stage, in order. How many spans there are does not depend on how many units there are.</summary>
    public static IReadOnlyList<UnitSpan> Of(StagePlan stage)
    {
        var spans = new List<UnitSpan>();
        var start = 0;
        foreach (var run in stage.Runs)
        {
            if (run.Count == 1 && spans.Count > 0 && spans[spans.Count - 1].With(run.Unit) is { } longer)
            {
                spans[spans.Count - 1] = longer;
            }
            else
            {
                spans.Add(new UnitSpan(run.Unit, start, run.Count, UnitArguments.Of(run.Unit).Select(_ => 0).ToList()));
            }

            start += run.Count;
        }

        return spans;
    }

    /// <summary>The units and one more; null where that one does not continue them.</summary>
    private UnitSpan? With(UnitPlan next)
    {
        if (next.Structure != First.Structure)
        {
            return null;
        }

        var steps = UnitArguments.Of(First).Zip(UnitArguments.Of(next), (first, last) => last.Value - first.Value).ToList();
        if (Count == 1)
        {
            return this with { Count = 2, Steps = steps };
        }

        return steps.SequenceEqual(Steps.Select(step => step * Count)) ? this with { Count = Count + 1 } : null;
    }
}

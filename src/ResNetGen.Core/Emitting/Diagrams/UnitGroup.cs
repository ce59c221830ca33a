using System.Collections.Generic;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.Diagrams;

/// <summary>Units of one structure in a row within a stage. Each may take more channels than the one before it.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Parameters">How many numbers are trained in all of them.</param>
/// <param name="MultiplyAdds">Multiply-adds of all of them for one image.</param>
internal sealed record UnitGroup(UnitPlan First, UnitPlan Last, int Count, long Parameters, long MultiplyAdds)
{
    /// <summary>Whether the units take more and more channels.</summary>
    public bool Grows => First.Graph.Input != Last.Graph.Input;

    /// <summary>The groups of a stage, in order.</summary>
    public static IReadOnlyList<UnitGroup> Of(StagePlan stage)
    {
        var groups = new List<UnitGroup>();
        foreach (var run in stage.Runs)
        {
            if (groups.Count > 0 && groups[groups.Count - 1] is var before && before.First.Structure == run.Unit.Structure)
            {
                groups[groups.Count - 1] = new UnitGroup(
                    before.First,
                    run.Unit,
                    before.Count + run.Count,
                    Planning.Count.Sum(before.Parameters, run.Parameters),
                    Planning.Count.Sum(before.MultiplyAdds, run.MultiplyAdds));
            }
            else
            {
                groups.Add(new UnitGroup(run.Unit, run.Unit, run.Count, run.Parameters, run.MultiplyAdds));
            }
        }

        return groups;
    }
}

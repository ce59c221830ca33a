using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Planning;

/// <summary>Makes sure that units of one name have one structure.</summary>
internal static class UnitNames
{
    /// <summary>The stages, with a number after the names of units that differ from those before them: <c>BasicUnit</c>, <c>BasicUnit2</c>.</summary>
    public static IEnumerable<StagePlan> Distinguish(IEnumerable<StagePlan> stages)
    {
        var structures = new Dictionary<string, List<Graph>>(StringComparer.Ordinal);
        return stages.Select(stage => stage with
        {
            Runs = stage.Runs.Select(run => run with { Unit = Numbered(run.Unit, structures) }).ToEquatableArray(),
        }).ToList();
    }

    private static UnitPlan Numbered(UnitPlan unit, Dictionary<string, List<Graph>> structures)
    {
        if (!structures.TryGetValue(unit.Structure, out var known))
        {
            structures[unit.Structure] = known = [];
        }

        var structure = unit.Graph.AsStructure();
        var index = known.IndexOf(structure);
        if (index < 0)
        {
            index = known.Count;
            known.Add(structure);
        }

        return index == 0 ? unit : unit with { Structure = FormattableString.Invariant($"{unit.Structure}{index + 1}") };
    }
}

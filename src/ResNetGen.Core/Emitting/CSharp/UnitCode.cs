using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>The C# that makes units.</summary>
internal static class UnitCode
{
    private const int MostSpelledOut = 3;

    /// <summary>The stages of a network as an array.</summary>
    public static string Stages(NetworkPlan plan) => $"new[] {{ {string.Join(", ", plan.Stages.Select(s => s.Key))} }}";

    /// <summary>The units of a stage as the arguments of its constructor. The text does not grow with their number.</summary>
    public static string Sequence(StagePlan stage)
    {
        if (stage.Units <= MostSpelledOut)
        {
            return string.Join(", ", stage.Runs.SelectMany(run => Enumerable.Repeat(Create(run.Unit), run.Count)));
        }

        var runs = stage.Runs;
        if (runs.Count == stage.Units)
        {
            return Growing(stage);
        }

        // One unit, then equal ones, then perhaps one: the first and the last may differ from the others.
        var first = Create(runs[0].Unit);
        var many = runs[0].Count > 1 ? runs[0] : runs[1];
        var isLastAlone = runs[runs.Count - 1] != many;
        var between = stage.Units - 1 - (isLastAlone ? 1 : 0);
        return $"{first}, {SourceText.Of(between)}, static () => {Create(many.Unit)}" + (isLastAlone ? ", " + Create(runs[runs.Count - 1].Unit) : "");
    }

    // Each unit takes more channels than the one before it, by the same number.
    private static string Growing(StagePlan stage)
    {
        var units = stage.Runs.Select(r => r.Unit).ToList();
        var arguments = Written(units[1]).Zip(Written(units[2]), static (a, b) => Prefix(a) + (a.Value == b.Value
            ? SourceText.Of(a.Value)
            : $"{SourceText.Of(a.Value)} + (i * {SourceText.Of(b.Value - a.Value)})"));
        return units.Skip(1).All(u => u.Structure == units[1].Structure)
            ? $"{Create(units[0])}, {SourceText.Of(units.Count - 1)}, static i => new {units[1].Structure}({string.Join(", ", arguments)})"
            : string.Join(", ", units.Select(Create));
    }

    private static string Create(UnitPlan unit) =>
        $"new {unit.Structure}({string.Join(", ", Written(unit).Select(a => Prefix(a) + SourceText.Of(a.Value)))})";

    private static IEnumerable<Quantity> Written(UnitPlan unit) => UnitArguments.Of(unit).Where(a => !(UnitArguments.IsOptional(a.Name) && a.Value == 1));

    private static string Prefix(Quantity argument) => UnitArguments.IsOptional(argument.Name) ? argument.Name + ": " : "";
}

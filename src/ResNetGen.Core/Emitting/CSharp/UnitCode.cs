using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>The C# that makes units.</summary>
internal static class UnitCode
{
    private const int MostSpelledOut = 3;

    /// <summary>The arguments of a unit's constructor: its named quantities, each once, strides last.</summary>
    public static IReadOnlyList<Quantity> ArgumentsOf(UnitPlan unit)
    {
        var named = unit.Graph.Operations.SelectMany(LayerCode.QuantitiesOf).Where(q => q.Name is not null).Distinct().ToList();
        var strides = unit.Graph.Parts.OfType<Convolution>().Select(c => c.Stride).ToList();
        return named.OrderBy(q => strides.Contains(q)).ToList();
    }

    /// <summary>The units of a stage as the arguments of its constructor. The text does not grow with their number.</summary>
    public static string Sequence(StagePlan stage)
    {
        var last = stage.Runs[stage.Runs.Count - 1];
        if (stage.Units <= MostSpelledOut)
        {
            return string.Join(", ", stage.Runs.SelectMany(run => Enumerable.Repeat(Create(run.Unit), run.Count)));
        }

        // One unit, then equal ones: the first may differ from the others.
        var isOneAndMore = stage.Runs.Count == 1 || (stage.Runs.Count == 2 && stage.Runs[0].Count == 1);
        return isOneAndMore
            ? $"{Create(stage.Runs[0].Unit)}, {SourceText.Of(stage.Units - 1)}, static () => {Create(last.Unit)}"
            : throw new InvalidOperationException("Stage " + stage.Key + " has more than two runs of units.");
    }

    private static string Create(UnitPlan unit)
    {
        var arguments = ArgumentsOf(unit).Where(a => !(a.Name == "stride" && a.Value == 1));
        return $"new {unit.Structure}({string.Join(", ", arguments.Select(a => a.Name == "stride" ? "stride: " + SourceText.Of(a.Value) : SourceText.Of(a.Value)))})";
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.Diagrams;

/// <summary>A structure of unit, and where a network has it.</summary>
/// <param name="Unit">A unit of it.</param>
/// <param name="Places">The stages with their units of it.</param>
internal sealed record StructureUse(UnitPlan Unit, IReadOnlyList<(StagePlan Stage, UnitGroup Units)> Places)
{
    /// <summary>The structures of a network in the order in which they come up.</summary>
    public static IReadOnlyList<StructureUse> Of(NetworkPlan plan) => plan.Stages
        .SelectMany(stage => UnitGroup.Of(stage).Select(units => (Stage: stage, Units: units)))
        .GroupBy(place => place.Units.First.Structure, StringComparer.Ordinal)
        .Select(places => new StructureUse(places.First().Units.First, places.ToList()))
        .ToList();

    /// <summary>How a number of its layers is written: as itself where all its units have the same, else as what it is called.</summary>
    public string Text(Quantity quantity) => quantity.Name is { } name && Varying().Contains(name) ? Letter(name) : LayerText.Value(quantity);

    /// <summary>A line for each place: the stage, how many units, and the numbers that differ from place to place.</summary>
    public IEnumerable<string> PlaceTexts()
    {
        var varying = Varying();
        foreach (var (stage, units) in Places)
        {
            var last = UnitArguments.Of(units.Last).ToDictionary(q => q.Name!, StringComparer.Ordinal);
            var numbers = UnitArguments.Of(units.First).Where(q => varying.Contains(q.Name!)).Select(q =>
                $"{Letter(q.Name!)} = {LayerText.Value(q)}" + (last[q.Name!] == q ? "" : $" … {LayerText.Value(last[q.Name!])}"));
            yield return string.Format(CultureInfo.InvariantCulture, "{0} × {1}", stage.Key, units.Count) + string.Concat(numbers.Select(n => ", " + n));
        }
    }

    private static string Letter(string name) => name switch
    {
        "stride" => "s",
        "dilation" => "d",
        _ => name,
    };

    private List<string> Varying() => Places
        .SelectMany(place => new[] { place.Units.First, place.Units.Last })
        .SelectMany(UnitArguments.Of)
        .GroupBy(q => q.Name!, StringComparer.Ordinal)
        .Where(values => values.Select(q => q.Value).Distinct().Count() > 1)
        .Select(values => values.Key)
        .ToList();
}

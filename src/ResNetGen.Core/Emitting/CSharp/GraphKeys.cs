using System;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>Writes the state_dict keys of layers as C#, for statements that build the run-time graph.</summary>
internal sealed class GraphKeys
{
    private readonly KeyPatterns? patterns;
    private readonly bool isUnit;

    private GraphKeys(KeyPatterns? patterns, bool isUnit)
    {
        this.patterns = patterns;
        this.isUnit = isUnit;
    }

    /// <summary>Whether each layer is keyed by its kind and a number, as Keras does.</summary>
    public bool IsNumbered => patterns is { IsNumbered: true };

    /// <summary>The keys of layers of units, whose beginning is the variable <c>unit</c>.</summary>
    public static GraphKeys OfUnits(NetworkPlan plan) => new(plan.KeyPatterns, isUnit: true);

    /// <summary>The keys of the network's own layers.</summary>
    public static GraphKeys OfOuterLayers(NetworkPlan plan) => new(plan.KeyPatterns, isUnit: false);

    /// <summary>The key of a layer.</summary>
    public string Of(Operation layer) => IsNumbered ? NextOf(layer) : Written(NameOf(layer));

    /// <summary>The key of a layer of a sequence; nothing for a layer without tensors.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="index">The place of the layer.</param>
    public string OfStep(Sequence sequence, int index)
    {
        if (sequence.Steps[index].Tensors.Count == 0)
        {
            return "";
        }

        var step = "." + sequence.KeyOf(index);
        return IsNumbered ? $"{VariableOf(sequence)} + \"{step}\"" : Written(NameOf(sequence) + step);
    }

    /// <summary>The numbered key that the layers of a sequence share, and the variable for it; null where keys are not numbered.</summary>
    public (string Variable, string Key)? NumberOf(Sequence sequence) => IsNumbered ? (VariableOf(sequence), NextOf(sequence)) : null;

    /// <summary>The beginning of the keys of a unit's layers.</summary>
    /// <param name="stage">The unit's stage.</param>
    /// <param name="index">The number of the stage, from 0.</param>
    /// <param name="before">How many units the stages before it have.</param>
    /// <param name="unit">The number of the unit in its stage, from 0; null for that in the variable <c>unit</c>.</param>
    public string BeginningOf(StagePlan stage, int index, int before, int? unit)
    {
        var parts = patterns?.Unit.Parts ?? PartsOf(stage);
        var text = string.Concat(parts.Select(part => part.Number switch
        {
            null => part.Text,
            KeyNumber.Stage => Number(index + 1L + part.Offset),
            KeyNumber.Unit => unit is null ? Variable(part.Offset) : Number(unit.Value + (long)part.Offset),
            _ => unit is null ? Variable((long)before + part.Offset) : Number((long)before + unit.Value + part.Offset),
        }));
        return (unit is null ? "$" : "") + $"\"{text}\"";
    }

    private static EquatableArray<KeyPatternPart> PartsOf(StagePlan stage) =>
        EquatableArray.ListOf(new KeyPatternPart(stage.Key + "."), new KeyPatternPart("", KeyNumber.Unit), new KeyPatternPart("."));

    private static string Number(long number) => FormattableString.Invariant($"{number}");

    private static string Variable(long offset) => offset switch
    {
        0 => "{unit}",
        < 0 => FormattableString.Invariant($"{{unit - {-offset}}}"),
        _ => FormattableString.Invariant($"{{unit + {offset}}}"),
    };

    private static string NextOf(Operation layer) => $"g.NumberedKey(\"{KeyPatterns.KindOf(layer)}\")";

    private static string VariableOf(Sequence sequence) => sequence.Name + "Key";

    private string NameOf(Operation layer) => (patterns, isUnit) switch
    {
        (null, _) => layer.Key!,
        (_, true) => patterns.OfUnitLayer(layer.Key!),
        _ => patterns.OfOuterLayer(layer.Key!),
    };

    private string Written(string name) => (isUnit ? "unit + " : "") + $"\"{name}\"";
}

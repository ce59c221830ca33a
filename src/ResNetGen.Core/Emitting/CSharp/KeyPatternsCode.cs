using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>Writes what a network of <see cref="KeyPatterns"/> does about its stages. It does not register them: it registers the layers of their units.</summary>
internal sealed class KeyPatternsCode
{
    private readonly NetworkPlan plan;
    private readonly KeyPatterns keys;
    private readonly TypeNames names;
    private readonly SourceWriter source;

    public KeyPatternsCode(NetworkPlan plan, KeyPatterns keys, TypeNames names, SourceWriter source)
    {
        this.plan = plan;
        this.keys = keys;
        this.names = names;
        this.source = source;
    }

    private KeyPattern Unit => keys.Unit;

    /// <summary>The parameters of what registers the layers of a unit, behind the network.</summary>
    public static string UnitParameter(KeyPatterns keys, TypeNames names) => keys.IsNumbered ? names.LayerNumbers + " numbers" : "string unit";

    /// <summary>The expression that registers a layer of a unit.</summary>
    public static string RegistrationOf(KeyPatterns keys, Operation layer, TypeNames names)
    {
        var key = keys.IsNumbered ? NextOf(layer) : $"unit + \"{keys.OfUnitLayer(layer.Key!)}\"";
        return keys.HasLevels ? $"{names.KeyTree}.Register(network, {key}, {layer.Key});" : $"network.register_module({key}, {layer.Key});";
    }

    /// <summary>Writes what the constructor begins with.</summary>
    public void WriteStart()
    {
        if (keys.IsNumbered)
        {
            source.Line($"var numbers = new {names.LayerNumbers}();");
        }
    }

    /// <summary>The statement of the constructor that registers the layers of a stage's units.</summary>
    /// <param name="stage">The stage's number, the first being 0.</param>
    public string RegistrationOf(int stage)
    {
        IEnumerable<string> arguments = keys.IsNumbered
            ? ["numbers"]
            : [
                .. Unit.Has(KeyNumber.Stage) ? [$"stage: {SourceText.Of(stage + 1)}"] : Array.Empty<string>(),
                .. Unit.Has(KeyNumber.Number) ? [$"number: {SourceText.Of(plan.Stages.Take(stage).Sum(s => s.Units))}"] : Array.Empty<string>(),
            ];
        return $"RegisterUnits({string.Join(", ", arguments.Prepend(plan.Stages[stage].Key))});";
    }

    /// <summary>The statement that registers a layer of the network itself.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="made">The code that makes it.</param>
    public string RegistrationOf(Operation layer, string made)
    {
        if (keys.IsNumbered)
        {
            return $"register_module({NextOf(layer)}, {made});";
        }

        var key = keys.OfOuterLayer(layer.Key!);
        return key.IndexOf('.') >= 0 ? $"{names.KeyTree}.Register(this, \"{key}\", {made});" : $"register_module(\"{key}\", {made});";
    }

    /// <summary>Writes the method that registers the layers of a stage's units.</summary>
    public void WriteRegistration(string stageType)
    {
        source.Gap();
        if (keys.IsNumbered)
        {
            using (source.Block($"private void RegisterUnits({stageType} units, {names.LayerNumbers} numbers)"))
            using (source.Block("foreach (var unit in units)"))
            {
                source.Line("unit.RegisterWith(this, numbers);");
            }

            return;
        }

        var parameters = (Unit.Has(KeyNumber.Stage) ? ", int stage" : "") + (Unit.Has(KeyNumber.Number) ? ", int number" : "");
        using (source.Block($"private void RegisterUnits({stageType} units{parameters})"))
        using (source.Block("for (var unit = 0; unit < units.Count; unit++)"))
        {
            source.Line($"units[unit].RegisterWith(this, $\"{string.Concat(Unit.Parts.Select(CodeOf))}\");");
        }
    }

    private static string NextOf(Operation layer) => $"numbers.Next(\"{KeyPatterns.KindOf(layer)}\")";

    private static string CodeOf(KeyPatternPart part)
    {
        var number = part.Number switch
        {
            null => null,
            KeyNumber.Stage => "stage",
            KeyNumber.Unit => "unit",
            _ => "number + unit",
        };
        return (number, part.Offset) switch
        {
            (null, _) => part.Text,
            (_, 0) => $"{{{number}}}",
            (_, < 0) => $"{{{number} - {SourceText.Of(-part.Offset)}}}",
            _ => $"{{{number} + {SourceText.Of(part.Offset)}}}",
        };
    }

    /// <summary>Writes the members that do for stages what a module does for those that it has registered.</summary>
    public void WriteStageCare()
    {
        source.Gap();
        source.Line("/// <inheritdoc/>");
        using (source.Block("public override void train(bool train = true)"))
        {
            source.Line("base.train(train);");
            using (source.Block($"foreach (var stage in {UnitCode.Stages(plan)})"))
            {
                source.Line("stage.train(train);");
            }
        }

        source.Gap();
        source.Line("/// <inheritdoc/>");
        using (source.Block("protected override void Dispose(bool disposing)"))
        {
            using (source.Block("if (disposing)"))
            using (source.Block($"foreach (var stage in {UnitCode.Stages(plan)})"))
            {
                source.Line("stage.Dispose();");
            }

            source.Gap();
            source.Line("base.Dispose(disposing);");
        }
    }
}

using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>Writes what a network of <see cref="FlatKeys"/> does about its stages. It does not register them: the layers of their units are its own.</summary>
internal sealed class FlatKeysCode
{
    private readonly NetworkPlan plan;
    private readonly FlatKeys keys;
    private readonly SourceWriter source;

    public FlatKeysCode(NetworkPlan plan, FlatKeys keys, SourceWriter source)
    {
        this.plan = plan;
        this.keys = keys;
        this.source = source;
    }

    /// <summary>Writes the statements of the constructor that register the layers of all units.</summary>
    public void WriteRegistration()
    {
        source.Gap();
        source.Line($"var stages = {UnitCode.Stages(plan)};");
        using (source.Block("for (var stage = 0; stage < stages.Length; stage++)"))
        using (source.Block("for (var unit = 0; unit < stages[stage].Count; unit++)"))
        {
            source.Line($"stages[stage][unit].RegisterWith(this, $\"{keys.OfUnit($"{{stage + {keys.FirstStage}}}", $"{{unit + {keys.FirstUnit}}}")}\");");
        }
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

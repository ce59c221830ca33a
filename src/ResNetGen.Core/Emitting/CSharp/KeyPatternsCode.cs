using ResNetGen.Core.Planning;

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

    /// <summary>The statement of the constructor that registers the layers of a stage's units.</summary>
    /// <param name="stage">The stage's number, the first being 0.</param>
    public string RegistrationOf(int stage) => $"RegisterUnits({plan.Stages[stage].Key}, {SourceText.Of(keys.FirstStage + stage)});";

    /// <summary>The statement that registers a layer of the network itself.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="layer">The code that makes it.</param>
    public string RegistrationOf(string name, string layer)
    {
        var key = keys.OfOuterLayer(name);
        return key.IndexOf('.') >= 0 ? $"{names.KeyTree}.Register(this, \"{key}\", {layer});" : $"register_module(\"{key}\", {layer});";
    }

    /// <summary>Writes the method that registers the layers of a stage's units.</summary>
    public void WriteRegistration(string stageType)
    {
        source.Gap();
        using (source.Block($"private void RegisterUnits({stageType} stage, int number)"))
        using (source.Block("for (var unit = 0; unit < stage.Count; unit++)"))
        {
            source.Line($"stage[unit].RegisterWith(this, $\"{keys.OfUnit("{number}", $"{{unit + {keys.FirstUnit}}}")}\");");
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

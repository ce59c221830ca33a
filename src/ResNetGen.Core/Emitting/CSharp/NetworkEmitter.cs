using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>Writes a network as a C# class over TorchSharp: the part that people read. The text's length does not grow with depth.</summary>
public sealed class NetworkEmitter
{
    private readonly ClassShell shell;
    private readonly NetworkPlan plan;
    private readonly TypeNames names;
    private readonly UnitFamily units;
    private readonly KeyPatternsCode? patterns;
    private readonly SourceWriter source = new();
    private readonly ClassDocumentation documentation;

    private NetworkEmitter(ClassShell shell, NetworkPlan plan)
    {
        this.shell = shell;
        this.plan = plan;
        names = shell.HidesNames ? TypeNames.Qualified : TypeNames.Simple;
        units = UnitFamily.Of(plan);
        documentation = new ClassDocumentation(shell, plan, source);
        patterns = plan.KeyPatterns is null ? null : new KeyPatternsCode(plan, plan.KeyPatterns, names, source);
    }

    private string Name => Identifier.EscapeType(shell.Name);

    /// <summary>The source of a network's class.</summary>
    public static string Emit(ClassShell shell, NetworkPlan plan)
    {
        var emitter = new NetworkEmitter(shell, plan);
        emitter.WriteFile();
        return emitter.source.ToString();
    }

    private void WriteFile()
    {
        documentation.WriteHeader();
        ClassPart.Write(source, shell, names.IsSimple ? TypeNames.NetworkUsings : [], WriteClass);
    }

    private void WriteClass()
    {
        documentation.Write();
        source.Line(GeneratedCode.Attribute);
        source.Line(ShapeAttribute.Of(plan));
        using (source.Block($"{shell.Modifiers}partial {shell.Keyword} {Name} : {names.Module}, {names.GeneratedNetwork}"))
        {
            WriteFields();
            WriteConstructor();
            WriteInfo();
            WriteProperties();
            new PassCode(plan, names, source).Write();
            patterns?.WriteStageCare();
            patterns?.WriteRegistration(names.StageOf(units.TypeName));
            WriteRegistration();
            new InitializeCode(plan, units, names, source).Write();
            WriteHelpers();
            new UnitClasses(units, plan.KeyPatterns, names, source).Write();
        }
    }

    private void WriteFields()
    {
        source.Line(plan.KeyPatterns is null
            ? "// The name of each field is its key in state_dict."
            : "// The keys of the state_dict are others than these names: the constructor has them.");
        foreach (var (key, type) in Members())
        {
            source.Line($"private readonly {type} {key};");
        }
    }

    private IEnumerable<(string Key, string Type)> Members() => plan.Stem.Layers.Select(Member)
        .Concat(plan.Stages.SelectMany(s => LayersBeside(s).Select(Member).Prepend((s.Key, names.StageOf(units.TypeName)))))
        .Concat(plan.Head.Layers.Select(Member));

    private (string Key, string Type) Member(Operation layer) => (layer.Key!, LayerCode.TypeOf(layer, names));

    private static IEnumerable<Operation> LayersBeside(StagePlan stage) => stage.Beside.SelectMany(graph => graph.Layers);

    private void WriteConstructor()
    {
        source.Gap();
        source.Summary("Builds the network with fresh weights.");
        using (source.Block($"public {Name}()\n    : base(\"{shell.Name}\")"))
        {
            patterns?.WriteStart();
            WriteParts(plan.Stem);
            for (var i = 0; i < plan.Stages.Count; i++)
            {
                WriteStage(i);
            }

            WriteParts(plan.Head);
            WriteSurvival();
            source.Gap();
            source.Line("Initialize();");
        }
    }

    private void WriteStage(int index)
    {
        var stage = plan.Stages[index];
        var made = $"{stage.Key} = new({UnitCode.Sequence(stage)})";
        source.Line(patterns is null ? $"register_module(\"{stage.Key}\", {made});" : made + ";");
        if (patterns is not null)
        {
            source.Line(patterns.RegistrationOf(index));
        }

        foreach (var graph in stage.Beside)
        {
            WriteParts(graph);
        }
    }

    private void WriteParts(Graph graph)
    {
        foreach (var layer in graph.Layers)
        {
            var made = $"{layer.Key} = {LayerCode.Create(layer, names, SourceText.Of)}";
            source.Line(patterns?.RegistrationOf(layer, made) ?? $"register_module(\"{layer.Key}\", {made});");
        }
    }

    private void WriteSurvival()
    {
        if (plan.Survival is not { } survival || !units.HasSurvival)
        {
            return;
        }

        source.Gap();
        source.Line("// Stochastic depth: Huang et al. (2016, arXiv:1603.09382), equation 4.");
        if (survival.Rule == SurvivalRule.Linear)
        {
            source.Line("var number = 0;");
        }

        using (source.Block($"foreach (var stage in {UnitCode.Stages(plan)})"))
        using (source.Block("foreach (var unit in stage)"))
        {
            source.Line(survival.Rule == SurvivalRule.Linear
                ? $"unit.Survival = {names.StochasticDepth}.Linear(++number, {SourceText.Of((int)plan.Units)}, {SourceText.Of(survival.Last)});"
                : $"unit.Survival = {SourceText.Of(survival.Last)};");
        }
    }

    private void WriteInfo()
    {
        source.Gap();
        InfoCode.Write(source, shell, plan, names);
        source.Gap();
        source.Line($$"""
            {{names.NetworkInfo}} {{names.GeneratedNetwork}}.Info => Info;

            global::System.Collections.Generic.IReadOnlyList<{{names.Module}}> {{names.GeneratedNetwork}}.Stages =>
                new {{names.Module}}[] { {{string.Join(", ", plan.Stages.Select(s => s.Key))}} };
            """);
    }

    private void WriteProperties()
    {
        WriteLayers(plan.Stem);
        foreach (var stage in plan.Stages)
        {
            source.Gap();
            source.Summary($"{SourceText.Count(stage.Units)} {(stage.Units == 1 ? "unit" : "units")}: {stage.Runs[0].Unit.Graph.Input} to {stage.UnitOutput}.");
            source.Line($"public {names.StageOf(units.TypeName)} {Identifier.PropertyOf(stage.Key)} => {stage.Key};");
            foreach (var graph in stage.Beside)
            {
                WriteLayers(graph);
            }
        }

        WriteLayers(plan.Head);
    }

    private void WriteLayers(Graph graph)
    {
        foreach (var layer in graph.Layers)
        {
            source.Gap();
            source.Summary($"{LayerCode.Describe(layer, graph)}: {graph.ShapeOf(layer.Inputs[0])} to {layer.Output}.");
            source.Line($"public {LayerCode.TypeOf(layer, names)} {Identifier.PropertyOf(layer.Key!)} => {layer.Key};");
        }
    }

    private void WriteRegistration()
    {
        source.Gap();
        source.Summary("Registers the fields of a class derived from this one. Those of this one are registered by its constructor, without reflection.");
        using (source.Block("protected override void RegisterComponents()"))
        using (source.Block($"if (GetType() != typeof({Name}))"))
        {
            source.Line("base.RegisterComponents();");
        }
    }

    private void WriteHelpers()
    {
        var helpers = plan.Graphs.SelectMany(g => g.Parts).OfType<Convolution>()
            .GroupBy(LayerCode.HelperOf, StringComparer.Ordinal).OrderBy(g => g.First().Kernel);
        foreach (var helper in helpers)
        {
            source.Gap();
            source.Line(LayerCode.HelperCode(helper.First(), helper.Any(c => c.Dilation > 1), names));
        }
    }
}

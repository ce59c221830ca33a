using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Emitting.Summary;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>Writes the methods that pass a batch through a network: <c>forward</c>, and <c>Features</c> with the type of what it gives.</summary>
internal sealed class PassCode
{
    private readonly NetworkPlan plan;
    private readonly TypeNames names;
    private readonly SourceWriter source;

    public PassCode(NetworkPlan plan, TypeNames names, SourceWriter source)
    {
        this.plan = plan;
        this.names = names;
        this.source = source;
    }

    private string Verb => plan.HeadKind switch
    {
        HeadKind.Classifier => "Scores",
        HeadKind.Encoder => "Encodes",
        _ => "Transforms",
    };

    public void Write()
    {
        WriteForward();
        WriteFeatures();
        WriteFeatureMaps();
    }

    private void WriteForward()
    {
        source.Gap();
        source.Summary($"{Verb} a batch: N x {plan.Input} to N x {plan.Output}.");
        using (source.Block($"public override {names.Tensor} forward({names.Tensor} x)"))
        {
            source.Line($"using var scope = {names.NewDisposeScope};");
            source.Gap();

            WriteStatements(Through(plan.Stem)
                .Concat(plan.Stages.SelectMany(s => Through(s.Transition).Prepend(Pass(s, "x", "x"))))
                .Concat(Through(plan.Head))
                .ToList());
            source.Gap();
            source.Line("return x.MoveToOuterDisposeScope();");
        }
    }

    private void WriteStatements(IReadOnlyList<Statement> statements)
    {
        var shapes = ShapeText.Aligned(statements.Select(s => s.Shape));
        var codes = statements.Select(s => $"{s.Variable} = {s.Expression};").ToList();
        var width = codes.Max(c => c.Length);
        for (var i = 0; i < codes.Count; i++)
        {
            source.Line($"{codes[i].PadRight(width)}    // N x {shapes[i]}");
        }
    }

    /// <summary>A batch through a stage's units, and what passes them by.</summary>
    private static Statement Pass(StagePlan stage, string variable, string from)
    {
        var around = stage.Around?.Layers.FirstOrDefault();
        var shortcut = stage.Around is null ? "" : $".add({(around is null ? from : $"{around.Key}.call({from})")})";
        return new Statement(variable, $"{stage.Key}.call({from}){shortcut}", stage.UnitOutput);
    }

    /// <summary>A batch through graphs whose statements are of one variable.</summary>
    private IEnumerable<Statement> Through(Graph? graph, string from = "x") =>
        graph is null ? [] : ForwardCode.Write(graph, names, "x", from).Select(s => s with { Variable = "x" });

    private void WriteFeatures()
    {
        source.Gap();
        source.Summary("The stages' feature maps of a batch, as <see cref=\"forward\"/> makes them; they are the caller's to dispose.");
        using (source.Block($"public FeatureMaps Features({names.Tensor} x)"))
        {
            source.Line($"using var scope = {names.NewDisposeScope};");
            source.Gap();

            var statements = Through(plan.Stem).ToList();
            var before = "x";
            for (var i = 0; i < plan.Stages.Count; i++)
            {
                var map = MapOf(i);
                statements.Add(Pass(plan.Stages[i], "var " + map, before));
                var transition = i < plan.Stages.Count - 1 ? Through(plan.Stages[i].Transition, map).ToList() : [];
                statements.AddRange(transition);
                before = transition.Count > 0 ? "x" : map;
            }

            WriteStatements(statements);
            source.Gap();
            source.Line($"return new({string.Join(", ", plan.Stages.Select((_, i) => MapOf(i) + ".MoveToOuterDisposeScope()"))});");
        }
    }

    private static string MapOf(int stage) => "map" + SourceText.Of(stage + 1);

    private void WriteFeatureMaps()
    {
        source.Gap();
        source.Summary("What the stages give for a batch.");
        foreach (var stage in plan.Stages)
        {
            source.Line($"/// <param name=\"{Identifier.PropertyOf(stage.Key)}\">N x {stage.UnitOutput}.</param>");
        }

        var maps = plan.Stages.Select(s => Identifier.PropertyOf(s.Key)).ToList();
        using (source.Block($"public sealed record FeatureMaps({string.Join(", ", maps.Select(m => $"{names.Tensor} {m}"))}) : global::System.IDisposable"))
        {
            source.Summary("Disposes all of them.");
            using (source.Block("public void Dispose()"))
            {
                source.Line(string.Join("\n", maps.Select(m => m + ".Dispose();")));
            }
        }
    }
}

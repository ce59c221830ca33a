using System.Linq;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>Writes a network's static property <c>Info</c>.</summary>
internal static class InfoCode
{
    public static void Write(SourceWriter source, ClassShell shell, NetworkPlan plan, TypeNames names)
    {
        source.Summary("What the compiler knows of this network: its shapes and costs.");
        source.Line($$"""
            public static {{names.NetworkInfo}} Info { get; } = new(
                "{{shell.Name}}",
                Version: {{plan.Version}},
                Depth: {{plan.Depth}},
                Input: {{ShapeOf(plan.Input)}},
                Output: {{ShapeOf(plan.Output)}},
                Classes: {{plan.Classes}},
                Parameters: {{SourceText.Grouped(plan.Parameters)}},
                MultiplyAdds: {{SourceText.Grouped(plan.MultiplyAdds)}},
                Decay: new({{SourceText.Of(plan.Decay.Convolutions)}}, {{SourceText.Of(plan.Decay.Dense)}}, {{SourceText.Of(plan.Decay.Norms)}}),
                Classifier: {{(plan.Classifier is { } classifier ? $"\"{classifier}\"" : "null")}},
                Variant: "{{plan.Variant}}",
                Stages: new {{names.StageInfo}}[]
                {
            {{string.Join("\n", plan.Stages.Select(InfoOf))}}
                });
            """);
    }

    private static string InfoOf(StagePlan stage) =>
        $"        new(\"{stage.Key}\", Units: {stage.Units}, Output: {ShapeOf(stage.Output)}, "
        + $"Parameters: {SourceText.Grouped(stage.Parameters)}, MultiplyAdds: {SourceText.Grouped(stage.MultiplyAdds)}),";

    private static string ShapeOf(Shape shape) => $"new({shape.Channels}, {shape.Height}, {shape.Width})";
}

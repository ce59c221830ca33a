using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Fusing;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>Writes the network for inference: its program, and the class that runs it.</summary>
internal sealed class InferenceCode
{
    private readonly string network;
    private readonly NetworkPlan plan;
    private readonly TypeNames names;
    private readonly SourceWriter source;

    /// <param name="network">The name of the network's class.</param>
    /// <param name="plan">The network.</param>
    /// <param name="names">How types are called.</param>
    /// <param name="source">Where it is written.</param>
    public InferenceCode(string network, NetworkPlan plan, TypeNames names, SourceWriter source)
    {
        this.network = network;
        this.plan = plan;
        this.names = names;
        this.source = source;
    }

    public void Write()
    {
        var program = InferenceProgram.Of(plan);
        source.Gap();
        source.Summary("This network for inference, with its weights as they are now; it is the caller's to dispose.");
        source.Line($"public Inference ToInference({names.InferenceOptions}? options = null) => new(this, options);");
        source.Gap();
        source.Line($"{names.InferenceNetwork} {names.GeneratedNetwork}.ToInference({names.InferenceOptions}? options) => ToInference(options);");
        source.Gap();
        source.Summary($"The network for inference: {SourceText.Count(program.Steps)} steps over {Buffers(program)}, {SourceText.Count(program.BufferLength)} numbers for each image.");
        using (source.Block($"public sealed class Inference : {names.InferenceNetwork}"))
        {
            WriteProgram(program);
            source.Gap();
            source.Summary("Folds the weights of a network, which stays the caller's.");
            source.Line($"public Inference({network} network, {names.InferenceOptions}? options = null)\n    : base(program, network, options)\n{{\n}}");
            source.Gap();
            source.Summary("Folds the weights of a file: of any kind that <see cref=\"global::ResNetGen.Weights.WeightsFile\"/> takes.");
            source.Line($"public Inference(string weights, {names.InferenceOptions}? options = null)\n    : base(program, static () => new {network}(), weights, options)\n{{\n}}");
        }
    }

    private static string Buffers(InferenceProgram program) => program.BufferLengths.Count == 1 ? "1 buffer" : $"{SourceText.Of(program.BufferLengths.Count)} buffers";

    private void WriteProgram(InferenceProgram program)
    {
        var numbered = program.BufferLengths.Count - (program.HasKept ? 1 : 0);
        source.Line("// Layers by their keys, and the buffers that a step takes and writes. What a part gives is buffer 0 of the next.");
        source.Line($"private static readonly {names.InferenceProgram} program = new(\n    buffers: {SourceText.Of(numbered)},\n    survival: {Survival(program)},");
        var parts = Joined(program.Parts).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            source.Line(Indented(parts[i].Text(names)) + (i == parts.Count - 1 ? ");" : ","));
        }
    }

    private string Survival(InferenceProgram program)
    {
        if (plan.Survival is not { } survival || !program.Parts.Any(CountsUnits))
        {
            return "null";
        }

        return survival.Rule == SurvivalRule.Linear
            ? $"static unit => {names.StochasticDepth}.Linear(unit, {SourceText.Of((int)plan.Units)}, {SourceText.Of(survival.Last)})"
            : $"static _ => {SourceText.Of(survival.Last)}";
    }

    private static bool CountsUnits(FusedPart part) => part.Steps.Any(step => step.CountsBySurvival || step.Operation is Planning.Operations.StochasticDepth);

    /// <summary>Parts whose steps read alike are one: those of dense units differ in nothing but widths, which the weights know.</summary>
    private IEnumerable<WrittenPart> Joined(IEnumerable<FusedPart> parts)
    {
        WrittenPart? last = null;
        foreach (var part in parts)
        {
            var next = new WrittenPart(part, part.Times, string.Join(",\n", part.Steps.Select(step => StepCode.Of(step, names))), CountsUnits(part));
            if (last is not null && last.IsLike(next))
            {
                last = last with { Times = last.Times + next.Times };
                continue;
            }

            if (last is not null)
            {
                yield return last;
            }

            last = next;
        }

        if (last is not null)
        {
            yield return last;
        }
    }

    private static string Indented(string text) => "    " + text.Replace("\n", "\n    ");

    /// <param name="Part">The part, or the first of those that read alike.</param>
    /// <param name="Times">How many times.</param>
    /// <param name="Steps">Its steps.</param>
    /// <param name="CountsUnits">Whether it matters which units they are.</param>
    private sealed record WrittenPart(FusedPart Part, int Times, string Steps, bool CountsUnits)
    {
        public bool IsLike(WrittenPart next) => Part.Name == next.Part.Name && Part.Layers == next.Part.Layers && Part.Output == next.Part.Output && Steps == next.Steps;

        public string Text(TypeNames names)
        {
            var head = $"new {names.ProgramPart}(\"{Part.Name}\", {SourceText.Of(Part.FirstLayer)}, \"{string.Join(" ", Part.Layers)}\", {SourceText.Of(Times)}, {SourceText.Of(Part.Output)}";
            return $"{head}{(Steps.Length > 0 ? ",\n" + Indented(Steps) : "")}){(CountsUnits ? $" {{ FirstUnit = {SourceText.Of(Part.FirstUnit)} }}" : "")}";
        }
    }
}

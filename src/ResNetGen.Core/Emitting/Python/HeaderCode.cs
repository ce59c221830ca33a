using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Emitting.Summary;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Emitting.Python;

/// <summary>Writes what stands before the code: what the network is, and the imports.</summary>
internal static class HeaderCode
{
    public static void Write(string name, NetworkPlan plan, ModuleLayout layout, PythonWriter source)
    {
        var summary = NetworkSummary.Of(name, plan);
        source.Line($"\"\"\"{name}: a {(plan.Version == 0 ? "" : $"version {plan.Version} ")}residual network of {plan.Depth} layers.");
        source.Line("");
        source.Line($"{SourceText.Count(plan.Parameters)} parameters, {SourceText.Rounded(plan.MultiplyAdds)} multiply-adds for each {plan.Input} image.");
        var reach = SourceText.Count(summary.ReceptiveField);
        source.Line($"One position of the last feature map sees {reach} x {reach} pixels.");
        source.Line("");
        foreach (var line in NetworkTable.Lines(summary with { Parts = Keyed(summary.Parts, plan, layout) }))
        {
            source.Line(PythonText.InDocstring("    " + line));
        }

        source.Line("");
        if (DecayOf(plan.Decay) is { Length: > 0 } decay)
        {
            source.Line($"Its weight decay, as torch.optim counts it: {decay}.");
        }

        source.Line("Written by ResNetGen. The state_dict has the keys of its C# class, so that weights of one are weights of the other.");
        source.Line("\"\"\"");
        source.Line("");
        source.Line("import torch");
        source.Line("import torch.nn.functional as F");
        source.Line("from torch import Tensor, nn");
    }

    /// <summary>The rows with the keys of the state_dict in place of the names of parts.</summary>
    private static EquatableArray<PartSummary> Keyed(IEnumerable<PartSummary> parts, NetworkPlan plan, ModuleLayout layout)
    {
        var stages = plan.Stages.Select((stage, i) => (stage.Key, Path: layout.Shown(i))).ToDictionary(s => s.Key, s => s.Path);
        return parts.Select(part => part with
        {
            Part = part.Part.Length == 0 ? "" : stages.TryGetValue(part.Part, out var path) ? path : layout.OfOuterLayer(part.Part),
        }).ToEquatableArray();
    }

    // L2 counts half the square, and its gradient is what PyTorch calls decay: twice the number.
    private static string DecayOf(DecayDesign decay) => string.Join(
        ", ",
        new[] { (decay.Convolutions, "convolutions"), (decay.Dense, "linear layers"), (decay.Norms, "norms") }
            .Where(kind => kind.Item1 != 0)
            .Select(kind => $"{PythonText.Of(2 * kind.Item1)} for {kind.Item2}"));
}

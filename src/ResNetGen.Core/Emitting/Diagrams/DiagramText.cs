using System.Linq;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.Diagrams;

/// <summary>A diagram in words, for those who hear it and for programs that search.</summary>
internal static class DiagramText
{
    /// <summary>The network in a sentence.</summary>
    public static string Title(string name, NetworkPlan plan) => $"{name}: {LayerText.Subtitle(plan)}";

    /// <summary>What it takes, what its stages are, and what it gives.</summary>
    public static string Description(NetworkPlan plan) =>
        $"Images of {LayerText.Of(plan.Input)} in, {plan.Result.Replace(" x ", " × ")} out. "
        + string.Join(" ", plan.Stages.Select(stage => stage.Key + ": " + string.Join(", ", UnitGroup.Of(stage).Select(g => $"{g.Count} × {g.First.Structure}")) + $", to {LayerText.Of(stage.Output)}."));
}

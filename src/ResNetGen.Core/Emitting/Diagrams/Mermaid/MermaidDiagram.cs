using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.Diagrams.Mermaid;

/// <summary>A network as a flow chart in Mermaid's language, which GitHub, GitLab and many editors draw.</summary>
public static class MermaidDiagram
{
    /// <summary>Writes a network's chart.</summary>
    /// <param name="name">What the network is called.</param>
    /// <param name="plan">The network.</param>
    /// <param name="level">How near the chart looks at it.</param>
    public static string Write(string name, NetworkPlan plan, DiagramLevel level) =>
        level == DiagramLevel.Unit ? UnitLevelChart.Write(name, plan) : LayerLevelChart.Write(name, plan);
}

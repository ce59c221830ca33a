using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.Diagrams.Svg;

/// <summary>A network as a picture: SVG 1.1 without scripts, light or dark as its reader has it. It can stand in a file or within a page.</summary>
public static class SvgDiagram
{
    /// <summary>Draws a network.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="plan">The network.</param>
    /// <param name="level">How near the diagram looks at it.</param>
    public static string Write(string name, NetworkPlan plan, DiagramLevel level) =>
        level == DiagramLevel.Unit ? UnitLevelDrawing.Write(name, plan) : LayerLevelDrawing.Write(name, plan);
}

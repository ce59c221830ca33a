namespace ResNetGen.Core.Emitting.Diagrams;

/// <summary>How near a diagram looks at a network.</summary>
public enum DiagramLevel
{
    /// <summary>Stem, stages with their units and shortcuts, head.</summary>
    Unit,

    /// <summary>Every layer, of units once a structure.</summary>
    Layer,
}

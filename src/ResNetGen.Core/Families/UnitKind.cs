namespace ResNetGen.Core.Families;

/// <summary>The convolutions of a residual unit.</summary>
public enum UnitKind
{
    /// <summary>Two of 3 x 3.</summary>
    Basic,

    /// <summary>1 x 1 to fewer channels, 3 x 3, and 1 x 1 to the unit's width.</summary>
    Bottleneck,
}

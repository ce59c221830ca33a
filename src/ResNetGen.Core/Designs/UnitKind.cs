namespace ResNetGen.Core.Designs;

/// <summary>The convolutions of a residual unit.</summary>
public enum UnitKind
{
    /// <summary>Two of 3 x 3.</summary>
    Basic,

    /// <summary>1 x 1 to fewer channels, 3 x 3, and 1 x 1 to the unit's width.</summary>
    Bottleneck,

    /// <summary>1 x 1 to the inner width, and 3 x 3 to the unit's: what a network that concatenates adds, Huang et al. (2017, arXiv:1608.06993), section 3.</summary>
    Dense,
}

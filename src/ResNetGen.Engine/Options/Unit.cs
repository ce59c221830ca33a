namespace ResNetGen;

/// <summary>The convolutions of a unit.</summary>
public enum Unit
{
    /// <summary>Two of 3 x 3.</summary>
    Basic,

    /// <summary>1 x 1 to the inner width, 3 x 3, and 1 x 1 to the stage's.</summary>
    Bottleneck,

    /// <summary>1 x 1 to the inner width, and 3 x 3 to the stage's.</summary>
    Dense,
}

namespace ResNetGen;

/// <summary>The normalization between layers.</summary>
public enum NormKind
{
    /// <summary>Batch normalization.</summary>
    Batch,

    /// <summary>Group normalization.</summary>
    Group,

    /// <summary>None; all convolutions have a bias then.</summary>
    None,
}

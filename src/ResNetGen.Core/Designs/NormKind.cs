namespace ResNetGen.Core.Designs;

/// <summary>The normalization between layers.</summary>
public enum NormKind
{
    /// <summary>Batch normalization: Ioffe and Szegedy (2015, arXiv:1502.03167).</summary>
    Batch,

    /// <summary>Group normalization: Wu and He (2018, arXiv:1803.08494).</summary>
    Group,

    /// <summary>None; convolutions have a bias then.</summary>
    None,
}

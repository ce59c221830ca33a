namespace ResNetGen;

/// <summary>What a head gives.</summary>
public enum HeadKind
{
    /// <summary>A score for each class.</summary>
    Classifier,

    /// <summary>A latent vector.</summary>
    Encoder,

    /// <summary>The last feature map.</summary>
    None,
}

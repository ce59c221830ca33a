namespace ResNetGen.Core.Designs;

/// <summary>What stands behind the stages.</summary>
public enum HeadKind
{
    /// <summary>A score for each class.</summary>
    Classifier,

    /// <summary>A linear layer to a latent vector.</summary>
    Encoder,

    /// <summary>Nothing: the network gives its last feature map.</summary>
    None,
}

namespace ResNetGen;

/// <summary>What passes a unit by where it changes the shape.</summary>
public enum Shortcut
{
    /// <summary>The input as it is; it fits only where the shape stays.</summary>
    Identity,

    /// <summary>The input, subsampled, with channels of zeros: A of He et al. (2015).</summary>
    Pad,

    /// <summary>A 1 x 1 convolution: B of He et al. (2015).</summary>
    Projection,

    /// <summary>A 2 x 2 average pool, then a 1 x 1 convolution: ResNet-D.</summary>
    AverageProjection,

    /// <summary>An average pool, with channels of zeros.</summary>
    AveragePad,

    /// <summary>A 1 x 1 max pool; the channels stay.</summary>
    MaxPool,

    /// <summary>The input beside what the unit adds to it: DenseNet.</summary>
    Concatenate,

    /// <summary>Nothing: a plain network.</summary>
    None,
}

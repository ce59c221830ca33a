namespace ResNetGen.Core.Designs;

/// <summary>What passes a unit by where it changes the shape.</summary>
public enum ShortcutKind
{
    /// <summary>The input, subsampled, with channels of zeros added: shortcut A of He et al. (2015), section 3.3, without parameters.</summary>
    Pad,

    /// <summary>A 1 x 1 convolution with the unit's stride: shortcut B.</summary>
    Projection,

    /// <summary>An average pool of the unit's stride, 2 x 2 for a stride of 2, rounding up, then a 1 x 1 convolution of stride 1: ResNet-D of He et al. (2018, arXiv:1812.01187).</summary>
    AverageProjection,

    /// <summary>An average pool of the unit's stride, with channels of zeros added.</summary>
    AveragePad,

    /// <summary>A 1 x 1 max pool with the unit's stride; the channels stay as they are.</summary>
    MaxPool,

    /// <summary>The input as it is. It fits only where the shape stays.</summary>
    Identity,

    /// <summary>The input beside what the unit adds to it: Huang et al. (2017, arXiv:1608.06993).</summary>
    Concatenate,

    /// <summary>Nothing: a plain network.</summary>
    None,
}

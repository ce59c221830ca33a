namespace ResNetGen.Core.Families;

/// <summary>What passes a unit by where its shape changes. Where it does not, the shortcut is the identity.</summary>
public enum ShortcutKind
{
    /// <summary>The input, subsampled, with channels of zeros added: shortcut A of He et al. (2015), section 3.3, without parameters.</summary>
    Pad,

    /// <summary>A 1 x 1 convolution; in pre-activation units, of the activated input.</summary>
    Projection,
}

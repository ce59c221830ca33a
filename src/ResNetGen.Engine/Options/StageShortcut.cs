namespace ResNetGen;

/// <summary>What passes the whole stage by.</summary>
public enum StageShortcut
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The stage's input.</summary>
    Identity,

    /// <summary>A 1 x 1 convolution, with a norm, of the stage's input.</summary>
    Projection,
}

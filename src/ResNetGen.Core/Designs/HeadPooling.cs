namespace ResNetGen.Core.Designs;

/// <summary>How the last feature map becomes a vector.</summary>
public enum HeadPooling
{
    /// <summary>The mean over all positions.</summary>
    Average,

    /// <summary>The greatest number over all positions.</summary>
    Max,

    /// <summary>An average pool of a given window, then all of its positions, flattened.</summary>
    Window,

    /// <summary>All positions, flattened.</summary>
    Flatten,
}

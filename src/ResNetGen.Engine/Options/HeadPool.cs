namespace ResNetGen;

/// <summary>How the last feature map becomes a vector.</summary>
public enum HeadPool
{
    /// <summary>The mean over all positions.</summary>
    Average,

    /// <summary>The greatest number over all positions.</summary>
    Max,

    /// <summary>An average pool of window, then all of its positions.</summary>
    Window,

    /// <summary>All positions.</summary>
    Flatten,
}

namespace ResNetGen;

/// <summary>Where channels of zeros go.</summary>
public enum ZeroChannels
{
    /// <summary>Half before, half after.</summary>
    Both,

    /// <summary>All after.</summary>
    After,
}

namespace ResNetGen.Core.Designs;

/// <summary>Where a shortcut's channels of zeros go.</summary>
public enum ZeroChannels
{
    /// <summary>Half before, half after; of an odd number the one more after.</summary>
    Both,

    /// <summary>All after.</summary>
    After,
}

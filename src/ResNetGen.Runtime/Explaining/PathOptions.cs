namespace ResNetGen.Explaining;

/// <summary>How thoroughly a <see cref="PathStudy"/> looks.</summary>
public sealed record PathOptions
{
    /// <summary>On how many images, taken evenly from the data, each gradient is measured; 1 or more.</summary>
    public int Images { get; init; } = 64;

    /// <summary>How often units are drawn for each length.</summary>
    public int Draws { get; init; } = 16;

    /// <summary>How many lengths at most are measured, evenly spaced; 2 or more.</summary>
    public int Lengths { get; init; } = 64;

    /// <summary>Decides which units are drawn.</summary>
    public long Seed { get; init; }
}

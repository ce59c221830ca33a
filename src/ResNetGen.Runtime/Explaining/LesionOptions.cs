namespace ResNetGen.Explaining;

/// <summary>How thoroughly a <see cref="LesionStudy"/> looks.</summary>
public sealed record LesionOptions
{
    /// <summary>On how many images, taken evenly from the data, each damaged network is scored; 1 or more.</summary>
    public int Images { get; init; } = 1000;

    /// <summary>How often units are drawn for each number of deleted units, and for each number of swaps.</summary>
    public int Draws { get; init; } = 3;

    /// <summary>Up to how many units are deleted at once.</summary>
    public int MostDeleted { get; init; } = 20;

    /// <summary>Decides which units are drawn.</summary>
    public long Seed { get; init; }

    /// <summary>Images at a time.</summary>
    public int BatchSize { get; init; } = 128;
}

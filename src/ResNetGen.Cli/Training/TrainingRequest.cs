using ResNetGen.Cli.Runs;
using ResNetGen.Cli.Specs;
using ResNetGen.Training;

namespace ResNetGen.Cli.Training;

/// <summary>What a user asked to be trained.</summary>
internal sealed record TrainingRequest
{
    /// <summary>As it was typed, word by word: for the record, and to go on with it.</summary>
    public required string[] Arguments { get; init; }

    /// <summary>The same in one line, for people and shells.</summary>
    public string Command => Shell.Line(["resnetgen", .. Arguments]);

    /// <summary>The network.</summary>
    public required SpecFile Spec { get; init; }

    /// <summary>What to learn from, as DATA.</summary>
    public required string Data { get; init; }

    /// <summary>How training images are varied, as <see cref="ResNetGen.Data.Augmentation.Parse"/> reads it; null for the recipe's way, and else the data's own.</summary>
    public string? Augment { get; init; }

    /// <summary>How many images of a part may be broken; null for the usual count.</summary>
    public int? Broken { get; init; }

    /// <summary>How.</summary>
    public required TrainingOptions Options { get; init; }

    /// <summary>How many training images are held out to choose the best weights by; 0 for none.</summary>
    public int Validation { get; init; }

    /// <summary>Decides fresh weights, order and variation.</summary>
    public int Seed { get; init; }

    /// <summary>The weights to start from; null for fresh ones.</summary>
    public string? Weights { get; init; }

    /// <summary>Whether the last layer starts fresh all the same.</summary>
    public bool SkipHead { get; init; }

    /// <summary>The folder to write; null for a new one under <c>runs/</c>.</summary>
    public string? Folder { get; init; }

    /// <summary>The folder of the series that the run is one of; null for a run alone.</summary>
    public string? Series { get; init; }

    /// <summary>Whether the run is in that folder already, and is to go on.</summary>
    public bool Resume { get; init; }
}

using System;

namespace ResNetGen.Data;

/// <summary>How a <see cref="BatchLoader"/> makes its batches.</summary>
public sealed record BatchOptions
{
    /// <summary>Images in a batch.</summary>
    public int Size { get; init; } = 128;

    /// <summary>How pixels become numbers.</summary>
    public required Normalization Normalization { get; init; }

    /// <summary>How images are varied.</summary>
    public Augmentation Augmentation { get; init; } = Augmentation.None;

    /// <summary>Whether each epoch has its own random order; else images come in the data set's order.</summary>
    public bool Shuffle { get; init; }

    /// <summary>
    /// Whether a last batch that is not full is left out, as training wants it: batch norm has poor statistics of few images.
    /// A data set smaller than one batch is never left out.
    /// </summary>
    public bool DropPartial { get; init; }

    /// <summary>Where order and variation come from: they are functions of the seed, the epoch and the image's index.</summary>
    public long Seed { get; init; }

    /// <summary>Takes note of images that cannot be read. Null: the first of them ends the run.</summary>
    public BrokenImages? Broken { get; init; }

    /// <summary>
    /// Whether another image, drawn from the seed, takes the place of one that cannot be read, as training wants it. Else it is left out, and its batch is smaller.
    /// </summary>
    public bool ReplaceBroken { get; init; }

    /// <summary>How many batches are prepared at the same time. Half the processors, as the network wants them too.</summary>
    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount / 2, 1, 8);

    /// <summary>How many batches at most are ready or under way ahead of the network.</summary>
    public int Ahead { get; init; } = Math.Clamp(Environment.ProcessorCount, 3, 16);
}

using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Data;

namespace ResNetGen.Cli.Training;

/// <summary>
/// Some images of a data set. Training parts are divided by it: choosing the best weights by the test part would make its score worth less.
/// </summary>
internal sealed class HeldOutImages : IImageDataset
{
    private readonly IImageDataset all;
    private readonly int[] indices;

    private HeldOutImages(IImageDataset all, string name, int[] indices)
    {
        this.all = all;
        this.indices = indices;
        Name = name;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count => indices.Length;

    /// <inheritdoc/>
    public FeatureShape Shape => all.Shape;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => all.ClassNames;

    /// <summary>Divides the training part of a source: so many images become the ones to be judged by, in place of its test part.</summary>
    /// <param name="data">The source.</param>
    /// <param name="count">How many images are held out.</param>
    /// <param name="seed">Decides which.</param>
    /// <exception cref="RefusalException">Nothing would be left to learn from.</exception>
    public static DataSource Divide(DataSource data, int count, int seed)
    {
        var train = data.Train;
        if (count >= train.Count)
        {
            throw new RefusalException($"--validation {count}: {train.Name} has {train.Count} images, and some have to be left to learn from.");
        }

        var order = Enumerable.Range(0, train.Count).ToArray();
        new Random(seed).Shuffle(order);
        return new DataSource(
            data.Name,
            () => Part($"{train.Name} without validation", count..),
            () => Part($"{data.Name} validation", ..count),
            data.Normalization,
            data.Augmentation);

        // In the data set's order, as one would have listed them.
        HeldOutImages Part(string name, Range range) => new(train, name, [.. order[range].Order()]);
    }

    /// <inheritdoc/>
    public int Read(int index, Span<byte> pixels) => all.Read(indices[index], pixels);
}

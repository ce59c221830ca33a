using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Inference;

namespace ResNetGen.Data;

/// <summary>
/// How pixels become the numbers that a network sees: for each channel (pixel / 255 - mean) / standard deviation.
/// Published weights work only with the one that they were trained with.
/// </summary>
public sealed class Normalization
{
    private const int Levels = ImageNormalizer.Levels;

    private readonly float[] mean;
    private readonly float[] standardDeviation;

    /// <summary>A normalisation of own numbers, one of each a channel, in units of pixel / 255.</summary>
    /// <exception cref="ArgumentException">The lists differ in length, are empty, a value is not a finite number, or a deviation is not above 0.</exception>
    public Normalization(ReadOnlySpan<float> mean, ReadOnlySpan<float> standardDeviation)
    {
        if (mean.Length != standardDeviation.Length || mean.IsEmpty)
        {
            throw new ArgumentException(
                $"A normalisation has as many means as standard deviations, and at least one; here are {mean.Length} and {standardDeviation.Length}.");
        }

        for (var channel = 0; channel < mean.Length; channel++)
        {
            ImageNormalizer.Require(channel, mean[channel], standardDeviation[channel]);
        }

        this.mean = mean.ToArray();
        this.standardDeviation = standardDeviation.ToArray();
    }

    private Normalization(ImageNormalizer normalizer)
        : this([.. normalizer.Mean], [.. normalizer.StandardDeviation])
    {
    }

    /// <summary>Pixel / 255, so numbers from 0 to 1, for any count of channels.</summary>
    public static Normalization Unit { get; } = new([0f], [1f]);

    /// <summary>Pixels as they are, 0 to 255, for any count of channels: what MLPerf Tiny's networks take.</summary>
    public static Normalization Raw { get; } = new([0f], [1f / 255]);

    /// <summary>Means 0.485 0.456 0.406 and deviations 0.229 0.224 0.225: those of ImageNet, which torchvision's weights take.</summary>
    public static Normalization Imagenet { get; } = new(ImageNormalizer.ImageNet);

    /// <summary>Means 0.4914 0.4822 0.4465 and deviations 0.2023 0.1994 0.2010: those most used with CIFAR-10.</summary>
    public static Normalization Cifar10 { get; } = new(ImageNormalizer.Cifar10);

    /// <summary>Means 0.5071 0.4865 0.4409 and deviations 0.2673 0.2564 0.2762: those of CIFAR-100's training images.</summary>
    public static Normalization Cifar100 { get; } = new([0.5071f, 0.4865f, 0.4409f], [0.2673f, 0.2564f, 0.2762f]);

    /// <summary>Mean 0.1307 and deviation 0.3081: those of MNIST's training images.</summary>
    public static Normalization Mnist { get; } = new([0.1307f], [0.3081f]);

    /// <summary>Mean 0.449 and deviation 0.226: those of ImageNet's pictures made grey.</summary>
    internal static Normalization GreyImagenet { get; } = new([0.449f], [0.226f]);

    /// <summary>The normalisations that have a name.</summary>
    public static IReadOnlyDictionary<string, Normalization> Named { get; } =
        new SortedDictionary<string, Normalization>(StringComparer.OrdinalIgnoreCase)
        {
            ["cifar10"] = Cifar10,
            ["cifar100"] = Cifar100,
            ["imagenet"] = Imagenet,
            ["mnist"] = Mnist,
            ["raw"] = Raw,
            ["unit"] = Unit,
        };

    /// <summary>The mean of each channel; one number stands for all channels.</summary>
    public IReadOnlyList<float> Mean => mean;

    /// <summary>The standard deviation of each channel; one number stands for all channels.</summary>
    public IReadOnlyList<float> StandardDeviation => standardDeviation;

    /// <summary>The mean and deviation of a data set's own pixels, over images taken evenly from all of it.</summary>
    /// <param name="data">The images.</param>
    /// <param name="images">How many of them at most are read.</param>
    /// <exception cref="ArgumentException">The data set is empty.</exception>
    public static Normalization Of(IImageDataset data, int images = 5000)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(images, 1);
        if (data.Count == 0)
        {
            throw new ArgumentException($"{data.Name} has no images, so their mean is not known.", nameof(data));
        }

        var read = Math.Min(images, data.Count);
        var plane = data.Shape.Height * data.Shape.Width;
        var sums = new double[data.Shape.Channels];
        var squares = new double[data.Shape.Channels];
        var pixels = ArrayPool<byte>.Shared.Rent(data.Shape.Length);
        for (var i = 0; i < read; i++)
        {
            data.Read((int)((long)i * data.Count / read), pixels.AsSpan(0, data.Shape.Length));
            for (var channel = 0; channel < sums.Length; channel++)
            {
                long sum = 0;
                long square = 0;
                foreach (var pixel in pixels.AsSpan(channel * plane, plane))
                {
                    sum += pixel;
                    square += pixel * pixel;
                }

                sums[channel] += sum;
                squares[channel] += square;
            }
        }

        ArrayPool<byte>.Shared.Return(pixels);

        var count = (double)read * plane;
        var means = sums.Select(sum => sum / count).ToArray();

        // One grey level is the least that images can differ by; it also keeps images of one colour from a division by zero.
        var deviations = squares.Select((square, channel) =>
            Math.Max(1, Math.Sqrt(Math.Max(0, (square / count) - (means[channel] * means[channel])))));
        return new Normalization(
            [.. means.Select(m => (float)(m / (Levels - 1)))],
            [.. deviations.Select(d => (float)(d / (Levels - 1)))]);
    }

    /// <summary>The numbers for all 256 levels, a row a channel.</summary>
    /// <exception cref="ArgumentException">The normalisation is for another count of channels.</exception>
    internal float[] Table(int channels)
    {
        if (mean.Length != 1 && mean.Length != channels)
        {
            throw new ArgumentException(
                $"The normalisation is for {mean.Length} channels, the images have {channels}; give one mean and one standard deviation a channel.");
        }

        var table = new float[channels * Levels];
        for (var channel = 0; channel < channels; channel++)
        {
            var place = mean.Length == 1 ? 0 : channel;
            ImageNormalizer.Normalize(mean[place], standardDeviation[place], table.AsSpan(channel * Levels, Levels));
        }

        return table;
    }
}

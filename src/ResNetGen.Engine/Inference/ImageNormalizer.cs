using System;
using System.Collections.Generic;
using ResNetGen.Weights;

namespace ResNetGen.Engine.Inference;

/// <summary>
/// Turns RGB images of bytes into the input of a network: for each channel, (byte / 255 - mean) / standard deviation. Published weights need the mean and the
/// standard deviation that they were trained with.
/// </summary>
public sealed class ImageNormalizer
{
    /// <summary>The number of values of a byte.</summary>
    internal const int Levels = 256;

    private const int Channels = 3;

    // The results for all bytes, a row for each channel.
    private readonly float[] table = new float[Channels * Levels];

    /// <summary>A normalization with a mean and a standard deviation for red, green and blue, in units of byte / 255.</summary>
    /// <param name="mean">The means.</param>
    /// <param name="standardDeviation">The standard deviations, each above 0.</param>
    /// <exception cref="ArgumentException">There are not three of each, or a value is not a finite number, or a standard deviation is not above 0.</exception>
    public ImageNormalizer(ReadOnlySpan<float> mean, ReadOnlySpan<float> standardDeviation)
    {
        if (mean.Length != Channels || standardDeviation.Length != Channels)
        {
            throw new ArgumentException(
                $"RGB images need {Channels} means and {Channels} standard deviations; there are {mean.Length} and {standardDeviation.Length}.");
        }

        for (var channel = 0; channel < Channels; channel++)
        {
            Require(channel, mean[channel], standardDeviation[channel]);
            Normalize(mean[channel], standardDeviation[channel], table.AsSpan(channel * Levels, Levels));
        }

        Mean = mean.ToArray();
        StandardDeviation = standardDeviation.ToArray();
    }

    /// <summary>Byte / 255: values from 0 to 1.</summary>
    public static ImageNormalizer Unit { get; } = new([0, 0, 0], [1, 1, 1]);

    /// <summary>The means 0.485 0.456 0.406 and the standard deviations 0.229 0.224 0.225 of ImageNet, which torchvision's weights need.</summary>
    public static ImageNormalizer ImageNet { get; } = new([0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);

    /// <summary>The means 0.4914 0.4822 0.4465 and the standard deviations 0.2023 0.1994 0.2010, which are used most with CIFAR-10.</summary>
    public static ImageNormalizer Cifar10 { get; } = new([0.4914f, 0.4822f, 0.4465f], [0.2023f, 0.1994f, 0.2010f]);

    /// <summary>The means of red, green and blue.</summary>
    public IReadOnlyList<float> Mean { get; }

    /// <summary>The standard deviations of red, green and blue.</summary>
    public IReadOnlyList<float> StandardDeviation { get; }

    /// <summary>
    /// The normalization with which a network was trained, from the metadata of its weights file: the text <c>resnetgen.normalization</c>, which
    /// <c>resnetgen train</c> writes.
    /// </summary>
    /// <param name="metadata">The file's metadata, such as <see cref="Engine.Weights.SafeTensorsWeights.Metadata"/>.</param>
    /// <returns>Null where the metadata does not have the text.</returns>
    /// <exception cref="ArgumentException">The text is not a normalization of RGB images.</exception>
    public static ImageNormalizer? FromMetadata(IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        if (!metadata.TryGetValue(NormalizationNote.Key, out var text))
        {
            return null;
        }

        if (!NormalizationNote.TryRead(text, out var mean, out var standardDeviation))
        {
            throw new ArgumentException(
                $"The metadata has '{VisibleText.Of(text)}' as {NormalizationNote.Key}; a normalization is a JSON list of two lists, the means and the standard deviations.");
        }

        // One value of each stands for all channels.
        return (mean, standardDeviation) is ([var all], [var one])
            ? new ImageNormalizer([all, all, all], [one, one, one])
            : new ImageNormalizer(mean, standardDeviation);
    }

    /// <summary>Normalizes images.</summary>
    /// <param name="rgb">N x H x W x 3 bytes, channels-last: red, green and blue of each pixel, rows from the top.</param>
    /// <param name="height">The rows of an image, H.</param>
    /// <param name="width">The columns of an image, W.</param>
    /// <returns>N x 3 x H x W values.</returns>
    /// <exception cref="ArgumentException">The number of bytes is not a multiple of H x W x 3.</exception>
    public float[] Normalize(ReadOnlySpan<byte> rgb, int height, int width)
    {
        var values = new float[rgb.Length];
        Normalize(rgb, height, width, values);
        return values;
    }

    /// <summary>Normalizes images into memory of the caller's.</summary>
    /// <param name="rgb">N x H x W x 3 bytes, channels-last: red, green and blue of each pixel, rows from the top.</param>
    /// <param name="height">The rows of an image, H.</param>
    /// <param name="width">The columns of an image, W.</param>
    /// <param name="values">Receives N x 3 x H x W values.</param>
    /// <exception cref="ArgumentException">The number of bytes is not a multiple of H x W x 3, or the number of values is another.</exception>
    public void Normalize(ReadOnlySpan<byte> rgb, int height, int width, Span<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        var plane = checked(height * width);
        var length = checked(plane * Channels);
        if (rgb.Length % length != 0)
        {
            throw new ArgumentException($"There are {rgb.Length} bytes, and an image of {height} x {width} x {Channels} has {length}.", nameof(rgb));
        }

        if (values.Length != rgb.Length)
        {
            throw new ArgumentException($"There is room for {values.Length} values, and {rgb.Length} bytes become {rgb.Length} values.", nameof(values));
        }

        for (var image = 0; image < rgb.Length; image += length)
        {
            for (var channel = 0; channel < Channels; channel++)
            {
                var levels = table.AsSpan(channel * Levels, Levels);
                var to = values.Slice(image + (channel * plane), plane);
                for (var pixel = 0; pixel < plane; pixel++)
                {
                    to[pixel] = levels[rgb[image + (pixel * Channels) + channel]];
                }
            }
        }
    }

    /// <summary>Refuses a mean and a standard deviation that no images have.</summary>
    internal static void Require(int channel, float mean, float standardDeviation)
    {
        if (!float.IsFinite(mean) || !float.IsFinite(standardDeviation) || standardDeviation <= 0)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"A mean is a finite number, and a standard deviation is above 0; channel {channel} has {mean} and {standardDeviation}."));
        }
    }

    /// <summary>The normalized values of all bytes.</summary>
    internal static void Normalize(float mean, float standardDeviation, Span<float> values)
    {
        for (var level = 0; level < Levels; level++)
        {
            // In this order and in float32, as torchvision computes it: the network sees the same bits as in training.
            values[level] = ((level / 255f) - mean) / standardDeviation;
        }
    }
}

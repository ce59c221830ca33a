using System;
using ResNetGen.Data;
using ResNetGen.Images;
using ResNetGen.Images.Resizing;
using ResNetGen.Training;
using static TorchSharp.torch;

namespace ResNetGen.Predicting;

/// <summary>
/// Makes pictures of any size to what a network takes, as networks are evaluated: resized until the shorter side is the network's divided by 0.875 (256
/// pixels for 224), and the middle cut out. A picture of just the network's size is taken as it is.
/// </summary>
public sealed class ImageInput
{
    private readonly FeatureShape shape;
    private readonly float[] table;

    /// <summary>An input.</summary>
    /// <param name="shape">What the network takes, with 1 channel for grey or 3 for colours.</param>
    /// <param name="normalization">How pixels become numbers: the one that the network was trained with.</param>
    /// <exception cref="ArgumentException">The network takes neither grey nor colours, or the normalisation is for another count of channels.</exception>
    public ImageInput(FeatureShape shape, Normalization normalization)
    {
        ArgumentNullException.ThrowIfNull(normalization);
        if (shape.Channels is not (1 or 3))
        {
            throw new ArgumentException($"Pictures have 3 channels, or 1 if they are made grey; the network takes {shape}.");
        }

        this.shape = shape;
        table = normalization.Table(shape.Channels);
    }

    /// <summary>The part of a picture that the network sees, at its size and with its channels.</summary>
    public Picture Fit(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var fitted = picture.Width == shape.Width && picture.Height == shape.Height ? picture : Middle(picture);
        if (fitted.Channels == shape.Channels)
        {
            return fitted;
        }

        var result = new Picture(fitted.Width, fitted.Height, shape.Channels);
        if (shape.Channels == 1)
        {
            Interleave.ToGrey(fitted.Pixels, result.Pixels);
        }
        else
        {
            for (var i = 0; i < result.Pixels.Length; i++)
            {
                result.Pixels[i] = fitted.Pixels[i / 3];
            }
        }

        return result;
    }

    /// <summary>The numbers of a fitted picture: 1 x C x H x W, on the device of the network that it is for.</summary>
    /// <param name="fitted">What <see cref="Fit"/> gives.</param>
    /// <param name="device">The device.</param>
    public Tensor Numbers(Picture fitted, Device device)
    {
        ArgumentNullException.ThrowIfNull(fitted);
        var planes = new byte[shape.Length];
        fitted.CopyToPlanes(planes);
        var plane = shape.Height * shape.Width;
        var numbers = new float[planes.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = table[(i / plane * 256) + planes[i]];
        }

        using var flat = tensor(numbers);
        using var image = flat.reshape(1, shape.Channels, shape.Height, shape.Width);
        return Placement.On(device, image).alias();
    }

    private Picture Middle(Picture picture)
    {
        var (size, middle) = (new PictureSize(picture.Width, picture.Height), new Picture(shape.Width, shape.Height, picture.Channels));
        var (resized, window) = EvaluationCrop.Of(size, new PictureSize(shape.Width, shape.Height));
        Bilinear.Resize(picture.Pixels, size, picture.Channels, PictureRegion.Whole(size), resized, window, middle.Pixels);
        return middle;
    }
}

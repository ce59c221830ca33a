using System;
using ResNetGen.Images;
using ResNetGen.Images.Resizing;

namespace ResNetGen.Data.Folders;

/// <summary>How pictures in folders become a data set.</summary>
public sealed record ImageFolderOptions
{
    /// <summary>The share of each class that is held out where the folder has no part of its own for that, above 0 and below 1.</summary>
    public double HeldOut { get; init; } = 0.2;

    /// <summary>Decides, with the files' names, which pictures are held out.</summary>
    public long Seed { get; init; }

    /// <summary>
    /// How much of a picture's shorter side is looked at in evaluation, above 0 and up to 1: the middle. ImageNet's usual 256 pixels of which 224 are taken are 0.875.
    /// A picture that already has the network's size is taken whole.
    /// </summary>
    public double MiddleShare { get; init; } = EvaluationCrop.UsualShare;

    /// <summary>Reads the files.</summary>
    public PictureReader Reader { get; init; } = PictureReader.Usual;

    /// <summary>Says what is wrong with the options, if anything is.</summary>
    internal void Check()
    {
        if (!(HeldOut is > 0 and < 1))
        {
            throw new ArgumentException(FormattableString.Invariant($"HeldOut is {HeldOut}; it has to be above 0 and below 1."));
        }

        if (!(MiddleShare is > 0 and <= 1))
        {
            throw new ArgumentException(FormattableString.Invariant($"MiddleShare is {MiddleShare}; it has to be above 0 and up to 1."));
        }
    }
}

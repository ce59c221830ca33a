using ResNetGen.Images;

namespace ResNetGen.Data;

/// <summary>The part of a picture that is wanted, which depends on the picture's size: <see cref="IPictureDataset"/>.</summary>
public readonly struct PictureCrop
{
    private readonly RandomResizedCrop crop;
    private readonly RandomStream random;

    internal PictureCrop(RandomResizedCrop crop, RandomStream random)
    {
        this.crop = crop;
        this.random = random;
    }

    /// <summary>The part of a picture of this size; asked again, it gives the same.</summary>
    public PictureRegion Choose(PictureSize picture)
    {
        var drawn = random;
        return crop.Draw(picture, ref drawn);
    }
}

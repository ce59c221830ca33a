namespace ResNetGen.Data;

/// <summary>How training images are varied. Evaluation leaves them as they are.</summary>
/// <param name="Padding">
/// How many black pixels are added on each side before a crop of the old size is taken at a random place; 0 crops nothing.
/// </param>
/// <param name="Flip">Whether one image in two is mirrored left to right.</param>
public sealed record Augmentation(int Padding, bool Flip)
{
    /// <summary>Images as they are.</summary>
    public static Augmentation None { get; } = new(0, Flip: false);

    /// <summary>What CIFAR networks are trained with: four pixels of padding, and flips (He et al., 2015, section 4.2).</summary>
    public static Augmentation Standard { get; } = new(4, Flip: true);

    /// <summary>How one image is varied, drawn from its own stream of random numbers.</summary>
    internal (int Top, int Left, bool Mirror) Draw(ref RandomStream random)
    {
        var top = Padding == 0 ? 0 : random.Below((2 * Padding) + 1) - Padding;
        var left = Padding == 0 ? 0 : random.Below((2 * Padding) + 1) - Padding;
        return (top, left, Flip && random.Below(2) == 1);
    }
}

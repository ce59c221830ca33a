using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Data.Shapes;

/// <summary>
/// Pictures of ten kinds of figure, drawn on the spot: random place, size, turn and colours, on a background with clutter, partly hidden, with
/// noise. The same seed, part and index always draw the same picture, at whatever size is asked for; nothing is downloaded or stored.
/// </summary>
/// <remarks>
/// The classes differ by outline alone: neither the mean colour nor any single pixel tells them apart, so a linear classifier stays under 50 %
/// where a ResNet-20 passes 90 % after 40,000 pictures.
/// </remarks>
public sealed class ShapesDataset : IImageDataset
{
    /// <summary>The images in the part to learn from, where no count is given.</summary>
    public const int TrainCount = 10_000;

    /// <summary>The images in the held-out part, where no count is given.</summary>
    public const int TestCount = 2_000;

    private const int LeastSide = 16;

    private static readonly string[] Names = [.. Figure.Kinds.Select(kind => kind.Name)];

    /// <summary>The bar that hides part of a figure.</summary>
    private static readonly Figure Bar = new("bar", static (x, y) => MathF.Max(MathF.Abs(x) - 1, MathF.Abs(y) - 0.1f));

    private readonly DatasetPart part;
    private readonly long seed;

    /// <summary>Pictures of a part.</summary>
    /// <param name="part">To learn from, or held out.</param>
    /// <param name="shape">1 or 3 channels, and at least 16 pixels each way.</param>
    /// <param name="count">How many; 0 for the part's usual count.</param>
    /// <param name="seed">Another seed draws other pictures.</param>
    /// <exception cref="DatasetException">Pictures of this shape cannot be drawn.</exception>
    public ShapesDataset(DatasetPart part, FeatureShape shape, int count = 0, long seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (shape.Channels is not (1 or 3))
        {
            throw new DatasetException("shapes", $"pictures are drawn with 1 or 3 channels, not {shape.Channels} ({shape}); give the network one of these.");
        }

        if (shape.Height < LeastSide || shape.Width < LeastSide)
        {
            throw new DatasetException("shapes", $"a picture has at least {LeastSide} x {LeastSide} pixels to tell figures apart, not {shape.Height} x {shape.Width}.");
        }

        this.part = part;
        this.seed = seed;
        Shape = shape;
        Count = count > 0 ? count : part == DatasetPart.Train ? TrainCount : TestCount;
    }

    /// <summary>Mean 0.5 and deviation 0.29 in each channel, which is what the pictures have.</summary>
    public static Normalization Normalization { get; } = new([0.5f], [0.29f]);

    /// <inheritdoc/>
    public string Name => part == DatasetPart.Train ? "shapes train" : "shapes test";

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public FeatureShape Shape { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => Names;

    /// <inheritdoc/>
    public int Read(int index, Span<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);

        var random = new RandomStream(seed, (long)part, index);
        var canvas = new Canvas(pixels[..Shape.Length], Shape);
        var side = MathF.Min(Shape.Height, Shape.Width);

        var label = index % Figure.Kinds.Length;
        var background = Color.Draw(ref random);
        canvas.Gradient(background, Near(background, 60, ref random), random.Between(0, 2 * MathF.PI));
        for (var left = random.Below(6); left > 0; left--)
        {
            canvas.Draw(Figure.Kinds[random.Below(Figure.Kinds.Length)], Clutter(side, ref random), Color.Draw(ref random));
        }

        var size = side * random.Between(0.26f, 0.42f);
        var pose = new Pose(
            random.Between(size, Shape.Width - size),
            random.Between(size, Shape.Height - size),
            size * random.Between(0.85f, 1),
            size * random.Between(0.85f, 1),
            random.Between(0, 2 * MathF.PI));
        canvas.Draw(Figure.Kinds[label], pose, Color.DrawUnlike(background, 70, ref random));

        if (random.Chance(0.5f))
        {
            canvas.Draw(Bar, Across(pose, size, side, ref random), Color.Draw(ref random));
        }

        canvas.Noise(random.Between(2, 14), ref random);
        return label;
    }

    private static Color Near(Color color, float distance, ref RandomStream random) => new(
        color.Red + random.Between(-distance, distance),
        color.Green + random.Between(-distance, distance),
        color.Blue + random.Between(-distance, distance));

    /// <summary>A place anywhere, for a figure too small to be taken for the one that counts.</summary>
    private Pose Clutter(float side, ref RandomStream random)
    {
        var size = side * random.Between(0.04f, 0.1f);
        return new Pose(random.Between(0, Shape.Width), random.Between(0, Shape.Height), size, size, random.Between(0, 2 * MathF.PI));
    }

    /// <summary>A thin bar over a figure, off its middle.</summary>
    private static Pose Across(Pose figure, float size, float side, ref RandomStream random)
    {
        var length = side * random.Between(0.2f, 0.5f);
        return new Pose(
            figure.X + (size * random.Between(-0.7f, 0.7f)),
            figure.Y + (size * random.Between(-0.7f, 0.7f)),
            length,
            length,
            random.Between(0, 2 * MathF.PI));
    }
}

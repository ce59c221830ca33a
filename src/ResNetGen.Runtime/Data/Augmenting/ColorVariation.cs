using System;

namespace ResNetGen.Data;

/// <summary>
/// Varies brightness, contrast, saturation and hue, in a random order (Howard, "Some Improvements on Deep Convolutional Neural Network Based Image Classification",
/// 2013, section 2.2; drawn and computed as torchvision's <c>ColorJitter</c>).
/// </summary>
/// <param name="Brightness">Levels are multiplied by 1 - this to 1 + this.</param>
/// <param name="Contrast">Distances from the mean grey are.</param>
/// <param name="Saturation">Distances from each pixel's grey are. Grey images stay.</param>
/// <param name="Hue">How far round the circle of hues colours go at most, either way: up to 0.5. Grey images stay.</param>
public sealed record ColorVariation(float Brightness, float Contrast, float Saturation, float Hue = 0)
{
    private static readonly byte[][] Orders = MakeOrders();

    /// <summary>Varies an image in place.</summary>
    /// <param name="planes">One plane a channel: 1 or 3.</param>
    /// <param name="channels">How many.</param>
    /// <param name="random">What is drawn comes from it.</param>
    internal void Apply(Span<byte> planes, int channels, ref RandomStream random)
    {
        var order = Orders[random.Below(Orders.Length)];
        var brightness = Factor(Brightness, ref random);
        var contrast = Factor(Contrast, ref random);
        var saturation = Factor(Saturation, ref random);
        var hue = random.Between(-Hue, Hue);
        foreach (var step in order)
        {
            switch (step)
            {
                case 0 when Brightness > 0:
                    ColorChange.Brightness(planes, brightness);
                    break;
                case 1 when Contrast > 0:
                    ColorChange.Contrast(planes, channels, contrast);
                    break;
                case 2 when Saturation > 0 && channels == 3:
                    ColorChange.Saturation(planes, saturation);
                    break;
                case 3 when Hue > 0 && channels == 3:
                    ColorChange.Hue(planes, hue);
                    break;
            }
        }
    }

    /// <summary>Says what is wrong with it, if anything is.</summary>
    internal void Check()
    {
        foreach (var (name, value, most) in new[] { ("brightness", Brightness, 10f), ("contrast", Contrast, 10f), ("saturation", Saturation, 10f), ("hue", Hue, 0.5f) })
        {
            if (!(value >= 0 && value <= most))
            {
                throw new ArgumentException(FormattableString.Invariant($"The {name} varies by 0 to {most}; here it is {value}."));
            }
        }
    }

    private static float Factor(float share, ref RandomStream random) => random.Between(MathF.Max(0, 1 - share), 1 + share);

    private static byte[][] MakeOrders()
    {
        var orders = new byte[24][];
        for (var i = 0; i < orders.Length; i++)
        {
            // The digits of i with the bases 4, 3, 2 say which of those left comes next.
            var left = new System.Collections.Generic.List<byte> { 0, 1, 2, 3 };
            orders[i] = new byte[4];
            for (int place = 0, rest = i; place < 4; rest /= 4 - place, place++)
            {
                var next = rest % left.Count;
                orders[i][place] = left[next];
                left.RemoveAt(next);
            }
        }

        return orders;
    }
}

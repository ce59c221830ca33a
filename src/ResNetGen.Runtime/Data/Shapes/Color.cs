using System;

namespace ResNetGen.Data.Shapes;

/// <summary>A colour of three channels from 0 to 255; images of one channel use the first.</summary>
internal readonly record struct Color(float Red, float Green, float Blue)
{
    public float this[int channel] => channel switch { 0 => Red, 1 => Green, _ => Blue };

    public static Color Draw(ref RandomStream random) =>
        new(random.Between(0, 255), random.Between(0, 255), random.Between(0, 255));

    /// <summary>A colour that differs from another by at least so many levels in its first channel, the one that grey images have.</summary>
    public static Color DrawUnlike(Color other, float contrast, ref RandomStream random)
    {
        Color color;
        do
        {
            color = Draw(ref random);
        }
        while (MathF.Abs(color.Red - other.Red) < contrast);

        return color;
    }
}

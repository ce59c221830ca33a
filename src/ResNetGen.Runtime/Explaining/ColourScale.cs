using System;

namespace ResNetGen.Explaining;

/// <summary>Colours for numbers from 0 to 1 that grow evenly brighter, so that they can be read in grey too.</summary>
internal sealed class ColourScale
{
    private readonly (byte Red, byte Green, byte Blue)[] stops;

    private ColourScale(params (byte Red, byte Green, byte Blue)[] stops) => this.stops = stops;

    /// <summary>From black by red to yellow: the points of Inferno (Smith and van der Walt, CC0) at eighths.</summary>
    public static ColourScale Heat { get; } = new(
        (0, 0, 4), (31, 12, 72), (85, 15, 109), (136, 34, 106), (186, 54, 85), (227, 89, 51), (249, 140, 10), (249, 201, 50), (252, 255, 164));

    /// <summary>From violet by green to yellow: the points of Viridis (Smith and van der Walt, CC0) at eighths.</summary>
    public static ColourScale Values { get; } = new(
        (68, 1, 84), (71, 44, 122), (59, 81, 139), (44, 113, 142), (33, 144, 141), (39, 173, 129), (92, 200, 99), (170, 220, 50), (253, 231, 37));

    /// <summary>The colour of a number.</summary>
    public (byte Red, byte Green, byte Blue) Of(float value)
    {
        var place = Math.Clamp(float.IsFinite(value) ? value : 0, 0, 1) * (stops.Length - 1);
        var before = Math.Min((int)place, stops.Length - 2);
        var (from, to, share) = (stops[before], stops[before + 1], place - before);
        return (Between(from.Red, to.Red, share), Between(from.Green, to.Green, share), Between(from.Blue, to.Blue, share));
    }

    private static byte Between(byte from, byte to, float share) => (byte)MathF.Round(from + ((to - from) * share));
}

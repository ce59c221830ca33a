using System;

namespace ResNetGen.Data.Shapes;

/// <summary>
/// A figure in its own frame, in which it fits a circle of radius 1: how far a point lies outside its outline (negative inside).
/// </summary>
internal readonly record struct Figure(string Name, Func<float, float, float> Distance)
{
    /// <summary>The ten kinds; a kind's place is its label.</summary>
    public static readonly Figure[] Kinds =
    [
        new("circle", static (x, y) => Disc(x, y, 0.85f)),
        new("semicircle", static (x, y) => MathF.Max(Disc(x, y - 0.45f, 1), y - 0.4f)),
        new("crescent", static (x, y) => MathF.Max(Disc(x, y, 0.95f), -Disc(x - 0.5f, y, 0.75f))),
        new("ring", static (x, y) => MathF.Abs(Disc(x, y, 0.72f)) - 0.18f),
        new("triangle", static (x, y) => MathF.Max(-y, (0.8660254f * MathF.Abs(x)) + (0.5f * y)) - 0.5f),
        new("square", static (x, y) => Box(x, y, 0.7f, 0.7f)),
        new("cross", static (x, y) => MathF.Min(Box(x, y, 0.95f, 0.27f), Box(x, y, 0.27f, 0.95f))),
        new("star", Star),
        new("arrow", static (x, y) => MathF.Min(Box(x + 0.3f, y, 0.65f, 0.2f), ArrowHead(x, y))),
        new("heart", static (x, y) => MathF.Min(Disc(MathF.Abs(x) - 0.38f, y + 0.3f, 0.5f), Diamond(x, y - 0.07f, 0.87f))),
    ];

    private static float Disc(float x, float y, float radius) => MathF.Sqrt((x * x) + (y * y)) - radius;

    private static float Box(float x, float y, float halfWidth, float halfHeight) =>
        MathF.Max(MathF.Abs(x) - halfWidth, MathF.Abs(y) - halfHeight);

    private static float Diamond(float x, float y, float reach) => (MathF.Abs(x) + MathF.Abs(y) - reach) * 0.70710678f;

    private static float ArrowHead(float x, float y) => MathF.Max(-x, (x + MathF.Abs(y) - 0.9f) * 0.70710678f);

    /// <summary>Five points: one edge between a tip and an inner corner, mirrored and turned onto the other nine.</summary>
    private static float Star(float x, float y)
    {
        const float sector = 2 * MathF.PI / 5;
        const float innerRadius = 0.42f;
        var angle = MathF.Atan2(y, x);
        angle = MathF.Abs(angle - (sector * MathF.Round(angle / sector)));
        var radius = MathF.Sqrt((x * x) + (y * y));
        var (px, py) = (radius * MathF.Cos(angle), radius * MathF.Sin(angle));

        // The edge runs from (1, 0) to the inner corner half a sector further.
        var (ex, ey) = ((innerRadius * MathF.Cos(sector / 2)) - 1, innerRadius * MathF.Sin(sector / 2));
        return (((px - 1) * ey) - (py * ex)) / MathF.Sqrt((ex * ex) + (ey * ey));
    }
}

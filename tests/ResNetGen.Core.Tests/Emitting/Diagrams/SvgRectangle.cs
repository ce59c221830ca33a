namespace ResNetGen.Core.Tests.Emitting.Diagrams;

/// <summary>A part of a picture.</summary>
internal sealed record SvgRectangle(double Left, double Top, double Right, double Bottom)
{
    /// <summary>Whether another lies within it.</summary>
    public bool Holds(SvgRectangle other) => other.Left >= Left && other.Right <= Right && other.Top >= Top && other.Bottom <= Bottom;

    /// <summary>Whether another shares a part with it.</summary>
    public bool Overlaps(SvgRectangle other) => other.Left < Right && other.Right > Left && other.Top < Bottom && other.Bottom > Top;
}

using System;

namespace ResNetGen.Data.Shapes;

/// <summary>Where a figure stands in an image: its middle and scales in pixels, its turn in radians.</summary>
internal readonly struct Pose
{
    private readonly float cosine;
    private readonly float sine;
    private readonly float scaleX;
    private readonly float scaleY;

    public Pose(float x, float y, float scaleX, float scaleY, float turn)
    {
        X = x;
        Y = y;
        this.scaleX = scaleX;
        this.scaleY = scaleY;
        (sine, cosine) = MathF.SinCos(turn);
    }

    public float X { get; }

    public float Y { get; }

    /// <summary>How many pixels one unit of the figure's frame is, the lesser of both directions: what outlines are softened by.</summary>
    public float Scale => MathF.Min(scaleX, scaleY);

    /// <summary>How far the figure reaches from its middle, in pixels: figures fit a circle of radius 1, with some tips a little outside.</summary>
    public float Reach => 1.1f * MathF.Max(scaleX, scaleY);

    public (float X, float Y) ToFigure(float column, float row)
    {
        var (dx, dy) = (column - X, row - Y);
        return (((cosine * dx) + (sine * dy)) / scaleX, ((cosine * dy) - (sine * dx)) / scaleY);
    }
}

namespace ResNetGen.Core.Emitting.Diagrams.Svg;

/// <summary>How a text looks.</summary>
/// <param name="Class">Its class in the style sheet.</param>
/// <param name="Size">Its size in pixels.</param>
/// <param name="IsBold">Whether it is bold.</param>
internal sealed record TextStyle(string Class, int Size, bool IsBold)
{
    /// <summary>The name of the network.</summary>
    public static readonly TextStyle Title = new("title", 18, true);

    /// <summary>What something is called.</summary>
    public static readonly TextStyle Name = new("name", 13, true);

    /// <summary>What is said of it.</summary>
    public static readonly TextStyle Body = new("body", 12, false);

    /// <summary>Shapes, keys and costs.</summary>
    public static readonly TextStyle Quiet = new("quiet", 11, false);

    /// <summary>All styles, for the style sheet.</summary>
    public static TextStyle[] All => [Title, Name, Body, Quiet];

    /// <summary>From one line to the next, in pixels.</summary>
    public double LineHeight => Size + 5;
}

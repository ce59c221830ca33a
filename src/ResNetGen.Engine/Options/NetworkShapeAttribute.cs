using System;

namespace ResNetGen;

/// <summary>
/// What a generated network takes and gives, in constants that the compiler sees: it checks by them the code that uses the network. The generator
/// writes it; at run time a network's <c>Info</c> says more.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NetworkShapeAttribute : Attribute
{
    /// <summary>The channels of an image.</summary>
    public int Channels { get; set; }

    /// <summary>How many scores the network gives for an image; 0 where it gives something else.</summary>
    public int Classes { get; set; }

    /// <summary>The fewest rows of an image.</summary>
    public int LeastHeight { get; set; } = 1;

    /// <summary>The fewest columns of an image.</summary>
    public int LeastWidth { get; set; } = 1;

    /// <summary>The most rows of an image.</summary>
    public int MostHeight { get; set; } = int.MaxValue;

    /// <summary>The most columns of an image.</summary>
    public int MostWidth { get; set; } = int.MaxValue;
}

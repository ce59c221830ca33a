namespace ResNetGen.Core.Fusing;

/// <summary>Numbers of buffers that are none of the numbered ones of a <see cref="FusedPart"/>.</summary>
public static class Buffers
{
    /// <summary>The images that the network was given. Nothing is written there.</summary>
    public const int Image = -1;

    /// <summary>Where what passes a stage by waits for what its units give.</summary>
    public const int Kept = -2;
}

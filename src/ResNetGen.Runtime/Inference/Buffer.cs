namespace ResNetGen.Inference;

/// <summary>Buffers of an <see cref="InferenceProgram"/> that have no number.</summary>
public static class Buffer
{
    /// <summary>The images that the network was given. Nothing is written there.</summary>
    public const int Image = -1;

    /// <summary>Where what passes a stage by waits for what its units give.</summary>
    public const int Kept = -2;
}

namespace ResNetGen.Training;

/// <summary>The numbers that a network computes with. Of a network in training, weights and optimizer are float32 in any case.</summary>
public enum Precision
{
    /// <summary>float32 everywhere.</summary>
    Full,

    /// <summary>bfloat16 in convolutions and matrix products, float32 elsewhere: as good, and faster where the machine has such numbers.</summary>
    Mixed,
}

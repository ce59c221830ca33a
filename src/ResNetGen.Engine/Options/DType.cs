namespace ResNetGen;

/// <summary>The element type of feature maps and weights.</summary>
public enum DType
{
    /// <summary>32 bits.</summary>
    Float32,

    /// <summary>16 bits, of which 8 are the exponent: twice as many values at once, on processors with <c>avx512_bf16</c>. Sums, images and logits are float32.</summary>
    BFloat16,
}

namespace ResNetGen;

/// <summary>The function of all activations.</summary>
public enum Nonlinearity
{
    /// <summary>Max(x, 0).</summary>
    Relu,

    /// <summary>Max(x, slope x).</summary>
    LeakyRelu,

    /// <summary>X sigmoid(x).</summary>
    Silu,

    /// <summary>X times the normal distribution's cumulative function.</summary>
    Gelu,
}

namespace ResNetGen.Inference.Steps;

/// <summary>The nonlinearity.</summary>
public enum ActivationKind
{
    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>max(x, slope * x).</summary>
    LeakyRelu,

    /// <summary>x * sigmoid(x), also called swish.</summary>
    Silu,

    /// <summary>x times the normal distribution's cumulative function.</summary>
    Gelu,
}

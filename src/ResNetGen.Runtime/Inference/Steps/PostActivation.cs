using static TorchSharp.torch;

namespace ResNetGen.Inference.Steps;

/// <summary>A nonlinearity.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Slope">The slope of a leaky one below 0; 0 for others.</param>
public sealed record PostActivation(ActivationKind Kind, double Slope = 0) : PostOperation
{
    /// <summary>The nonlinearity of a tensor, written over it where that is cheaper; otherwise the tensor is released.</summary>
    internal Tensor Over(Tensor x)
    {
        if (Kind == ActivationKind.Relu)
        {
            return x.relu_();
        }

        if (Kind == ActivationKind.LeakyRelu)
        {
            return x.leaky_relu_(Slope);
        }

        using (x)
        {
            return Kind == ActivationKind.Silu ? x.silu() : x.gelu();
        }
    }
}

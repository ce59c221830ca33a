using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Training;

/// <summary>How strongly each parameter of a network is pulled to zero.</summary>
internal static class DecayGroups
{
    /// <summary>The parameters that are trained, by the <c>weight_decay</c> that an optimizer takes.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">What the run says; where it says nothing, the network's specification counts, if it asks for any decay.</param>
    public static ILookup<double, Parameter> Of(nn.Module network, TrainingOptions options)
    {
        var parameters = network.parameters().Where(parameter => parameter.requires_grad);
        if (options.WeightDecay is null && network is IGeneratedNetwork { Info.Decay: { } decay } && decay != new WeightDecay(0, 0, 0))
        {
            // The gradient of w * w is twice w: L2 of 1e-4, as Keras counts it, is a decay of 2e-4.
            var norms = new HashSet<Parameter>(network.modules().Where(m => m is BatchNorm1d or BatchNorm2d or GroupNorm).SelectMany(m => m.parameters()), ReferenceEqualityComparer.Instance);
            return parameters.ToLookup(p => 2 * (p.dim() == 4 ? decay.Convolutions : p.dim() == 2 ? decay.Dense : norms.Contains(p) && decay.Norms > 0 ? decay.Norms : options.DecayNormsAndBiases ? decay.Convolutions : 0));
        }

        // Norms and biases are the parameters with one dimension.
        return parameters.ToLookup(p => options.DecayNormsAndBiases || p.dim() > 1 ? options.WeightDecay ?? TrainingOptions.UsualWeightDecay : 0);
    }
}

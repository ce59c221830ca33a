using System.Collections.Generic;
using ResNetGen.Training;
using static TorchSharp.torch;

namespace ResNetGen.Explaining;

/// <summary>What the stages of a network give for an image.</summary>
public static class StageFeatures
{
    /// <summary>The feature maps of all stages.</summary>
    /// <param name="network">A generated network. It is in the mode afterwards that it was in before.</param>
    /// <param name="image">One image as the network takes it, 1 x C x H x W, on the network's device.</param>
    /// <exception cref="System.ArgumentException">The compiler did not write the network.</exception>
    public static IReadOnlyList<FeatureMaps> Of(nn.Module<Tensor, Tensor> network, Tensor image)
    {
        var parts = NetworkParts.Of(network);
        var maps = new List<FeatureMaps>();
        var hooks = new List<ForwardHook>();
        using var scope = NewDisposeScope();
        using var evaluation = new EvaluationMode(network);
        using var off = no_grad();
        try
        {
            for (var i = 0; i < parts.Stages.Count; i++)
            {
                var name = parts.Info.Stages[i].Name;
                hooks.Add(new ForwardHook(parts.Stages[i], (_, output) =>
                {
                    maps.Add(new FeatureMaps(name, new FeatureShape((int)output.shape[1], (int)output.shape[2], (int)output.shape[3]), Scores.Numbers(output).ToArray()));
                    return output;
                }));
            }

            network.call(image);
            return maps;
        }
        finally
        {
            hooks.ForEach(hook => hook.Dispose());
        }
    }
}

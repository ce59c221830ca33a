using System;
using ResNetGen.Engine.Training;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Training;

/// <summary>The values of a network's tensors: drawn at random, and given to compiled passes.</summary>
internal static class NetworkValues
{
    public static void Randomize(nn.Module network)
    {
        using var unrecorded = no_grad();
        foreach (var (key, tensor) in network.state_dict())
        {
            if (key.EndsWith("running_var", StringComparison.Ordinal))
            {
                tensor.uniform_(0.5, 1.5);
            }
            else if (tensor.dim() == 1 && tensor.is_floating_point())
            {
                tensor.uniform_(key.EndsWith("weight", StringComparison.Ordinal) ? 0.5 : -0.3, key.EndsWith("weight", StringComparison.Ordinal) ? 1.5 : 0.3);
            }
        }
    }

    public static void Copy(nn.Module network, NetworkTraining compiled)
    {
        var weights = network.state_dict();
        foreach (var tensor in compiled.Tensors)
        {
            var values = weights[tensor.Key].detach().data<float>().ToArray();
            values.CopyTo(tensor.ValueSpan);
        }
    }
}

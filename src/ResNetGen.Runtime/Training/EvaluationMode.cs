using System;
using System.Linq;
using static TorchSharp.torch;

namespace ResNetGen.Training;

/// <summary>A network in evaluation mode, until this is disposed of; then each of its modules is in the mode that it was in before: in a loop of one's own norms can be frozen while the rest is trained.</summary>
internal sealed class EvaluationMode : IDisposable
{
    private readonly nn.Module network;
    private readonly bool wasTraining;
    private readonly (nn.Module Module, bool WasTraining)[] modules;

    /// <summary>Begins.</summary>
    public EvaluationMode(nn.Module network)
    {
        this.network = network;
        wasTraining = network.training;
        modules = [.. network.modules().Select(module => (module, module.training))];
        network.eval();
    }

    /// <summary>Ends.</summary>
    public void Dispose()
    {
        network.train(wasTraining);
        foreach (var (module, mode) in modules)
        {
            if (module.training != mode)
            {
                module.train(mode);
            }
        }
    }
}

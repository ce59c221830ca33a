using System;
using static TorchSharp.torch;

namespace ResNetGen.Explaining;

/// <summary>A network in evaluation mode, until this is disposed of; then it is in the mode that it was in before.</summary>
internal sealed class EvaluationMode : IDisposable
{
    private readonly nn.Module network;
    private readonly bool wasTraining;

    /// <summary>Begins.</summary>
    public EvaluationMode(nn.Module network)
    {
        this.network = network;
        wasTraining = network.training;
        network.eval();
    }

    /// <summary>Ends.</summary>
    public void Dispose() => network.train(wasTraining);
}

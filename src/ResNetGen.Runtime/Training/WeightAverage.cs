using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace ResNetGen.Training;

/// <summary>
/// The running average of a network's weights and of its norms' statistics. Either the network has its own numbers and this object the average, or the
/// other way round: they change places, so that no one has to know which weights a network computes with.
/// </summary>
internal sealed class WeightAverage : IDisposable
{
    private readonly double decay;
    private readonly Dictionary<string, (Tensor Network, Tensor Other)> tensors;

    /// <summary>An average that begins with a network's weights as they are.</summary>
    public WeightAverage(nn.Module network, double decay)
    {
        this.decay = decay;
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        tensors = network.state_dict().Where(pair => pair.Value.is_floating_point()).ToDictionary(
            pair => pair.Key, pair => (pair.Value, pair.Value.detach().clone().DetachFromDisposeScope()), StringComparer.Ordinal);
    }

    /// <summary>Whether the network computes with the average now.</summary>
    public bool IsInNetwork { get; private set; }

    /// <summary>What the network does not compute with now, by key.</summary>
    public IReadOnlyDictionary<string, Tensor> Others => tensors.ToDictionary(pair => pair.Key, pair => pair.Value.Other, StringComparer.Ordinal);

    /// <summary>Takes a step's weights into the average.</summary>
    /// <param name="steps">How many steps there have been before.</param>
    public void Add(long steps)
    {
        var kept = Math.Min(decay, (1.0 + steps) / (10.0 + steps));
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (weight, average) in tensors.Values)
        {
            average.mul_(kept).add_(weight, 1 - kept);
        }
    }

    /// <summary>Lets the network compute with the average, or with its own weights again.</summary>
    public void PutIntoNetwork(bool isIn)
    {
        if (IsInNetwork == isIn)
        {
            return;
        }

        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (network, other) in tensors.Values)
        {
            var kept = network.clone();
            network.copy_(other);
            other.copy_(kept);
        }

        IsInNetwork = isIn;
    }

    /// <summary>Releases the average.</summary>
    public void Dispose()
    {
        foreach (var (_, other) in tensors.Values)
        {
            other.Dispose();
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace ResNetGen.Explaining;

/// <summary>A generated network's stages and units, for those who look into it.</summary>
internal sealed class NetworkParts
{
    private NetworkParts(nn.Module<Tensor, Tensor> network, IGeneratedNetwork generated)
    {
        Network = network;
        Info = generated.Info;
        Stages = generated.Stages;
        Units =
        [
            .. Stages.SelectMany((stage, number) => ((IReadOnlyList<nn.Module<Tensor, Tensor>>)stage)
                .Select((unit, i) => new NetworkUnit(FormattableString.Invariant($"{Info.Stages[number].Name}.{i}"), number, unit))),
        ];
    }

    public nn.Module<Tensor, Tensor> Network { get; }

    public NetworkInfo Info { get; }

    public IReadOnlyList<nn.Module<Tensor, Tensor>> Stages { get; }

    /// <summary>All units, in the order in which an image passes through them.</summary>
    public IReadOnlyList<NetworkUnit> Units { get; }

    /// <summary>The parts of a network.</summary>
    /// <exception cref="ArgumentException">The compiler did not write it.</exception>
    public static NetworkParts Of(nn.Module<Tensor, Tensor> network) => network is IGeneratedNetwork generated
        ? new NetworkParts(network, generated)
        : throw new ArgumentException($"Nothing is known of the stages of {network?.GetType().Name ?? "null"}; only networks that ResNetGen wrote can be looked into.");

    /// <summary>The parts of a network whose units can be studied one by one: it scores classes, and a shortcut passes each unit by.</summary>
    /// <exception cref="ArgumentException">It is no such network.</exception>
    public static NetworkParts OfResidual(nn.Module<Tensor, Tensor> network)
    {
        var parts = Of(network);
        parts.RequireScores();
        parts.RequireShortcuts();
        return parts;
    }

    private void RequireShortcuts()
    {
        if (Units.FirstOrDefault(unit => unit.ResidualEnd is null) is { } plain)
        {
            throw new ArgumentException($"The unit {plain.Name} of {Info.Name} has no shortcut, so nothing is left of it without its layers; studies of single units need a residual network.");
        }
    }

    /// <summary>Sees to it that the network scores classes.</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    public void RequireScores()
    {
        if (Info.Classes == 0)
        {
            throw new ArgumentException($"{Info.Name} gives no scores of classes; what a class rests on can be asked of a classifier.");
        }
    }
}

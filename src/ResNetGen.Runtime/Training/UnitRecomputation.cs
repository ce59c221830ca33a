using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Training;

/// <summary>While it lasts, a network's stages compute their units again in the backward pass; afterwards they do as before.</summary>
internal sealed class UnitRecomputation : IDisposable
{
    private readonly List<(IStage Stage, bool Before)> stages;

    private UnitRecomputation(IEnumerable<IStage> stages)
    {
        this.stages = [.. stages.Select(stage => (stage, stage.GradCheckpointing))];
        foreach (var (stage, _) in this.stages)
        {
            stage.GradCheckpointing = true;
        }
    }

    /// <summary>Begins it.</summary>
    public static UnitRecomputation Of(nn.Module network) => new(StagesOf(network));

    /// <summary>Sees to it that it can be done.</summary>
    /// <exception cref="ArgumentException">The network has no stages.</exception>
    public static void Require(nn.Module network)
    {
        if (!StagesOf(network).Any())
        {
            throw new ArgumentException($"GradCheckpointing in eager mode is for networks of stages; '{network.GetName()}' has none.", nameof(network));
        }
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        foreach (var (stage, before) in stages)
        {
            stage.GradCheckpointing = before;
        }
    }

    // Those of generated networks are not always registered as modules: with Keras' keys only their layers are.
    private static IEnumerable<IStage> StagesOf(nn.Module network) =>
        network is IGeneratedNetwork generated ? generated.Stages.OfType<IStage>() : network.modules().OfType<IStage>();
}

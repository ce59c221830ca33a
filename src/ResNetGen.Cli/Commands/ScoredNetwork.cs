using System;
using System.Collections.Generic;
using ResNetGen.Cli.Networks;
using ResNetGen.Cli.Specs;
using ResNetGen.Data;
using ResNetGen.Weights;
using static TorchSharp.torch;

namespace ResNetGen.Cli.Commands;

/// <summary>A network with its weights, and what its scores mean.</summary>
/// <param name="Network">The network.</param>
/// <param name="Normalization">How pixels become numbers.</param>
/// <param name="ClassNames">The classes' names; null where nobody says them.</param>
internal sealed record ScoredNetwork(nn.Module<Tensor, Tensor> Network, Normalization Normalization, IReadOnlyList<string>? ClassNames) : IDisposable
{
    /// <summary>Loads a network. What is not said is taken from the data, then from what the file of weights notes.</summary>
    /// <param name="spec">Its spec.</param>
    /// <param name="weights">The file of its weights.</param>
    /// <param name="said">The normalisation that was asked for.</param>
    /// <param name="data">The data that were named.</param>
    /// <param name="names">The file of names of classes.</param>
    /// <param name="terminal">Where warnings go.</param>
    /// <exception cref="RefusalException">The network scores no classes, or nothing says how pixels become numbers.</exception>
    public static ScoredNetwork Load(SpecFile spec, string weights, Normalization? said, DataSource? data, string? names, Terminal terminal)
    {
        if (spec.Plan.Classes == 0)
        {
            throw new RefusalException($"The network of {spec.Path} gives {spec.Plan.Result}, no scores of classes.");
        }

        var note = DataNote.OfFile(weights);
        var normalization = said ?? note.Normalization ?? data?.Normalization
            ?? throw new RefusalException($"{weights} does not note how pixels became numbers when it was trained; say it with --normalize NAME, or --mean and --std.");
        var classNames = names is null ? note.ClassNames ?? data?.Test.ClassNames : Commands.ClassNames.Read(names, spec.Plan.Classes);
        if (classNames is not null && classNames.Count != spec.Plan.Classes)
        {
            throw new RefusalException($"There are {classNames.Count} names of classes, and the network of {spec.Path} scores {spec.Plan.Classes}; name the classes with --classes FILE.");
        }

        var network = NetworkLoader.Load(spec, seed: 0);
        WeightsLoader.Load(network, spec, weights, skipHead: false, terminal);
        return new ScoredNetwork(network, normalization, classNames);
    }

    /// <summary>Lets go of the network.</summary>
    public void Dispose() => Network.Dispose();
}

using System;
using System.Collections.Generic;

namespace ResNetGen.LibTorch.Tests.Fixtures;

/// <summary>What optim.json holds.</summary>
public sealed record OptimFixtures(
    OptimFixtures.Optimizer[] Optimizers, OptimFixtures.Schedule[] Schedules, OptimFixtures.Initialized[] Initialization, Dictionary<string, double> Gains,
    OptimFixtures.TrainedNetwork Network, Dictionary<string, OptimFixtures.Clipped> Clipping)
{
    private static readonly Lazy<OptimFixtures> s_all = new(static () => FixtureFile.Read<OptimFixtures>("optim.json"));

    public static OptimFixtures All => s_all.Value;

    /// <summary>Parameters before and after so many steps.</summary>
    public sealed record Optimizer(string Name, FixtureTensor[] Start, FixtureTensor Unused, Dictionary<string, FixtureTensor[]> After);

    /// <summary>Learning rates and momenta before the first step and after each.</summary>
    public sealed record Schedule(string Name, double[] Rates, double[] Momenta);

    public sealed record Initialized(string Name, Dictionary<string, FixtureTensor> Tensors);

    /// <summary>A small network before and after five steps of training.</summary>
    public sealed record TrainedNetwork(
        string[] Keys, Dictionary<string, FixtureTensor> State, FixtureTensor Image, FixtureTensor Target, double[] Losses,
        Dictionary<string, FixtureTensor> Trained, FixtureTensor Scores);

    public sealed record Clipped(double Total, FixtureTensor[] Gradients);
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using ResNetGen.Data;
using ResNetGen.Engine.Kernels;
using ResNetGen.Training;
using ResNetGen.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Training;

/// <summary>The trainer, whose passes the engine computes, beside TorchSharp's eager mode.</summary>
public sealed class CompiledTrainerTests
{
    private static readonly TrainingOptions Options = new() { Epochs = 1, BatchSize = 16, LearningRate = 0.02, Seed = 3 };

    [Fact]
    public void Generated_networks_in_float32_are_compiled()
    {
        using var network = new Cifar20();

        Assert.True(IsCompiled(network, Options));
        Assert.False(IsCompiled(network, Options with { Compile = false }));
        Assert.True(IsCompiled(network, Options with { GradCheckpointing = true }));
        Assert.Equal(BFloat16Tiles.IsSupported, IsCompiled(network, Options with { Precision = Precision.Mixed }));
        using var module = nn.Sequential(nn.Flatten(), nn.Linear(3 * 32 * 32, 4));
        Assert.False(IsCompiled(module, Options));
        network.to(ScalarType.Float64);
        Assert.False(IsCompiled(network, Options));

        static bool IsCompiled(nn.Module<Tensor, Tensor> network, TrainingOptions options)
        {
            using var trainer = new Trainer(network, Data(), options);
            return trainer.IsCompiled;
        }
    }

    [Fact]
    public void Both_ways_have_the_same_losses()
    {
        var (compiled, eager) = (Losses(compile: true, 5), Losses(compile: false, 5));

        Assert.Equal(eager, compiled, (right, found) => Math.Abs(right - found) < 5e-3 * right);
    }

    [SkippableFact]
    public void Losses_in_bfloat16_are_near_those_in_float32()
    {
        Skip.IfNot(BFloat16Tiles.IsSupported, BFloat16Tiles.UnsupportedReason);
        using var network = Network(1);
        using var trainer = new Trainer(network, Data(), Options with { Precision = Precision.Mixed });
        List<double> losses = [];
        Run(trainer, losses, 5);

        var right = Losses(compile: true, 5);
        Assert.Equal(right, losses, (right, found) => Math.Abs(right - found) < 2e-2 * right);
        Assert.NotEqual(right, losses);
        Assert.All(network.state_dict().Values, tensor => Assert.NotEqual(ScalarType.BFloat16, tensor.dtype));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Each_goes_on_from_a_checkpoint_of_the_other(bool first, bool second)
    {
        var file = Path.GetTempFileName();
        try
        {
            List<double> losses = [];
            using (var network = Network(1))
            using (var trainer = TrainerOf(network, first))
            {
                Run(trainer, losses, 3);
                trainer.SaveCheckpoint(file);
            }

            using (var network = Network(2))
            using (var trainer = TrainerOf(network, second))
            using (var checkpoint = Checkpoint.Open(file))
            {
                trainer.Resume(checkpoint);
                Run(trainer, losses, 3);
            }

            var whole = Losses(first, 6);
            if (first == second)
            {
                Assert.Equal(whole, losses);
            }
            else
            {
                Assert.Equal(whole, losses, (right, found) => Math.Abs(right - found) < 2e-2 * right);
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Gradient_checkpointing_has_the_same_losses() =>
        Assert.Equal(Losses(Options, 4), Losses(Options with { GradCheckpointing = true }, 4), (right, found) => Math.Abs(right - found) < 1e-2 * right);

    [Fact]
    public void A_step_leaves_no_tensor_behind()
    {
        using var network = Network(1);
        using var trainer = TrainerOf(network, compile: true);
        List<long> counts = [];
        using var stop = new CancellationTokenSource();
        trainer.StepFinished += (_, step) =>
        {
            counts.Add(Tensor.TotalCount);
            if (step.Step == 8)
            {
                stop.Cancel();
            }
        };
        trainer.Run(stop.Token);

        Assert.Equal(counts[3], counts[7]);
    }

    private static DataSource Data() => DataSource.Find("shapes", new FeatureShape(3, 32, 32));

    private static Cifar20 Network(long seed)
    {
        manual_seed(seed);
        return new Cifar20();
    }

    private static Trainer TrainerOf(Cifar20 network, bool compile) => new(network, Data(), Options with { Compile = compile });

    private static List<double> Losses(bool compile, int steps) => Losses(Options with { Compile = compile }, steps);

    private static List<double> Losses(TrainingOptions options, int steps)
    {
        using var network = Network(1);
        using var trainer = new Trainer(network, Data(), options);
        List<double> losses = [];
        Run(trainer, losses, steps);
        return losses;
    }

    private static void Run(Trainer trainer, List<double> losses, int steps)
    {
        using var stop = new CancellationTokenSource();
        var end = losses.Count + steps;
        trainer.StepFinished += Report;
        trainer.Run(stop.Token);
        trainer.StepFinished -= Report;

        void Report(object? sender, StepReport step)
        {
            losses.Add(step.Loss);
            if (losses.Count == end)
            {
                stop.Cancel();
            }
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Data;
using ResNetGen.Modules;
using ResNetGen.Torch;
using ResNetGen.Training;
using static ResNetGen.Networks.Tests.VariantNetworks;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Recomputing;

/// <summary>Units that are computed again in the backward pass.</summary>
public sealed class RecomputedUnitsTests
{
    [Theory]
    [MemberData(nameof(Names), MemberType = typeof(VariantNetworks))]
    public void They_learn_the_same(string name)
    {
        var (expected, found) = (StateAfterTwoSteps(name, recompute: false), StateAfterTwoSteps(name, recompute: true));

        // But for rounding: libtorch adds up a gradient in the order in which it lies in memory, and that of a unit's input may lie otherwise.
        Assert.Equal(expected.Keys, found.Keys);
        foreach (var (key, bytes) in expected)
        {
            for (var i = 0; i < bytes.Length; i += sizeof(float))
            {
                Assert.Equal(BitConverter.ToSingle(bytes, i), BitConverter.ToSingle(found[key], i), 1e-5f);
            }
        }
    }

    [Theory]
    [InlineData("Stochastic")]
    [InlineData("Concatenated")]
    public void So_they_do_in_mixed_precision(string name) =>
        Assert.Equal(StateAfterTwoSteps(name, recompute: false, mixed: true), StateAfterTwoSteps(name, recompute: true, mixed: true));

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 3)]
    public void Each_unit_is_computed_once_more_in_training_alone(bool recompute, int passes)
    {
        using var network = new Cifar20();
        Recompute(network, recompute);
        var calls = 0;
        network.Layer1[1].register_forward_hook((_, _, output) =>
        {
            calls++;
            return output;
        });
        using var scope = NewDisposeScope();
        var images = ImagesOf(Cifar20.Info);

        network.call(images).sum().backward();
        network.eval();
        network.call(images);

        Assert.Equal(passes, calls);
    }

    [Theory]
    [InlineData("the first time", 1)]
    [InlineData("the second time", 2)]
    public void What_goes_wrong_within_a_unit_is_told(string message, int time)
    {
        using var network = new Cifar20();
        Recompute(network, true);
        var calls = 0;
        network.Layer2[0].register_forward_hook((_, _, output) => ++calls == time ? throw new InvalidOperationException($"wrong {message}") : output);
        using var scope = NewDisposeScope();
        var images = ImagesOf(Cifar20.Info);

        var error = Assert.ThrowsAny<Exception>(() =>
        {
            try
            {
                network.call(images).sum().backward();
            }
            catch (System.Runtime.InteropServices.ExternalException)
            {
                Recomputation.ThrowFailure();
                throw;
            }
        });

        Assert.Contains($"wrong {message}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50)]
    public void No_tensor_is_left(int steps)
    {
        using var network = new Cifar20();
        Recompute(network, true);
        Step(network);
        var before = Tensor.TotalCount;

        for (var i = 0; i < steps; i++)
        {
            Step(network);
        }

        Assert.Equal(before, Tensor.TotalCount);

        static void Step(Cifar20 network)
        {
            using var scope = NewDisposeScope();
            network.call(ImagesOf(Cifar20.Info)).sum().backward();
        }
    }

    [Theory]
    [InlineData(16)]
    public void A_trainer_learns_the_same_with_it_and_leaves_the_network_as_it_was(int batch)
    {
        Assert.Equal(Trained(false), Trained(true));

        Dictionary<string, byte[]> Trained(bool recompute)
        {
            manual_seed(1);
            using var network = new Cifar20();
            using (var trainer = new Trainer(network, DataSource.Find("shapes", new FeatureShape(3, 32, 32)), new TrainingOptions { Epochs = 1, BatchSize = batch, Compile = false, GradCheckpointing = recompute }))
            {
                using var stop = new System.Threading.CancellationTokenSource();
                trainer.StepFinished += (_, step) =>
                {
                    Assert.Equal(recompute, network.Layer3.GradCheckpointing);
                    if (step.Step == 3)
                    {
                        stop.Cancel();
                    }
                };
                trainer.Run(stop.Token);
            }

            Assert.False(network.Layer3.GradCheckpointing);
            return BytesOf(network);
        }
    }

    [Fact]
    public void A_network_without_stages_is_refused()
    {
        using var network = nn.Sequential(nn.Flatten(), nn.Linear(3 * 32 * 32, 4));

        var error = Assert.ThrowsAny<Exception>(() => new Trainer(network, DataSource.Find("shapes", new FeatureShape(3, 32, 32)), new TrainingOptions { GradCheckpointing = true }));

        Assert.Contains("for networks of stages", error.Message, StringComparison.Ordinal);
    }

    private static void Recompute(nn.Module network, bool value)
    {
        foreach (var stage in ((IGeneratedNetwork)network).Stages.OfType<IStage>())
        {
            stage.GradCheckpointing = value;
        }
    }

    // Dropped units and dropout draw from torch's generator, in both passes the same.
    private static Dictionary<string, byte[]> StateAfterTwoSteps(string name, bool recompute, bool mixed = false)
    {
        manual_seed(7);
        using var network = Create(name);
        Recompute(network, recompute);
        using var optimizer = optim.SGD(network.parameters(), 0.01, 0.9);
        for (var i = 0; i < 2; i++)
        {
            using var scope = NewDisposeScope();
            var images = ImageLayout.ChannelsLast(ImagesOf(InfoOf(network)));
            optimizer.zero_grad();
            Result(images).pow(2).mean().backward();
            optimizer.step();
        }

        return BytesOf(network);

        Tensor Result(Tensor images)
        {
            using var autocast = mixed ? new Autocast(CPU) : null;
            return network.call(images).@float();
        }
    }

    private static Dictionary<string, byte[]> BytesOf(nn.Module network) => network.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.contiguous().bytes.ToArray());
}

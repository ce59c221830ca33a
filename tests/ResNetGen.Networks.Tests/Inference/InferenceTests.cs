using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ResNetGen.Inference;
using ResNetGen.Training;
using TorchSharp;
using static ResNetGen.Networks.Tests.VariantNetworks;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Inference;

/// <summary>Networks for inference give what their networks give in evaluation.</summary>
public sealed class InferenceTests
{
    /// <summary>Everything that this machine can do.</summary>
    private static IEnumerable<InferenceOptions> Ways =>
        from precision in Enum.GetValues<Precision>()
        from engine in InferenceOptions.EnginesFor(precision)
        select new InferenceOptions { Engine = engine, Precision = precision };

    [Theory]
    [MemberData(nameof(Names), MemberType = typeof(VariantNetworks))]
    public void Every_engine_gives_what_the_network_gives(string name)
    {
        using var scope = NewDisposeScope();
        using var network = Trained(Create(name));
        var info = InfoOf(network);

        // One image, which all threads compute together, and more than one for each thread.
        foreach (var images in new[] { 1, 2, 7 }.Select(batch => randn(batch, info.Input.Channels, info.Input.Height, info.Input.Width)))
        {
            var expected = network.call(images);
            foreach (var options in Ways)
            {
                using var inference = ((IGeneratedNetwork)network).ToInference(options);
                Assert.Equal(options.Engine, inference.Engine);
                var scores = inference.call(images);
                Assert.Equal(ScalarType.Float32, scores.dtype);
                AssertAgree(expected, scores, options.Precision == Precision.Mixed ? 0.03 : 1e-4);
            }
        }
    }

    [Fact]
    public void An_engine_that_is_not_there_is_named_with_those_that_are()
    {
        using var network = new Cifar20();

        var exception = Assert.Throws<ArgumentException>(() => network.ToInference(new InferenceOptions { Engine = "abacus" }));

        Assert.Contains("'abacus'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("torch", exception.Message, StringComparison.Ordinal);
        Assert.Equal("torch", InferenceOptions.Engines[^1]);
    }

    [Fact]
    public void An_engine_without_bfloat16_says_so()
    {
        using var network = new Cifar20();
        foreach (var engine in InferenceOptions.Engines.Except(InferenceOptions.EnginesFor(Precision.Mixed)))
        {
            var exception = Assert.Throws<ArgumentException>(() => network.ToInference(new InferenceOptions { Engine = engine, Precision = Precision.Mixed }));
            Assert.Contains($"'{engine}' has no bfloat16 on this processor", exception.Message, StringComparison.Ordinal);
        }

        using var any = network.ToInference(new InferenceOptions { Precision = Precision.Mixed });
        Assert.Equal(InferenceOptions.EnginesFor(Precision.Mixed)[0], any.Engine);
    }

    [Fact]
    public void What_only_torch_can_run_is_run_by_it()
    {
        using var scope = NewDisposeScope();
        using var network = Trained(new Cifar20()).to(ScalarType.Float64);
        var images = randn(2, 3, 32, 32, dtype: ScalarType.Float64);
        using var inference = network.ToInference();

        Assert.Equal("torch", inference.Engine);
        AssertAgree(network.call(images).@float(), inference.call(images).@float(), 1e-6);
        foreach (var engine in InferenceOptions.Engines.Where(engine => engine != "torch"))
        {
            var exception = Assert.Throws<ArgumentException>(() => network.ToInference(new InferenceOptions { Engine = engine, DisposesNetwork = true }));
            Assert.Contains("float32 weights on the CPU", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names), MemberType = typeof(VariantNetworks))]
    public void In_float64_TorchSharp_computes_the_same_graph(string name)
    {
        using var scope = NewDisposeScope();
        using var network = Trained(Create(name)).to(ScalarType.Float64);
        var info = InfoOf(network);
        var images = randn(2, info.Input.Channels, info.Input.Height, info.Input.Width, dtype: ScalarType.Float64);

        using var inference = ((IGeneratedNetwork)network).ToInference();

        Assert.Equal("torch", inference.Engine);
        AssertAgree(network.call(images), inference.call(images), 1e-9);
    }

    [Fact]
    public void The_profile_names_every_step_and_its_cost()
    {
        using var scope = NewDisposeScope();
        using var network = new Cifar20();
        var images = randn(2, 3, 32, 32);
        foreach (var engine in InferenceOptions.Engines)
        {
            using var inference = network.ToInference(new InferenceOptions { Engine = engine });

            var steps = inference.Profile(images, runs: 2);

            Assert.Equal(2.0 * Cifar20.Info.MultiplyAdds, steps.Sum(step => step.MultiplyAdds));
            Assert.All(steps, step => Assert.InRange(step.Milliseconds, 0, 1000));
            Assert.All(steps, step => Assert.NotEmpty(step.Step));
        }
    }

    [Fact]
    public void It_takes_batches_and_images_of_any_size()
    {
        using var scope = NewDisposeScope();
        using var network = Trained(new Cifar20());
        using var inference = network.ToInference();
        foreach (var (batch, height, width) in new[] { (1, 32, 32), (5, 32, 32), (2, 40, 32), (1, 33, 47), (2, 32, 32) })
        {
            var images = randn(batch, 3, height, width);
            AssertAgree(network.call(images), inference.call(images));
            AssertAgree(network.call(images), inference.call(Data.ImageLayout.ChannelsLast(images)));
        }
    }

    [Fact]
    public void It_keeps_its_weights_and_leaves_the_images_and_no_tensor()
    {
        using var network = Trained(new Cifar20());
        using var images = randn(2, 3, 32, 32);
        using var before = images.clone();
        using var expected = network.call(images);
        using var inference = network.ToInference();
        using (no_grad())
        {
            network.Conv1.weight!.zero_();
        }

        var tensors = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var first = inference.call(images);

        Assert.Equal(tensors + 1, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.False(first.requires_grad);
        AssertAgree(expected, first);
        Assert.Equal(0, images.sub(before).abs().max().item<float>());
        first.Dispose();
    }

    [Fact]
    public void It_takes_the_weights_of_a_network_that_is_of_no_use_any_more()
    {
        using var scope = NewDisposeScope();
        var images = randn(2, 3, 32, 32);
        foreach (var options in Ways)
        {
            using var network = Trained(new Cifar20());
            var expected = network.call(images);
            var weight = network.Conv1.weight!;

            using var inference = network.ToInference(options with { DisposesNetwork = true });

            Assert.True(weight.IsInvalid);
            AssertAgree(expected, inference.call(images), options.Precision == Precision.Mixed ? 0.03 : 1e-4);
        }

        using var kept = Trained(new Cifar20());
        Assert.Throws<ArgumentException>(() => kept.ToInference(new InferenceOptions { Engine = "none" }));
        using var unharmed = kept.call(images);
    }

    // What is packed for one way of computing a 3 x 3 convolution is not missing for the other.
    [Fact]
    public void A_small_image_and_many_large_ones_are_computed_in_different_ways()
    {
        using var scope = NewDisposeScope();
        using var network = Trained(new Cifar20());
        foreach (var options in Ways.Where(options => options.Engine != "torch"))
        {
            using var inference = network.ToInference(options);
            var counts = new List<int>();
            foreach (var images in new[] { (1, 4), (8, 32), (1, 4) }.Select(size => randn(size.Item1, 3, size.Item2, size.Item2)))
            {
                AssertAgree(network.call(images), inference.call(images), options.Precision == Precision.Mixed ? 0.03 : 1e-4);
                counts.Add(inference.Profile(images, 1).Count(step => step.Step.Contains("Winograd", StringComparison.Ordinal)));
            }

            Assert.True(counts[0] < counts[1], $"{options}: {string.Join(' ', counts)}");
            Assert.Equal(counts[0], counts[2]);
        }
    }

    [Fact]
    public void Several_threads_may_call_it_at_once()
    {
        using var scope = NewDisposeScope();
        using var network = Trained(new Cifar20());
        using var inference = network.ToInference();
        var images = Enumerable.Range(0, 8).Select(i => randn(1 + (i % 3), 3, 32, 32)).ToList();
        var expected = images.Select(network.call).ToList();

        var given = new Tensor[images.Count];
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            var result = inference.call(images[i % images.Count]);
            lock (given)
            {
                given[i % images.Count]?.Dispose();
                given[i % images.Count] = result;
            }
        });

        for (var i = 0; i < images.Count; i++)
        {
            AssertAgree(expected[i], given[i]);
            given[i].Dispose();
        }
    }

    [Fact]
    public void The_execution_plan_has_a_line_for_each_step()
    {
        using var network = new Cifar20();
        foreach (var engine in InferenceOptions.Engines)
        {
            using var inference = network.ToInference(new InferenceOptions { Engine = engine });
            using var images = randn(1, 3, 32, 32);

            var lines = inference.Explain().TrimEnd().Split('\n');

            Assert.Contains(engine, lines[0], StringComparison.Ordinal);
            Assert.Equal(inference.Profile(images, 1).Count, lines.Length - 1);
        }
    }

    [Fact]
    public void Weights_that_are_no_numbers_are_named()
    {
        using var network = new Cifar20();
        using (no_grad())
        {
            network.Layer1[1].Bn2.weight!.fill_(float.NaN);
        }

        foreach (var engine in InferenceOptions.Engines)
        {
            var exception = Assert.Throws<ArgumentException>(() => network.ToInference(new InferenceOptions { Engine = engine, DisposesNetwork = true }));
            Assert.Contains("'layer1.1.bn2.weight' has the value NaN", exception.Message, StringComparison.Ordinal);
        }

        Assert.False(network.Conv1.weight!.IsInvalid);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void A_variance_below_zero_is_named_and_leaves_the_network_whole(ScalarType type)
    {
        using var network = new Cifar20();
        using (no_grad())
        {
            network.Layer2[0].Bn1.running_var!.fill_(-1);
        }

        network.to(type);
        foreach (var engine in type == ScalarType.Float32 ? InferenceOptions.Engines : ["torch"])
        {
            var exception = Assert.Throws<ArgumentException>(() => network.ToInference(new InferenceOptions { Engine = engine, DisposesNetwork = true }));
            Assert.Contains("'layer2.0.bn1' cannot be computed for channel 0", exception.Message, StringComparison.Ordinal);
        }

        Assert.All(network.state_dict().Values, tensor => Assert.False(tensor.IsInvalid));
    }

    [Fact]
    public void What_it_cannot_take_is_said_in_words()
    {
        using var scope = NewDisposeScope();
        using var network = new Cifar20();
        using var inference = network.ToInference();

        Assert.Throws<ArgumentNullException>(() => inference.call(null!));
        Assert.Contains("at least one image", Assert.Throws<ArgumentException>(() => inference.Profile(zeros(0, 3, 32, 32))).Message, StringComparison.Ordinal);
        Assert.Equal([0, 10], inference.call(zeros(0, 3, 32, 32)).shape);
        Assert.Contains("3 x 32 x 32", Assert.Throws<ArgumentException>(() => inference.call(randn(3, 32, 32))).Message, StringComparison.Ordinal);
        Assert.Contains("4 channels", Assert.Throws<ArgumentException>(() => inference.call(randn(1, 4, 32, 32))).Message, StringComparison.Ordinal);
        Assert.Contains("Float64", Assert.Throws<ArgumentException>(() => inference.call(randn(1, 3, 32, 32, dtype: ScalarType.Float64))).Message, StringComparison.Ordinal);
        inference.Dispose();
        Assert.Throws<ObjectDisposedException>(() => inference.call(randn(1, 3, 32, 32)));
    }

    /// <summary>The network in evaluation, with statistics and weights of norms as training leaves them: fresh ones do nothing, and folding them wrongly would not show.</summary>
    private static T Trained<T>(T network)
        where T : nn.Module
    {
        manual_seed(3);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (key, tensor) in network.state_dict())
        {
            if (key.EndsWith("running_var", StringComparison.Ordinal))
            {
                tensor.copy_(rand(tensor.shape).add(0.5));
            }
            else if (tensor.dim() == 1 && tensor.is_floating_point())
            {
                tensor.add_(randn(tensor.shape).mul(0.1));
            }
        }

        network.eval();
        return network;
    }

    private static void AssertAgree(Tensor expected, Tensor given, double within = 1e-4)
    {
        using var scope = NewDisposeScope();
        Assert.Equal(expected.shape, given.shape);
        var size = Math.Max(1, expected.abs().max().to(ScalarType.Float64).item<double>());
        Assert.InRange(expected.sub(given).abs().max().to(ScalarType.Float64).item<double>() / size, 0, within);
    }
}

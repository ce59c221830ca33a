using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using TorchSharp;
using static ResNetGen.Networks.Tests.VariantNetworks;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Training;

/// <summary>Compiled networks in loops of TorchSharp: what they compute, what they share with their network, and what they refuse.</summary>
public sealed class CompiledNetworkTests
{
    [Theory]
    [MemberData(nameof(Names), MemberType = typeof(VariantNetworks))]
    public void Outputs_gradients_and_statistics_are_those_of_the_network_in_float64(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var network = Create(name);
        using var exact = Create(name);
        exact.load_state_dict(network.state_dict());
        exact.to(ScalarType.Float64);
        using var compiled = ((IGeneratedNetwork)network).Compile();

        // What is left out at random is left out by other generators.
        var isTraining = !GraphOf(network).Operations.Any(operation => operation is Engine.Graphs.Dropout or Engine.Graphs.StochasticDepth);
        network.train(isTraining);
        exact.train(isTraining);
        var images = ImagesOf(InfoOf(network), 4);

        var (output, expected) = (compiled.call(images), exact.call(images.to(ScalarType.Float64)));
        var targets = randn(expected.shape);
        (output * targets).sum().backward();
        (expected * targets).sum().backward();

        Assert.Equal(expected.shape, output.shape);
        Assert.InRange(Distance(expected, output), 0, 1e-3);
        Assert.InRange(Distance(AllOf(exact), AllOf(network)), 0, 1e-2);
        var buffers = network.named_buffers().ToDictionary(buffer => buffer.name, buffer => buffer.buffer, StringComparer.Ordinal);
        Assert.All(exact.named_buffers(), buffer => Assert.InRange(Distance(buffer.buffer, buffers[buffer.name]), 0, 1e-4));

        static Tensor AllOf(nn.Module module) => cat([.. module.parameters().Select(parameter => parameter.grad!.flatten())]);

        // By length, so that the sign of one value near zero, on which the derivative of a ReLU depends, does not count much.
        static double Distance(Tensor right, Tensor found) =>
            (right - found.to(ScalarType.Float64)).norm().item<double>() / Math.Max(1e-3, right.to(ScalarType.Float64).norm().item<double>());
    }

    [Fact]
    public void The_network_and_what_was_compiled_have_the_same_tensors()
    {
        using var network = new Cifar20();
        using var compiled = network.Compile();

        Assert.Equal(network.named_parameters().Select(parameter => (parameter.name, parameter.parameter)), compiled.named_parameters().Select(parameter => (parameter.name, parameter.parameter)));
        Assert.Equal(network.state_dict().Keys, compiled.state_dict().Keys);
        compiled.eval();
        Assert.False(network.training);
        Assert.False(compiled.training);
        compiled.train();
        Assert.True(network.Layer1[0].training);
        compiled.Dispose();
        Assert.Equal([2, 10], network.call(randn(2, 3, 32, 32)).shape);
    }

    [Fact]
    public void Gradients_add_up_over_batches()
    {
        using var scope = NewDisposeScope();
        using var network = new Cifar20();
        using var compiled = network.Compile();
        network.eval();
        Tensor first = randn(2, 3, 32, 32), second = randn(2, 3, 32, 32);
        var weight = network.parameters().First();
        compiled.call(first).square().sum().backward();
        var ofFirst = weight.grad!.clone();
        network.zero_grad();
        compiled.call(second).square().sum().backward();
        var ofSecond = weight.grad!.clone();
        network.zero_grad();

        // The graph of a sum has both passes outstanding at once.
        (compiled.call(first).square().sum() + compiled.call(second).square().sum()).backward();

        Assert.True(weight.grad!.allclose(ofFirst + ofSecond, 1e-4, 1e-5));
    }

    [Fact]
    public void Frozen_parameters_get_no_gradient_and_norms_in_evaluation_keep_their_statistics()
    {
        using var scope = NewDisposeScope();
        using var network = new Cifar20();
        using var compiled = network.Compile();
        foreach (var (name, parameter) in network.named_parameters())
        {
            parameter.requires_grad = name.StartsWith("fc", StringComparison.Ordinal) || name.StartsWith("layer3.2", StringComparison.Ordinal);
        }

        network.Bn1.eval();
        var before = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone(), StringComparer.Ordinal);

        compiled.call(randn(4, 3, 32, 32)).square().sum().backward();

        Assert.All(network.named_parameters(), parameter => Assert.Equal(parameter.parameter.requires_grad, parameter.parameter.grad is not null));
        Assert.All(network.named_parameters().Where(parameter => parameter.parameter.requires_grad), parameter => Assert.True(parameter.parameter.grad!.abs().sum().item<float>() > 0, parameter.name));
        var after = network.state_dict();
        Assert.Equal(before["bn1.running_mean"], after["bn1.running_mean"]);
        Assert.Equal(0, after["bn1.num_batches_tracked"].item<long>());
        Assert.NotEqual(before["layer1.0.bn1.running_mean"], after["layer1.0.bn1.running_mean"]);
        Assert.Equal(1, after["layer1.0.bn1.num_batches_tracked"].item<long>());
    }

    [Theory]
    [InlineData("Cifar")]
    [InlineData("StridedFirst")]
    public void Gradients_of_the_images_are_computed_where_they_are_wanted(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        using nn.Module<Tensor, Tensor> network = name == "Cifar" ? new Cifar20() : new StridedFirst();
        using var compiled = ((IGeneratedNetwork)network).Compile();
        var images = randn(3, InfoOf(network).Input.Channels, InfoOf(network).Input.Height, InfoOf(network).Input.Width).requires_grad_();

        // Of a part of the scores, whose gradient is not contiguous.
        compiled.call(images)[TensorIndex.Colon, ..2].square().sum().backward();

        network.to(ScalarType.Float64);
        var exact = images.detach().to(ScalarType.Float64).requires_grad_();
        network.call(exact)[TensorIndex.Colon, ..2].square().sum().backward();
        Assert.Equal(images.shape, images.grad!.shape);
        var most = exact.grad!.abs().max().item<double>();
        Assert.InRange((exact.grad - images.grad).abs().max().item<double>() / most, 0, 2e-3);
    }

    [Fact]
    public void Without_gradients_nothing_is_kept()
    {
        using var scope = NewDisposeScope();
        using var network = new Cifar20();
        using var compiled = network.Compile();
        var images = randn(2, 3, 32, 32);
        using (no_grad())
        {
            Assert.False(compiled.call(images).requires_grad);
        }

        Assert.Equal(1, network.state_dict()["bn1.num_batches_tracked"].item<long>());
        network.eval();
        var (recorded, expected) = (compiled.call(images), network.call(images));
        Assert.True(recorded.requires_grad);
        Assert.True(recorded.allclose(expected, 1e-4, 1e-4));
        foreach (var parameter in network.parameters())
        {
            parameter.requires_grad = false;
        }

        Assert.False(compiled.call(images).requires_grad);
    }

    [Fact]
    public void Images_of_any_strides_and_of_other_sizes_are_taken()
    {
        using var scope = NewDisposeScope();
        using var network = new Cifar20();
        network.eval();
        using var compiled = network.Compile();
        foreach (var images in new[] { randn(2, 40, 24, 3).permute(0, 3, 1, 2), randn(4, 3, 33, 47)[TensorIndex.Slice(0, 4, 2)] })
        {
            Assert.True(compiled.call(images).allclose(network.call(images.contiguous()), 1e-4, 1e-4));
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits()
    {
        Assert.Equal(Bits(1), Bits(1));
        Assert.NotEqual(Bits(1), Bits(2));

        static byte[] Bits(int seed)
        {
            using var scope = NewDisposeScope();
            manual_seed(7);
            using var network = Create("Stochastic");
            using var compiled = ((IGeneratedNetwork)network).Compile();
            var images = ImagesOf(InfoOf(network), 4);
            manual_seed(seed);
            for (var step = 0; step < 4; step++)
            {
                compiled.call(images).square().sum().backward();
            }

            return [.. network.parameters().SelectMany(parameter => MemoryMarshal.AsBytes<float>(parameter.grad!.data<float>().ToArray()).ToArray())];
        }
    }

    [Fact]
    public void A_second_backward_is_refused_and_says_why()
    {
        using var scope = NewDisposeScope();
        using var network = new Cifar20();
        using var compiled = network.Compile();
        var loss = compiled.call(randn(2, 3, 32, 32)).sum();
        loss.backward([], retain_graph: true);
        Assert.Null(compiled.BackwardFailure);
        var gradient = network.parameters().First().grad!.clone();

        Assert.Throws<ExternalException>(() => loss.backward());

        Assert.Contains("was a backward() of this output already", compiled.BackwardFailure!.Message, StringComparison.Ordinal);
        Assert.Equal(gradient, network.parameters().First().grad);

        // The next pass is not impaired.
        network.zero_grad();
        compiled.call(randn(2, 3, 32, 32)).sum().backward();
        Assert.Null(compiled.BackwardFailure);
    }

    [Fact]
    public void Gradients_of_gradients_are_refused()
    {
        using var scope = NewDisposeScope();
        using var network = new Cifar20();
        using var compiled = network.Compile();
        var loss = compiled.call(randn(2, 3, 32, 32)).sum();

        Assert.Throws<ExternalException>(() => loss.backward([], retain_graph: true, create_graph: true));

        Assert.Contains("create_graph", compiled.BackwardFailure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_that_were_replaced_or_moved_are_refused_by_name()
    {
        using var scope = NewDisposeScope();
        using var network = new Cifar20();
        using var compiled = network.Compile();
        var images = randn(2, 3, 32, 32);
        var loss = compiled.call(images).sum();
        network.Conv1.weight = new TorchSharp.Modules.Parameter(randn(16, 3, 3, 3));

        Assert.Contains("conv1.weight was replaced", Assert.Throws<InvalidOperationException>(() => compiled.call(images)).Message, StringComparison.Ordinal);
        Assert.Throws<ExternalException>(() => loss.backward());
        Assert.Contains("conv1.weight was replaced", compiled.BackwardFailure!.Message, StringComparison.Ordinal);
        using var again = network.Compile();
        again.call(images).sum().backward();
        network.to(ScalarType.Float64);
        Assert.Contains("call Compile() again", Assert.Throws<InvalidOperationException>(() => again.call(images)).Message, StringComparison.Ordinal);
        Assert.Contains("compiled in contiguous float32 on the CPU", Assert.Throws<ArgumentException>(network.Compile).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_that_do_not_fit_are_refused_and_change_nothing()
    {
        using var scope = NewDisposeScope();
        using var network = new Cifar20();
        using var compiled = network.Compile();
        var before = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone(), StringComparer.Ordinal);

        Assert.Contains("3 channels; these have 4", Refused(randn(2, 4, 32, 32)), StringComparison.Ordinal);
        Assert.Contains("batches of images", Refused(randn(3, 32, 32)), StringComparison.Ordinal);
        Assert.Contains("images.to(ScalarType.Float32)", Refused(randn(2, 3, 32, 32, dtype: ScalarType.Float64)), StringComparison.Ordinal);

        Assert.Contains("at least one", Refused(zeros(0, 3, 32, 32)), StringComparison.Ordinal);

        // Stride 4 in all leaves one pixel of a 4 x 4 image.
        Assert.Contains("one value for each channel of layer3.0.bn1", Refused(randn(1, 3, 4, 4)), StringComparison.Ordinal);
        Assert.All(network.state_dict(), entry => Assert.Equal(before[entry.Key], entry.Value));
        network.eval();
        Assert.Equal([1, 10], compiled.call(randn(1, 3, 4, 4)).shape);

        string Refused(Tensor images) => Assert.Throws<ArgumentException>(() => compiled.call(images)).Message;
    }

    [Theory]
    [InlineData(-8)]
    [InlineData(8)]
    public void A_head_of_all_positions_takes_images_of_its_size_alone(int more)
    {
        using var scope = NewDisposeScope();
        using var network = Create("WithoutNorms");
        using var compiled = ((IGeneratedNetwork)network).Compile();
        var input = InfoOf(network).Input;

        var thrown = Assert.Throws<ArgumentException>(() => compiled.call(randn(2, input.Channels, input.Height + more, input.Width + more)));

        Assert.Contains($"Images of {input.Height + more} x {input.Width + more} pixels do not fit the network", thrown.Message, StringComparison.Ordinal);
        Assert.True(compiled.call(ImagesOf(InfoOf(network))).requires_grad);
    }

    [Fact]
    public void Units_in_evaluation_are_whole_while_others_are_left_out()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        using var network = Create("Stochastic");
        using var compiled = ((IGeneratedNetwork)network).Compile();
        var images = ImagesOf(InfoOf(network), 4);
        foreach (var module in network.modules())
        {
            module.eval();
        }

        // A norm in training alone does not leave units out.
        network.modules().OfType<TorchSharp.Modules.BatchNorm2d>().First().train();
        Assert.True(compiled.call(images).allclose(compiled.call(images)));

        // A network in training whose units are in evaluation leaves none out either.
        network.train();
        foreach (var stage in ((IGeneratedNetwork)network).Stages)
        {
            stage.eval();
        }

        Assert.True(compiled.call(images).allclose(compiled.call(images)));
        network.train();
        Assert.Contains(Enumerable.Range(0, 20), _ => !compiled.call(images).allclose(compiled.call(images), 1e-3, 1e-3));
    }

    [Fact]
    public void A_disposed_network_is_refused_and_its_graphs_end_well()
    {
        using var scope = NewDisposeScope();
        using var network = new Cifar20();
        var compiled = network.Compile();
        var images = randn(2, 3, 32, 32);
        var loss = compiled.call(images).sum();
        compiled.Dispose();

        Assert.Throws<ObjectDisposedException>(() => compiled.call(images));
        Assert.Throws<ExternalException>(() => loss.backward());
    }

    [Fact]
    public void Graphs_without_a_backward_pass_give_their_memory_back()
    {
        using var network = new Cifar20();
        using var compiled = network.Compile();
        using var images = randn(64, 3, 32, 32);
        var before = 0L;
        for (var step = 0; step < 40; step++)
        {
            using var output = compiled.call(images);
            before = step == 3 ? Environment.WorkingSet : before;
        }

        // A pass keeps about 100 MB: those of thirty-six steps would be 3.6 GB.
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 1L << 30);
    }

    [Fact]
    public void Clipping_and_Adam_work_with_it()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var network = new Cifar20();
        using var compiled = network.Compile();
        using var optimizer = optim.AdamW(network.parameters(), 2e-3);
        var (images, labels) = (randn(16, 3, 32, 32), randint(10, 16, dtype: ScalarType.Int64));
        var losses = new List<float>();
        for (var step = 0; step < 30; step++)
        {
            optimizer.zero_grad();
            var loss = nn.functional.cross_entropy(compiled.call(images), labels);
            loss.backward();
            nn.utils.clip_grad_norm_(network.parameters(), 1);
            optimizer.step();
            losses.Add(loss.item<float>());
        }

        Assert.InRange(losses[^1], 0, losses[0] / 2);
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.LibTorch.Tests.Fixtures;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Optim;

public sealed class OptimizerTests
{
    private static readonly Dictionary<string, Func<IEnumerable<Parameter>, OptimizerHelper>> s_optimizers = new(StringComparer.Ordinal)
    {
        ["sgd"] = p => optim.SGD(p, 0.1),
        ["sgd_momentum"] = p => optim.SGD(p, 0.1, 0.9),
        ["sgd_dampening"] = p => optim.SGD(p, 0.1, 0.9, 0.5),
        ["sgd_weight_decay"] = p => optim.SGD(p, 0.1, 0.9, weight_decay: 1e-2),
        ["sgd_nesterov"] = p => optim.SGD(p, 0.1, 0.9, weight_decay: 1e-2, nesterov: true),
        ["sgd_maximize"] = p => optim.SGD(p, 0.1, 0.9, weight_decay: 1e-2, maximize: true),
        ["adam"] = p => optim.Adam(p, 0.01),
        ["adam_weight_decay"] = p => optim.Adam(p, 0.01, 0.8, 0.95, 1e-6, 0.1),
        ["adam_amsgrad"] = p => optim.Adam(p, 0.01, amsgrad: true, maximize: true),
        ["adamw"] = p => optim.AdamW(p, 0.01, weight_decay: 0.01),
        ["adamw_weight_decay"] = p => optim.AdamW(p, 0.01, weight_decay: 0.1),
        ["adamw_amsgrad"] = p => optim.AdamW(p, 0.01, weight_decay: 0.1, amsgrad: true),
    };

    public static TheoryData<string> Names => new(OptimFixtures.All.Optimizers.Select(static one => one.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Steps_are_PyTorchs(string name)
    {
        using var scope = NewDisposeScope();
        var fixture = Fixture(name);
        var parameters = fixture.Start.Select(static one => new Parameter(one.ToTensor())).ToArray();
        var unused = new Parameter(fixture.Unused.ToTensor());
        using var optimizer = s_optimizers[name](parameters.Append(unused));

        for (var step = 1; step <= 5; step++)
        {
            SetGradients(parameters, step);
            optimizer.step();
            if (fixture.After.TryGetValue($"{step}", out var expected))
            {
                for (var i = 0; i < expected.Length; i++)
                {
                    expected[i].AssertClose(parameters[i], $"parameter {i} after step {step}");
                }
            }
        }

        fixture.Unused.AssertClose(unused, "the parameter without gradients", 1e-8);
    }

    // Doubles, and gradients that lie otherwise in memory than their parameters, take the other code paths.
    [Theory]
    [MemberData(nameof(Names))]
    public void Steps_of_doubles_and_of_transposed_gradients_are_the_same(string name)
    {
        using var scope = NewDisposeScope();
        var fixture = Fixture(name);
        var doubles = fixture.Start.Select(static one => new Parameter(one.ToTensor().to(ScalarType.Float64))).ToArray();
        var transposed = fixture.Start.Select(static one => new Parameter(one.ToTensor())).ToArray();
        using var first = s_optimizers[name](doubles);
        using var second = s_optimizers[name](transposed);

        for (var step = 1; step <= 5; step++)
        {
            SetGradients(doubles, step);
            SetGradients(transposed, step);
            foreach (var parameter in transposed.Where(static parameter => parameter.dim() == 2))
            {
                parameter.grad = parameter.grad!.t().contiguous().t();
                Assert.False(parameter.grad!.is_contiguous());
            }

            first.step();
            second.step();
        }

        for (var i = 0; i < doubles.Length; i++)
        {
            fixture.After["5"][i].AssertClose(doubles[i].to(ScalarType.Float32), $"double {i}");
            fixture.After["5"][i].AssertClose(transposed[i], $"parameter {i} of transposed gradients");
        }
    }

    [Fact]
    public void Large_parameters_are_stepped_by_all_threads_alike()
    {
        using var scope = NewDisposeScope();
        var parameters = new long[] { 70_001, 3, 0, 33_000, 1 }.Select(static size => new Parameter(randn(size))).ToArray();
        var expected = parameters.Select(static parameter => parameter.detach().clone()).ToArray();
        using var optimizer = optim.SGD(parameters, 0.5);
        foreach (var parameter in parameters)
        {
            parameter.grad = ones_like(parameter);
        }

        optimizer.step();

        for (var i = 0; i < parameters.Length; i++)
        {
            Assert.True((expected[i] - 0.5).allclose(parameters[i].detach()), $"parameter {i}");
        }
    }

    [Fact]
    public void Groups_have_options_of_their_own_and_the_optimizers_else()
    {
        using var scope = NewDisposeScope();
        var (slow, fast) = (new Parameter(zeros(2)), new Parameter(zeros(2)));
        using var optimizer = optim.SGD(
            [new SGD.ParamGroup([slow], new SGD.Options { LearningRate = 0.1 }), new SGD.ParamGroup([fast], new SGD.Options { momentum = 0 })], 1, 0.5);
        (slow.grad, fast.grad) = (ones(2), ones(2));

        optimizer.step();
        optimizer.step();

        Assert.Equal(-0.1f - 0.15f, slow.data<float>().ToArray()[0], 1e-6f);
        Assert.Equal(-2f, fast.data<float>().ToArray()[0], 1e-6f);
        Assert.Equal([0.1, 1.0], optimizer.ParamGroups.Select(static group => group.LearningRate));
    }

    [Fact]
    public void A_parameter_cannot_be_in_two_groups()
    {
        using var parameter = new Parameter(zeros(2, 3));
        Assert.Throws<ArgumentException>(() => optim.SGD([new SGD.ParamGroup([parameter]), new SGD.ParamGroup([parameter])], 1));
    }

    [Theory]
    [InlineData("sgd_nesterov")]
    [InlineData("adam_amsgrad")]
    [InlineData("adamw")]
    public void A_saved_optimizer_goes_on_where_it_stopped(string name)
    {
        using var scope = NewDisposeScope();
        var fixture = Fixture(name);
        var first = fixture.Start.Select(static one => new Parameter(one.ToTensor())).ToArray();
        using var before = s_optimizers[name](first);
        Steps(before, first, 1, 3);

        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        before.save_state_dict(writer);
        var second = first.Select(static one => new Parameter(one.detach().clone())).ToArray();
        using var after = s_optimizers[name](second);
        memory.Position = 0;
        using var reader = new BinaryReader(memory);
        after.load_state_dict(reader);
        Steps(after, second, 4, 5);

        for (var i = 0; i < second.Length; i++)
        {
            fixture.After["5"][i].AssertClose(second[i], $"parameter {i}");
        }
    }

    [Fact]
    public void A_state_that_does_not_fit_is_refused_and_nothing_is_changed()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(zeros(2));
        using var sgd = optim.SGD([parameter], 0.1, 0.9);
        using var adam = optim.Adam([parameter], 0.2);
        using var two = optim.SGD([new Parameter(zeros(2)), new Parameter(zeros(2))], 0.3, 0.9);
        parameter.grad = ones(2);
        sgd.step();
        var bytes = Saved(sgd);

        Assert.Contains("'SGD'", Refused<ArgumentException>(adam, bytes), StringComparison.Ordinal);
        Assert.Contains("groups of 1", Refused<ArgumentException>(two, bytes), StringComparison.Ordinal);
        using var other = optim.SGD([new Parameter(zeros(2))], 0.4, 0.9);
        for (var length = 0; length < bytes.Length; length++)
        {
            Refused<InvalidDataException>(other, bytes[..length]);
        }

        Assert.Equal(0.4, other.ParamGroups.Single().LearningRate);
        Assert.Null(((SGD.State)other.state_dict().State[0]).momentum_buffer);
    }

    [Fact]
    public void Zero_grad_takes_gradients_away()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(zeros(2));
        using var optimizer = optim.SGD([parameter], 0.1);
        parameter.grad = ones(2);

        optimizer.zero_grad();

        Assert.Null(parameter.grad);
    }

    [Fact]
    public void A_closure_computes_the_loss_with_gradients()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(ones(1));
        using var optimizer = optim.SGD([parameter], 0.1);
        using var unrecorded = no_grad();

        using var loss = optimizer.step(() =>
        {
            var squared = (parameter * parameter).sum();
            squared.backward();
            return squared;
        });

        Assert.Equal(1f, loss!.item<float>());
        Assert.Equal(0.8f, parameter.item<float>(), 1e-6f);
    }

    [Fact]
    public void Disposing_an_optimizer_releases_its_state_and_not_the_parameters()
    {
        using var parameter = new Parameter(zeros(2));
        using var gradient = ones(2);
        parameter.grad = gradient;
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var optimizer = optim.Adam([parameter]);
        optimizer.step();
        Assert.Equal(before + 2, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        optimizer.Dispose();

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.False(parameter.IsInvalid);
    }

    [Fact]
    public void Clipping_by_norm_is_PyTorchs()
    {
        foreach (var (norm, expected) in OptimFixtures.All.Clipping)
        {
            using var scope = NewDisposeScope();
            var parameters = new[] { new Parameter(tensor(new[] { 1f, -2, 3, 0.5f }).reshape(2, 2)), new Parameter(tensor(new[] { 4f, -1, 0.25f })) };
            foreach (var parameter in parameters)
            {
                parameter.grad = parameter.detach() * 2;
            }

            var total = nn.utils.clip_grad_norm_(parameters, 1.5, string.Equals(norm, "inf", StringComparison.Ordinal) ? double.PositiveInfinity : double.Parse(norm));

            Assert.Equal(expected.Total, total, expected.Total * 1e-6);
            for (var i = 0; i < parameters.Length; i++)
            {
                expected.Gradients[i].AssertClose(parameters[i].grad!, $"gradient {i} by norm {norm}");
            }
        }
    }

    [Fact]
    public void Clipping_by_value_and_vectors_of_parameters()
    {
        using var scope = NewDisposeScope();
        var parameters = new[] { new Parameter(tensor(new[] { 1f, -2 })), new Parameter(tensor(new[] { 4f })) };
        parameters[0].grad = tensor(new[] { 3f, -0.5f });

        nn.utils.clip_grad_value_(parameters, 1);
        Assert.Equal([1f, -0.5f], parameters[0].grad!.data<float>().ToArray());

        var vector = nn.utils.parameters_to_vector(parameters);
        Assert.Equal([1f, -2f, 4f], vector.data<float>().ToArray());
        nn.utils.vector_to_parameters(vector.detach() * 2, parameters);
        Assert.Equal([8f], parameters[1].data<float>().ToArray());
        Assert.Throws<ArgumentException>(() => nn.utils.vector_to_parameters(zeros(4), parameters));
    }

    private static OptimFixtures.Optimizer Fixture(string name) =>
        OptimFixtures.All.Optimizers.Single(one => string.Equals(one.Name, name, StringComparison.Ordinal));

    private static void Steps(OptimizerHelper optimizer, Parameter[] parameters, int from, int to)
    {
        for (var step = from; step <= to; step++)
        {
            SetGradients(parameters, step);
            optimizer.step();
        }
    }

    // As in the fixture script: the gradient depends on the parameter, so that an error of one step shows in the next.
    private static void SetGradients(Parameter[] parameters, int step)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            var values = parameters[i].detach();
            parameters[i].grad = (values * (i + 1) + step).sin() + values * 0.1;
        }
    }

    private static byte[] Saved(OptimizerHelper optimizer)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        optimizer.save_state_dict(writer);
        return memory.ToArray();
    }

    private static string Refused<TException>(OptimizerHelper optimizer, byte[] bytes) where TException : Exception
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        return Assert.Throws<TException>(() => optimizer.load_state_dict(reader)).Message;
    }
}

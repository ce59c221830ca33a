using System;
using System.Linq;
using ResNetGen.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Training;

/// <summary>Steps of TorchSharp's optimizers by the engine, on their own state.</summary>
public sealed class CompiledOptimizerTests
{
    private static readonly long[][] Shapes = [[5, 7], [3], [40, 1000]];

    public static TheoryData<string> Kinds => ["sgd", "momentum", "nesterov", "adam", "adamw"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Steps_of_both_kinds_go_on_after_each_other(string kind)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        Parameter[] exact = [.. Shapes.Select(shape => new Parameter(randn(shape, dtype: ScalarType.Float64)))];
        Parameter[] parameters = [.. exact.Select(parameter => new Parameter(parameter.detach().to(ScalarType.Float32)))];
        using var expected = Optimizer(kind, exact);
        using var optimizer = Optimizer(kind, parameters);
        using var compiled = CompiledOptimizer.For(optimizer);
        Assert.NotNull(compiled);
        for (var step = 0; step < 60; step++)
        {
            foreach (var (right, parameter) in exact.Zip(parameters))
            {
                right.grad = randn(right.shape, dtype: ScalarType.Float64);
                parameter.grad = right.grad.to(ScalarType.Float32);
            }

            foreach (var group in expected.ParamGroups.Concat(optimizer.ParamGroups))
            {
                group.LearningRate = step < 30 ? 0.05 : 0.02;
            }

            expected.step();
            if (step / 7 % 2 == 0)
            {
                // A scope of the caller's ends before the optimizer's state does.
                using var inner = NewDisposeScope();
                compiled.Step();
            }
            else
            {
                optimizer.step();
            }
        }

        foreach (var (right, parameter) in exact.Zip(parameters))
        {
            Assert.InRange((right - parameter.to(ScalarType.Float64)).abs().max().item<double>(), 0, 5e-6 * Math.Max(1, right.abs().max().item<double>()));
        }
    }

    [Theory]
    [InlineData("momentum")]
    [InlineData("adam")]
    public void A_parameter_that_has_a_gradient_later_is_at_its_own_first_step(string kind)
    {
        using var scope = NewDisposeScope();
        Parameter[] right = [.. Shapes.Select(shape => new Parameter(ones(shape)))];
        Parameter[] parameters = [.. Shapes.Select(shape => new Parameter(ones(shape)))];
        using var expected = Optimizer(kind, right);
        using var optimizer = Optimizer(kind, parameters);
        using var compiled = CompiledOptimizer.For(optimizer)!;
        for (var step = 0; step < 4; step++)
        {
            for (var i = 0; i < right.Length; i++)
            {
                if (i > 0 || step > 1)
                {
                    right[i].grad = full(Shapes[i], 0.3f);
                    parameters[i].grad = full(Shapes[i], 0.3f);
                }
            }

            expected.step();
            compiled.Step();
        }

        Assert.All(right.Zip(parameters), pair => Assert.InRange((pair.First - pair.Second).abs().max().item<float>(), 0, 1e-6f));
    }

    [Fact]
    public void Groups_have_learning_rates_of_their_own()
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = [.. Shapes.Select(shape => new Parameter(zeros(shape)))];
        using var optimizer = optim.SGD([new SGD.ParamGroup([parameters[0]], 0.1), new SGD.ParamGroup(parameters[1..], 0.1)], 0.1);
        using var compiled = CompiledOptimizer.For(optimizer)!;
        optimizer.ParamGroups.Last().LearningRate = 0.5;
        foreach (var parameter in parameters)
        {
            parameter.grad = ones_like(parameter);
        }

        compiled.Step();

        Assert.Equal([-0.1f, -0.5f, -0.5f], parameters.Select(parameter => parameter.min().item<float>()));
    }

    [Fact]
    public void Groups_have_weight_decays_of_their_own_and_frozen_parameters_stay()
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = [.. Shapes.Select(shape => new Parameter(ones(shape)))];
        using var optimizer = optim.SGD([new SGD.ParamGroup([parameters[0]], 0.1, 0.9, 0, 0.5), new SGD.ParamGroup(parameters[1..], 0.1, 0.9)], 0.1, 0.9);
        using var compiled = CompiledOptimizer.For(optimizer)!;
        parameters[0].grad = zeros_like(parameters[0]);
        parameters[1].grad = ones_like(parameters[1]);

        compiled.Step();

        Assert.Equal(0.95f, parameters[0][0, 0].item<float>(), 1e-6f);
        Assert.Equal(0.9f, parameters[1][0].item<float>(), 1e-6f);
        Assert.Equal(1f, parameters[2].mean().item<float>());
    }

    [Fact]
    public void Other_optimizers_make_their_own_steps()
    {
        using var parameter = new Parameter(randn(3));
        using var exact = new Parameter(randn(3, dtype: ScalarType.Float64));
        using var other = optim.RMSProp([parameter]);
        using var dampened = optim.SGD([parameter], 0.1, 0.9, 0.5);
        using var averaged = optim.Adam([parameter], amsgrad: true);
        using var wide = optim.SGD([exact], 0.1);

        Assert.All(new OptimizerHelper[] { other, dampened, averaged, wide }, optimizer => Assert.Null(CompiledOptimizer.For(optimizer)));
    }

    private static OptimizerHelper Optimizer(string kind, Parameter[] parameters) => kind switch
    {
        "sgd" => optim.SGD(parameters, 0.05, weight_decay: 0.01),
        "momentum" => optim.SGD(parameters, 0.05, 0.9, weight_decay: 0.01),
        "nesterov" => optim.SGD(parameters, 0.05, 0.9, weight_decay: 0.01, nesterov: true),
        "adam" => optim.Adam(parameters, 0.05, weight_decay: 0.01),
        _ => optim.AdamW(parameters, 0.05, weight_decay: 0.01),
    };
}

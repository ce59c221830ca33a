using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Training;

/// <summary>Updates of parameters are those of TorchSharp's optimizers.</summary>
public sealed class ParameterUpdateTests
{
    private const double Rate = 0.05, Decay = 0.01;

    private static readonly long[][] Shapes = [[5, 7], [3], [40, 1000]];

    public static TheoryData<string> Names => ["sgd", "momentum", "nesterov", "adam", "adamw"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_hundred_steps_are_those_of_TorchSharp(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        Parameter[] parameters = [.. Shapes.Select(shape => new Parameter(randn(shape, dtype: ScalarType.Float64)))];
        using var optimizer = Optimizer(name, parameters);
        using var memory = new TensorMemory([.. Shapes.Select((shape, i) => new TrainingParameter($"{i}", shape, isBuffer: false))]);
        using var update = Update(name, memory.Tensors);
        foreach (var (tensor, parameter) in memory.Tensors.Zip(parameters))
        {
            Floats(parameter).CopyTo(tensor.ValueSpan);
        }

        for (var step = 0; step < 200; step++)
        {
            foreach (var (tensor, parameter) in memory.Tensors.Zip(parameters))
            {
                parameter.grad = randn(parameter.shape, dtype: ScalarType.Float64);
                Floats(parameter.grad).CopyTo(tensor.GradientSpan);
            }

            // Half of the learning rate in the second half.
            var rate = step < 100 ? Rate : Rate / 2;
            foreach (var group in optimizer.ParamGroups)
            {
                group.LearningRate = rate;
            }

            optimizer.step();
            update.Step(rate, 1, threads: 2);
        }

        foreach (var (tensor, parameter) in memory.Tensors.Zip(parameters))
        {
            var expected = Floats(parameter);
            var largest = expected.Max(Math.Abs);
            Assert.All(expected.Zip(tensor.ValueSpan.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 2e-6 * Math.Max(1, largest)));
        }
    }

    [Fact]
    public void Gradients_are_clipped_as_PyTorch_clips_them()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        Parameter[] parameters = [.. Shapes.Select(shape => new Parameter(randn(shape, dtype: ScalarType.Float64)))];
        using var memory = new TensorMemory([.. Shapes.Select((shape, i) => new TrainingParameter($"{i}", shape, isBuffer: false))]);
        foreach (var (tensor, parameter) in memory.Tensors.Zip(parameters))
        {
            parameter.grad = randn(parameter.shape, dtype: ScalarType.Float64);
            Floats(parameter.grad).CopyTo(tensor.GradientSpan);
        }

        var norm = GradientNorm.Of(memory.Tensors);
        var before = parameters[0].grad![0, 0].item<double>();

        Assert.Equal(nn.utils.clip_grad_norm_(parameters, 5), norm, 1e-3);
        Assert.Equal(parameters[0].grad![0, 0].item<double>() / before, GradientNorm.FactorFor(norm, 5), 1e-6);
        Assert.Equal(1, GradientNorm.FactorFor(norm, 1e6));
        Assert.Equal(1, GradientNorm.FactorFor(norm, null));
    }

    private static float[] Floats(Tensor tensor) => tensor.detach().to(ScalarType.Float32).data<float>().ToArray();

    private static optim.Optimizer Optimizer(string name, IEnumerable<Parameter> parameters) => name switch
    {
        "sgd" => optim.SGD(parameters, Rate, weight_decay: Decay),
        "momentum" => optim.SGD(parameters, Rate, 0.9, weight_decay: Decay),
        "nesterov" => optim.SGD(parameters, Rate, 0.9, weight_decay: Decay, nesterov: true),
        "adam" => optim.Adam(parameters, Rate, weight_decay: Decay),
        _ => optim.AdamW(parameters, Rate, weight_decay: Decay),
    };

    private static ParameterUpdate Update(string name, IReadOnlyList<TrainingParameter> tensors) => name switch
    {
        "sgd" => new SgdUpdate(tensors, _ => Decay, 0, nesterov: false),
        "momentum" => new SgdUpdate(tensors, _ => Decay, 0.9, nesterov: false),
        "nesterov" => new SgdUpdate(tensors, _ => Decay, 0.9, nesterov: true),
        "adam" => new AdamUpdate(tensors, _ => Decay, 0.9, 0.999, 1e-8, isDecoupled: false),
        _ => new AdamUpdate(tensors, _ => Decay, 0.9, 0.999, 1e-8, isDecoupled: true),
    };
}

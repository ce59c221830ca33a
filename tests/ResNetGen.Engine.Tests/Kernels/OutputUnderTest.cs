using System;
using System.Collections.Generic;
using ResNetGen.Engine.Kernels;

namespace ResNetGen.Engine.Tests.Kernels;

/// <summary>An epilogue to be tested.</summary>
public sealed record EpilogueCase(string Name)
{
    internal ActivationStep Before { get; init; }

    internal ActivationStep After { get; init; }

    internal bool Adds { get; init; }

    internal bool HasSecond { get; init; }

    internal ActivationStep SecondActivation { get; init; }

    public static IReadOnlyList<EpilogueCase> All { get; } =
    [
        new("none"),
        new("relu") { After = new(ActivationFunction.Relu) },
        new("add") { Adds = true },
        new("add, relu") { Adds = true, After = new(ActivationFunction.Relu) },
        new("leaky") { After = new(ActivationFunction.LeakyRelu, 0.1f) },
        new("silu, add, gelu") { Before = new(ActivationFunction.Silu), Adds = true, After = new(ActivationFunction.Gelu) },
        new("relu, add") { Before = new(ActivationFunction.Relu), Adds = true },
        new("add, second") { Adds = true, HasSecond = true, SecondActivation = new(ActivationFunction.Relu) },
        new("sigmoid, second")
        {
            After = new(ActivationFunction.Sigmoid), HasSecond = true, SecondActivation = new(ActivationFunction.LeakyRelu, 0.2f),
        },
    ];

    public override string ToString() => Name;

    internal static double Activate(double x, ActivationStep step) => step.Function switch
    {
        ActivationFunction.Relu => double.IsNaN(x) ? x : Math.Max(0, x),
        ActivationFunction.LeakyRelu => x < 0 ? x * step.NegativeSlope : x,
        ActivationFunction.Sigmoid => 1 / (1 + Math.Exp(-x)),
        ActivationFunction.Silu => x / (1 + Math.Exp(-x)),
        ActivationFunction.Gelu => x * NormalDistribution(x),
        _ => x,
    };

    private static double NormalDistribution(double x)
    {
        // Beyond, the series loses its digits, and 1e-9 are left.
        if (Math.Abs(x) > 6)
        {
            return x < 0 ? 0 : 1;
        }

        // The integral of the density from 0 on.
        double sum = 0, term = x;
        for (var n = 0; n < 200; ++n)
        {
            sum += term / ((2 * n) + 1);
            term *= -x * x / 2 / (n + 1);
        }

        return 0.5 + (sum / Math.Sqrt(2 * Math.PI));
    }
}

/// <summary>What a job writes: the result, and the second where the epilogue has one.</summary>
internal sealed unsafe class OutputUnderTest : IDisposable
{
    private readonly KernelSet kernels;
    private readonly EpilogueCase epilogue;
    private readonly bool clearsHalo;
    private readonly FeatureMaps output, addend, second;
    private readonly NativeBytes scale, shift;

    public OutputUnderTest(KernelSet kernels, Layout layout, EpilogueCase epilogue, bool clearsHalo = true)
    {
        this.kernels = kernels;
        this.epilogue = epilogue;
        this.clearsHalo = clearsHalo;
        output = new FeatureMaps(layout, kernels.ElementSize);
        second = new FeatureMaps(layout, kernels.ElementSize);
        addend = FeatureMaps.Random(layout, kernels.ElementSize, 77);
        scale = NativeBytes.Channels(layout.Channels, c => 1 + (0.01f * c));
        shift = NativeBytes.Channels(layout.Channels, c => 0.3f - (0.02f * c));
    }

    public Epilogue Epilogue => new()
    {
        Before = epilogue.Before,
        After = epilogue.After,
        Addend = epilogue.Adds ? addend.Data : null,
        Output = output.View,
        ClearsHalo = clearsHalo,
        Second = epilogue.HasSecond ? second.Data : null,
        ClearsSecondHalo = clearsHalo && epilogue.HasSecond,
        Scale = scale.Floats,
        Shift = shift.Floats,
        SecondActivation = epilogue.SecondActivation,
    };

    /// <summary>Runs a job on 1 to 4 workers. Compares the results with each other and with the values expected before the epilogue.</summary>
    public void Check(double tolerance, long scratch, WorkerAction action, Func<int, int, int, int, double> expected)
    {
        byte[]? first = null, firstSecond = null;
        for (var workers = 1; workers <= 4; ++workers)
        {
            output.Reset();
            second.Reset();
            KernelsUnderTest.Run(workers, scratch, action);
            first ??= output.Bytes();
            firstSecond ??= second.Bytes();
            Assert.Equal(first, output.Bytes());
            Assert.Equal(firstSecond, second.Bytes());
        }

        Assert.True(output.HasGuards() && second.HasGuards(), "A kernel writes beyond its output.");
        Assert.True(output.HasHalo(clearsHalo), "The halo of the output is wrong.");
        Assert.True(second.HasHalo(clearsHalo && epilogue.HasSecond), "The halo of the second output is wrong.");
        for (var image = 0; image < output.Images; ++image)
        {
            for (var c = 0; c < output.Layout.Channels; ++c)
            {
                for (var y = 0; y < output.Height; ++y)
                {
                    for (var x = 0; x < output.Width; ++x)
                    {
                        CheckValue(tolerance, image, c, y, x, expected(image, c, y, x));
                    }
                }
            }
        }
    }

    public void Dispose()
    {
        output.Dispose();
        second.Dispose();
        addend.Dispose();
        scale.Dispose();
        shift.Dispose();
    }

    private void CheckValue(double tolerance, int image, int c, int y, int x, double value)
    {
        value = EpilogueCase.Activate(value, epilogue.Before) + (epilogue.Adds ? addend[image, c, y, x] : 0);
        value = EpilogueCase.Activate(value, epilogue.After);
        AssertNear(value, output[image, c, y, x], tolerance);
        if (epilogue.HasSecond)
        {
            value = EpilogueCase.Activate((value * scale.Floats[c]) + shift.Floats[c], epilogue.SecondActivation);
            AssertNear(value, second[image, c, y, x], tolerance * 2);
        }
    }

    private void AssertNear(double expected, double actual, double tolerance)
    {
        var allowed = tolerance + (kernels.ElementSize == 2 && !output.Layout.IsVectors ? (Math.Abs(expected) / 256) + 1e-4 : 0);
        if (double.IsNaN(expected) != double.IsNaN(actual) || Math.Abs(expected - actual) > allowed)
        {
            Assert.Fail($"{actual} instead of {expected}");
        }
    }
}

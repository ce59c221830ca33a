using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Fixtures;

/// <summary>A tensor as the fixture scripts write it: {"dtype", "shape", "data"}, flat in row order.</summary>
public sealed record FixtureTensor(string Dtype, long[] Shape, JsonElement[] Data)
{
    /// <summary>The tensor, of PyTorch's type.</summary>
    public Tensor ToTensor(bool requiresGrad = false)
    {
        using var flat = Dtype switch
        {
            "float32" => tensor(Data.Select(static value => (float)value.GetDouble()).ToArray()),
            "float64" => tensor(Data.Select(static value => value.GetDouble()).ToArray()),
            "int64" => tensor(Data.Select(static value => value.GetInt64()).ToArray()),
            "bool" => tensor(Data.Select(static value => value.GetBoolean()).ToArray()),
            _ => throw new NotSupportedException($"The fixtures have no tensors of type {Dtype}."),
        };
        var shaped = flat.reshape(Shape).clone();
        return requiresGrad ? shaped.requires_grad_() : shaped;
    }

    /// <summary>
    /// Each element must be within 1e-5 of the expected one, relative to it and, for elements that cancel to almost nothing, to the tensor's root mean square.
    /// </summary>
    public void AssertClose(Tensor actual, string what, double tolerance = 1e-5)
    {
        Assert.Equal(Shape, actual.shape);
        Assert.Equal(Dtype, actual.dtype switch
        {
            ScalarType.Float32 => "float32",
            ScalarType.Float64 => "float64",
            ScalarType.Int64 => "int64",
            ScalarType.Bool => "bool",
            var other => other.ToString(),
        });
        using var wide = actual.detach().to(ScalarType.Float64).contiguous();
        var values = wide.data<double>().ToArray();
        var expected = Data.Select(static value => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : value.GetBoolean() ? 1 : 0).ToArray();
        var scale = expected.Length == 0 ? 0 : Math.Sqrt(expected.Average(static value => value * value));
        for (var i = 0; i < expected.Length; i++)
        {
            var allowed = tolerance * (Math.Abs(expected[i]) + scale);
            Assert.True(
                Math.Abs(values[i] - expected[i]) <= allowed,
                string.Create(CultureInfo.InvariantCulture, $"{what}[{i}] is {values[i]:r}, PyTorch's is {expected[i]:r}"));
        }
    }
}

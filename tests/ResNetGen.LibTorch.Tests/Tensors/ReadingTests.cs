using System;
using System.Globalization;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Tensors;

/// <summary>Elements on their way in and out.</summary>
public class ReadingTests
{
    [Fact]
    public void Arrays_come_back_as_they_went_in()
    {
        using var scope = NewDisposeScope();

        Assert.Equal([1f, 2f, 3f], tensor(new[] { 1f, 2f, 3f }).data<float>().ToArray());
        Assert.Equal([1d, 2d], tensor([1d, 2d]).data<double>().ToArray());
        Assert.Equal([1L, -2L], tensor([1L, -2L]).data<long>().ToArray());
        Assert.Equal([1, -2], tensor([1, -2]).data<int>().ToArray());
        Assert.Equal([(short)1, (short)-2], tensor([(short)1, (short)-2]).data<short>().ToArray());
        Assert.Equal([(sbyte)1, (sbyte)-2], tensor([(sbyte)1, (sbyte)-2]).data<sbyte>().ToArray());
        Assert.Equal([(byte)1, (byte)254], tensor([(byte)1, (byte)254]).data<byte>().ToArray());
        Assert.Equal([true, false], tensor([true, false]).data<bool>().ToArray());
        Assert.Equal([(Half)1.5, (Half)(-2)], tensor([(Half)1.5, (Half)(-2)]).data<Half>().ToArray());
        Assert.Equal([new BFloat16(1.5f)], tensor([new BFloat16(1.5f)]).data<BFloat16>().ToArray());
    }

    [Fact]
    public void Arrays_of_more_dimensions_keep_their_shape()
    {
        using var scope = NewDisposeScope();
        var array = new[,] { { 1f, 2f, 3f }, { 4f, 5f, 6f } };

        var matrix = tensor(array);

        Assert.Equal([2, 3], matrix.shape);
        Assert.Equal(array, matrix.data<float>().ToNDArray());
        Assert.Equal(6f, matrix[1, 2].item<float>());
        Assert.Equal([3, 2], from_array(new long[3, 2], null).shape);
        Assert.Equal([2, 1, 2], tensor(Enumerable.Range(0, 4).ToList(), 2, 1, 2).shape);
    }

    [Fact]
    public void A_type_may_be_asked_for()
    {
        using var scope = NewDisposeScope();

        var halves = tensor(new[] { 1f, 2f }, ScalarType.Float64);

        Assert.Equal(ScalarType.Float64, halves.dtype);
        Assert.Equal([1d, 2d], halves.data<double>().ToArray());
    }

    [Fact]
    public void Elements_of_a_view_are_read_where_they_lie()
    {
        using var scope = NewDisposeScope();
        var matrix = arange(6, dtype: ScalarType.Float32).reshape(2, 3);
        var turned = matrix.t();
        var elements = turned.data<float>();

        Assert.Equal([0f, 3f, 1f, 4f, 2f, 5f], elements.ToArray());
        Assert.Equal(elements.ToArray(), elements.AsEnumerable());
        Assert.Equal(4f, elements[1, 1]);
        elements[1, 1] = 9;
        Assert.Equal(9f, matrix[1, 1].ToSingle());
        elements.CopyFrom([7f, 8f], 0, 4);
        Assert.Equal([0f, 1f, 7f, 3f, 9f, 8f], matrix.data<float>().ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => elements[3, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => elements[6]);
        Assert.Throws<ArgumentException>(() => elements[1, 1, 1]);
    }

    [Fact]
    public void The_wrong_type_is_refused()
    {
        using var scope = NewDisposeScope();

        Assert.Throws<ArgumentException>(() => ones(3).data<double>());
        Assert.Throws<ArgumentException>(() => ones(1).item<int>());
        Assert.Throws<ArgumentException>(() => ones(3).item<float>());
    }

    [Fact]
    public void One_number_is_read_as_any_type()
    {
        using var scope = NewDisposeScope();
        var number = tensor(2.75);

        Assert.Equal(2.75, number.ToDouble());
        Assert.Equal(2.75f, number.ToSingle());
        Assert.Equal(2, number.ToInt32());
        Assert.Equal(2L, (long)number);
        Assert.True(number.ToBoolean());
        Assert.Equal(ScalarType.Float64, number.ToScalar().Type);
        Assert.Equal(7L, tensor(7).ToScalar().ToInt64());
        Assert.Equal(ScalarType.Bool, tensor(true).ToScalar().Type);
        Assert.Equal(0.5f, (float)tensor(0.5f).half().ToHalf());
    }

    [Fact]
    public void Bytes_are_the_elements_themselves()
    {
        using var scope = NewDisposeScope();
        var numbers = tensor(new[] { 1, 256 });

        Assert.Equal([1, 0, 0, 0, 0, 1, 0, 0], numbers.bytes.ToArray());
        numbers.bytes = new byte[] { 2, 0, 0, 0, 3, 0, 0, 0 };
        Assert.Equal([2, 3], numbers.data<int>().ToArray());
        Assert.Throws<ArgumentException>(() => numbers.bytes = new byte[3]);
        Assert.Throws<InvalidOperationException>(() => ones(2, 3).t().bytes.Length);
    }

    [Fact]
    public void Text_is_readable()
    {
        using var scope = NewDisposeScope();
        var matrix = tensor(new[,] { { 1f, -2.5f }, { 10f, 0.125f } });
        var culture = CultureInfo.InvariantCulture;

        Assert.Equal("[2x2], type = Float32, device = cpu", matrix.ToString());
        Assert.Equal("[[1 -2.5]\n [10 0.125]]", matrix.npstr(newLine: "\n", cultureInfo: culture));
        Assert.Equal("[2x2], type = Float32, device = cpu\n     1  -2.5\n    10 0.125", matrix.jlstr(newLine: "\n", cultureInfo: culture));
        Assert.Equal("[], type = Int64, device = cpu, value = 3", tensor(3L).jlstr());
        Assert.Equal("[True False]", tensor([true, false]).npstr());
        Assert.Equal("[0 1 2 ... 1997 1998 1999]", arange(2000).npstr());
        Assert.Equal("[0], type = Float32, device = cpu", zeros(0).jlstr());
    }

    [Fact]
    public void Brain_floats_round_to_even()
    {
        Assert.Equal(1f, (float)new BFloat16(1.00390625f));
        Assert.Equal(1.015625f, (float)new BFloat16(1.01171875f));
        Assert.True(BFloat16.IsNaN(new BFloat16(float.NaN)));
        Assert.True(BFloat16.IsInfinity(new BFloat16(float.MaxValue)));
        Assert.Equal(1.5f, (float)(BFloat16.One + new BFloat16(0.5f)));
        Assert.True(BFloat16.One < BFloat16.MaxValue);
    }
}

using System;
using System.IO;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Files;

/// <summary>TorchSharp's format of tensors, byte for byte.</summary>
public sealed class TensorFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("resnetgen").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_bytes_are_type_rank_sizes_and_elements()
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();

        tensor(new short[] { 1, -2, 3 }).reshape(1, 3).Save(stream);
        Assert.Equal([2, 2, 1, 3, 1, 0, 0xFE, 0xFF, 3, 0], stream.ToArray());

        using var large = new MemoryStream();
        zeros(300, dtype: ScalarType.Byte).Save(large);
        Assert.Equal([0, 1, 0xAC, 0x02], large.ToArray()[..4]);
        Assert.Equal(304, large.Length);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Bool)]
    public void Every_type_comes_back(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var file = Path.Combine(_folder, "tensor");
        var saved = arange(6).reshape(2, 3).t().to(type);

        saved.save(file);
        var loaded = load(file);

        Assert.Equal(type, loaded.dtype);
        Assert.Equal([3, 2], loaded.shape);
        Assert.True(loaded.Equals(saved));
        Assert.Equal([file], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Loading_goes_over_the_elements_that_are_there_even_turned()
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();
        arange(6).reshape(3, 2).Save(stream);
        arange(2).Save(stream);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        var target = zeros(2, 3, dtype: ScalarType.Int64);

        target.t().Load(reader);
        target.Load(reader, skip: true);

        Assert.Equal([0L, 2, 4, 1, 3, 5], target.data<long>().ToArray());
        Assert.Equal(stream.Length, stream.Position);
    }

    [Fact]
    public void Another_shape_or_type_is_refused_with_both()
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();
        zeros(2, 3).Save(stream);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);

        var exception = Assert.Throws<ArgumentException>(() => zeros(3, 2).Load(reader));

        Assert.Contains("[2, 3] Float32", exception.Message, StringComparison.Ordinal);
        Assert.Contains("[3, 2] Float32", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_files_are_refused()
    {
        using var scope = NewDisposeScope();
        using var whole = new MemoryStream();
        ones(10).Save(whole);

        Assert.Throws<EndOfStreamException>(() => Tensor.Load(new MemoryStream(whole.ToArray()[..20])));
        Assert.Throws<EndOfStreamException>(() => Tensor.Load(new MemoryStream([6])));
        Assert.Throws<InvalidDataException>(() => Tensor.Load(new MemoryStream([99, 1, 1, 0])));
        Assert.Throws<InvalidDataException>(() => Tensor.Load(new MemoryStream([6, 100])));
        Assert.Throws<InvalidDataException>(() => Tensor.Load(new MemoryStream([.. Enumerable.Repeat((byte)0xFF, 12)])));
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_nothing()
    {
        using var scope = NewDisposeScope();
        var shapeOnly = zeros([3], device: META);

        Assert.ThrowsAny<Exception>(() => shapeOnly.save(Path.Combine(_folder, "tensor")));

        Assert.Empty(Directory.GetFiles(_folder));
    }
}

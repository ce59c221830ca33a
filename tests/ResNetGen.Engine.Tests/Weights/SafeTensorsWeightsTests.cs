using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;
using ResNetGen.Engine.Weights;
using ResNetGen.Weights;

namespace ResNetGen.Engine.Tests.Weights;

public sealed class SafeTensorsWeightsTests
{
    [Fact]
    public void Float32_tensors_are_read_with_their_shapes()
    {
        var bytes = SafeTensorsBytes.Of([("conv1.weight", [1, 2, 1, 2], [1, -2, 0.5f, 1e-30f]), ("bn1.bias", [3], [7, 8, 9])]);
        using var weights = SafeTensorsWeights.Open(new MemoryStream(bytes));

        Assert.Equal(["bn1.bias", "conv1.weight"], weights.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([1L, 2, 1, 2], weights.ShapeOf("conv1.weight"));
        Assert.Equal([1, -2, 0.5f, 1e-30f], weights.Read("conv1.weight"));
        Assert.Equal([7f, 8, 9], weights.Read("bn1.bias"));
        Assert.Equal([7f, 8, 9], weights.Read("bn1.bias"));
        Assert.Null(weights.ShapeOf("bn1"));
        Assert.Contains("'fc.weight'", Assert.Throws<KeyNotFoundException>(() => weights.Read("fc.weight")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_threads_may_read_at_once()
    {
        var bytes = SafeTensorsBytes.Of([.. Enumerable.Range(0, 40).Select(i => ($"layer{i}.weight", new long[] { 5000 }, Enumerable.Repeat((float)i, 5000).ToArray()))]);
        using var weights = SafeTensorsWeights.Open(new MemoryStream(bytes));

        Parallel.For(0, 4000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, turn => Assert.All(weights.Read($"layer{turn % 40}.weight"), value => Assert.Equal(turn % 40, value)));
    }

    [Theory]
    [InlineData("F16")]
    [InlineData("BF16")]
    [InlineData("F64")]
    public void Other_floating_point_types_become_float32(string type)
    {
        // More than one buffer of elements, each of which every type has exactly.
        float[] expected = [.. Enumerable.Range(0, 100_000).Select(i => ((i % 255) - 127) / 64f)];
        Assert.Equal(expected, Read(type, [.. expected.SelectMany(value => BytesOf(type, value))]));

        Assert.Equal([float.PositiveInfinity, float.NaN, -0f], Read(type, [.. new[] { float.PositiveInfinity, float.NaN, -0f }.SelectMany(value => BytesOf(type, value))]));
        if (type == "F64")
        {
            Assert.Equal([1.2345679f, float.PositiveInfinity], Read(type, [.. new[] { 1.23456789, 1e300 }.SelectMany(BitConverter.GetBytes)]));
        }
    }

    [Fact]
    public void A_counter_may_be_there_and_is_no_weight()
    {
        var bytes = SafeTensorsBytes.Of(("bn1.num_batches_tracked", "I64", [], BitConverter.GetBytes(5L)), ("bn1.bias", "F32", [1], BitConverter.GetBytes(2f)));
        using var weights = SafeTensorsWeights.Open(new MemoryStream(bytes), "net.safetensors");

        Assert.Equal([2f], weights.Read("bn1.bias"));
        Assert.Equal(
            "net.safetensors: tensor 'bn1.num_batches_tracked' is of type I64; weights have the type F32, F16, BF16 or F64.",
            Assert.Throws<WeightsException>(() => weights.Read("bn1.num_batches_tracked")).Message);
    }

    [Fact]
    public void A_file_is_read_with_its_texts_and_closed()
    {
        var folder = Directory.CreateTempSubdirectory();
        var path = Path.Combine(folder.FullName, "net.safetensors");
        File.WriteAllBytes(path, SafeTensorsBytes.Of("""{"__metadata__":{"classes":"cat dog"},"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""", BitConverter.GetBytes(3f)));
        using (var weights = SafeTensorsWeights.Open(path))
        {
            Assert.Equal(path, weights.Source);
            Assert.Equal("cat dog", weights.Metadata["classes"]);
            Assert.Empty(weights.ShapeOf("a")!);
            Assert.Equal([3f], weights.Read("a"));
        }

        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("stridedConvolution: first", "stridedConvolution: first", null)]
    [InlineData(null, "stridedConvolution: first", null)]
    [InlineData("stridedConvolution: first; ceiling: true", "ceiling: true; stridedConvolution: middle", "stridedConvolution: first, here middle")]
    [InlineData("", "stridedConvolution: first", "stridedConvolution: as usual, here first")]
    public void Weights_of_another_variant_are_refused_with_the_options_that_differ(string? ofFile, string ofNetwork, string? difference)
    {
        var metadata = ofFile is null ? "" : $"\"__metadata__\":{{\"resnetgen.variant\":\"{ofFile}\"}},";
        using var weights = SafeTensorsWeights.Open(
            new MemoryStream(SafeTensorsBytes.Of($$$"""{{{{metadata}}}"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""", BitConverter.GetBytes(3f))), "net.safetensors");
        var network = new NetworkInfo("Net", 1, 20, new FeatureShape(3, 32, 32), new FeatureShape(10, 0, 0), 10, 0, 0, null!, "fc", ofNetwork, []);

        if (difference is null)
        {
            weights.RequireVariant(network);
        }
        else
        {
            Assert.Equal(
                $"net.safetensors: the weights are those of another variant of Net ({difference}). Change the network, or pass SafeTensorsWeights.Open to its constructor to use the weights anyway.",
                Assert.Throws<WeightsException>(() => weights.RequireVariant(network)).Message);
        }
    }

    [Fact]
    public void A_stream_stays_open_and_is_read_from_where_it_stands()
    {
        var file = SafeTensorsBytes.Of([("a", [1], [4])]);
        using var later = new MemoryStream([1, 2, 3, .. file]);
        later.Position = 3;
        using (var weights = SafeTensorsWeights.Open(later))
        {
            Assert.Equal([4f], weights.Read("a"));
        }

        Assert.True(later.CanRead);

        var compressed = new MemoryStream();
        using (var writer = new DeflateStream(compressed, CompressionMode.Compress, leaveOpen: true))
        {
            writer.Write(file);
        }

        compressed.Position = 0;
        using var unseekable = new DeflateStream(compressed, CompressionMode.Decompress);
        using var unpacked = SafeTensorsWeights.Open(unseekable);
        Assert.Equal([4f], unpacked.Read("a"));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "tensor 'a' of shape 2 and type F32 needs 8 bytes, and has 4.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", 6, "tensor 'b' shares bytes with tensor 'a'.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "tensor 'b' begins 4 bytes after the tensor before it ends")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 9, "has 5 bytes after its last tensor; it is damaged, or was not written to the end.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "tensor 'a' lies at bytes [0, 4] of the data, which have 3 bytes; the file is cut short or damaged.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "tensor 'a' is there twice.")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", 0, "its header has __metadata__ twice.")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}""", 1, "tensor 'a' is of type 'F8_E4M3'; the types that can be read are F64, F32, F16, BF16")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "its shape is no list of whole numbers from 0 up: [-1].")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4611686018427387904],"data_offsets":[0,0]}}""", 0, "tensor 'a' of shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0,4611686018427387904,4],"data_offsets":[0,0]}}""", 0, "tensor 'a' of shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"note":1}}""", 4, "tensor 'a' has to have a dtype, a shape and data_offsets, and nothing else.")]
    [InlineData("""{"a\u001b[31m":[]}""", 0, "tensor 'a\\x1b[31m' has to have")]
    [InlineData("""[1]""", 0, "its header is a JSON Array, not an object.")]
    [InlineData("""{"a":""", 0, "its header is no JSON text")]
    public void A_damaged_header_is_refused_with_the_place(string header, int dataBytes, string problem)
    {
        using var stream = new MemoryStream(SafeTensorsBytes.Of(header, new byte[dataBytes]));
        var error = Assert.Throws<WeightsException>(() => SafeTensorsWeights.Open(stream, "bad.safetensors"));

        Assert.StartsWith("bad.safetensors: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3 }, "has 3 bytes, less than the 8 that a safetensors file begins with.")]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 127, (byte)'{', (byte)'}' }, "its header would have 9,151,314,442,816,847,872 bytes, the file has 10 (a header has at most 100,000,000)")]
    [InlineData(new byte[] { 3, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}' }, "it is no safetensors file, or cut short.")]
    public void A_file_that_is_not_one_of_safetensors_is_refused(byte[] bytes, string problem) =>
        Assert.Contains(problem, Assert.Throws<WeightsException>(() => SafeTensorsWeights.Open(new MemoryStream(bytes))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        var whole = SafeTensorsBytes.Of([("a", [2], [1, 2]), ("b", [1], [3])]);
        for (var length = 0; length < whole.Length; length++)
        {
            var part = whole[..length];
            Assert.Throws<WeightsException>(() => SafeTensorsWeights.Open(new MemoryStream(part)));
        }
    }

    [Fact]
    public void A_file_that_is_cut_short_after_it_was_opened_is_refused()
    {
        var whole = SafeTensorsBytes.Of([("a", [2], [1, 2])]);
        var stream = new MemoryStream();
        stream.Write(whole);
        stream.Position = 0;
        using var weights = SafeTensorsWeights.Open(stream, "net.safetensors");
        stream.SetLength(whole.Length - 1);

        Assert.StartsWith("net.safetensors: tensor 'a' cannot be read: ", Assert.Throws<WeightsException>(() => weights.Read("a")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.Equal("/nowhere/net.safetensors: there is no such file.", Assert.Throws<WeightsException>(() => SafeTensorsWeights.Open("/nowhere/net.safetensors")).Message);

    private static float[] Read(string type, byte[] bytes)
    {
        using var weights = SafeTensorsWeights.Open(new MemoryStream(SafeTensorsBytes.Of(("a", type, [bytes.Length / (type == "F64" ? 8 : 2)], bytes))));
        return weights.Read("a");
    }

    private static byte[] BytesOf(string type, float value) => type switch
    {
        "F64" => BitConverter.GetBytes((double)value),
        "F16" => BitConverter.GetBytes((Half)value),
        _ => BitConverter.GetBytes((ushort)(BitConverter.SingleToUInt32Bits(value) >> 16)),
    };
}

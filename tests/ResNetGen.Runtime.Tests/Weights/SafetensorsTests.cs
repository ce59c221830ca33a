using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using ResNetGen.Weights;
using static TorchSharp.torch;

namespace ResNetGen.Runtime.Tests.Weights;

public class SafetensorsTests
{
    [Fact]
    public void What_is_saved_is_loaded()
    {
        using var folder = new ScratchFolder();
        using var network = new TinyNet();
        using var other = new TinyNet();
        var file = folder.File(Path.Combine("made", "net.safetensors"));
        Safetensors.Save(file, network, new Dictionary<string, string> { ["made by"] = "a \"test\"", ["epoch"] = "3" });
        var live = Tensor.TotalCount;
        var result = Safetensors.Load(other, file);

        Assert.Empty(result.Missing);
        Assert.Empty(result.Unexpected);
        Assert.Equal(live, Tensor.TotalCount);
        Assert.Equal(8, other.state_dict().Count);
        Assert.All(other.state_dict(), pair => Assert.Equal(network.state_dict()[pair.Key].bytes.ToArray(), pair.Value.bytes.ToArray()));
        Assert.All(other.parameters(), parameter => Assert.True(parameter.requires_grad));
        using var reader = new SafetensorsReader(file);
        Assert.Equal("a \"test\"", reader.Metadata["made by"]);
        Assert.Equal([8L, 3, 3, 3], reader.Entries["conv1.weight"].Shape);
        Assert.Empty(reader.Entries["bn1.num_batches_tracked"].Shape);
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public void The_bytes_are_the_format_s()
    {
        using var folder = new ScratchFolder();
        var file = folder.File("two.safetensors");
        using var a = tensor(new[] { 1f, -2f, 0.5f }, ScalarType.Float32);
        using var b = tensor(new[] { 7L }, ScalarType.Int64);
        Safetensors.Save(file, new Dictionary<string, Tensor> { ["a"] = a, ["b"] = b });

        var bytes = File.ReadAllBytes(file);
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Assert.Equal(0, length % 8);
        Assert.Equal(
            """{"b":{"dtype":"I64","shape":[1],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[3],"data_offsets":[8,20]}}""",
            Encoding.UTF8.GetString(bytes, 8, length).TrimEnd(' '));
        Assert.Equal([7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 0, 0, 0, 0x3F], bytes[(8 + length)..]);
    }

    [Theory]
    [InlineData(ScalarType.Float32, "F32", 4)]
    [InlineData(ScalarType.Float64, "F64", 8)]
    [InlineData(ScalarType.Float16, "F16", 2)]
    [InlineData(ScalarType.BFloat16, "BF16", 2)]
    [InlineData(ScalarType.Int64, "I64", 8)]
    [InlineData(ScalarType.Int32, "I32", 4)]
    [InlineData(ScalarType.Byte, "U8", 1)]
    [InlineData(ScalarType.Bool, "BOOL", 1)]
    public void Every_type_goes_there_and_back(ScalarType type, string name, int size)
    {
        using var folder = new ScratchFolder();
        var file = folder.File("one.safetensors");
        using var numbers = tensor(new[] { 0f, 1f, 1f, 0f, 1f, 0f }, ScalarType.Float32);
        using var converted = numbers.type(type);
        using var matrix = converted.reshape(3, 2);
        using var turned = matrix.transpose(0, 1);
        Safetensors.Save(file, new Dictionary<string, Tensor> { ["turned"] = turned });

        using var reader = new SafetensorsReader(file);
        var bytes = File.ReadAllBytes(file);
        Assert.Equal(8 + BinaryPrimitives.ReadInt64LittleEndian(bytes) + (6 * size), bytes.Length);
        Assert.Contains($"\"{name}\"", File.ReadAllText(file), StringComparison.Ordinal);
        using var read = reader.Read("turned");
        using var asFloat = read.type(ScalarType.Float32);
        Assert.Equal(type, read.dtype);
        Assert.Equal([2L, 3], read.shape);
        Assert.Equal([0, 1, 1, 1, 0, 0], asFloat.data<float>().ToArray());
    }

    [Fact]
    public void Half_precision_is_converted_to_the_network_s()
    {
        using var folder = new ScratchFolder();
        using var network = new TinyNet();
        using var scope = NewDisposeScope();
        var file = folder.File("half.safetensors");
        Safetensors.Save(file, network.state_dict().ToDictionary(
            pair => pair.Key, pair => pair.Value.is_floating_point() ? pair.Value.detach().type(ScalarType.BFloat16) : pair.Value));
        using var other = new TinyNet();
        Safetensors.Load(other, file);

        var (expected, loaded) = (Numbers(network, "fc.weight"), Numbers(other, "fc.weight"));
        Assert.NotEqual(expected, loaded);
        Assert.Equal(expected, loaded, (a, b) => MathF.Abs(a - b) <= MathF.Abs(a) / 128);
    }

    [Fact]
    public void A_file_for_another_network_changes_nothing_and_every_difference_is_named()
    {
        using var folder = new ScratchFolder();
        using var network = new TinyNet();
        using var scope = NewDisposeScope();
        var tensors = network.state_dict();
        tensors.Remove("bn1.bias");
        tensors["extra"] = zeros([2, 2], ScalarType.Float32);
        tensors["fc.weight"] = zeros([10, 9], ScalarType.Float32);
        tensors["fc.bias"] = zeros([10], ScalarType.Int64);
        tensors["conv1.weight"] = zeros([8, 3, 3, 3], ScalarType.Float32);
        var file = folder.File("other.safetensors");
        Safetensors.Save(file, tensors);
        var before = Numbers(network, "conv1.weight");

        var error = Assert.Throws<WeightsException>(() => Safetensors.Load(network, file));
        Assert.Equal(
            """
            is not for this network, and nothing of it was loaded:
              other type: fc.bias is I64 in the file, F32 in the network
              other shape: fc.weight is 10 x 9 in the file, 10 x 8 in the network
              missing in the file: bn1.bias, 8
              only in the file: extra, 2 x 2
            """,
            error.Problem);
        Assert.Equal(file, error.File);
        Assert.Equal(before, Numbers(network, "conv1.weight"));

        // Shapes have to agree even where names need not.
        Assert.Throws<WeightsException>(() => Safetensors.Load(network, file, strict: false));
        Assert.Equal(before, Numbers(network, "conv1.weight"));
    }

    [Fact]
    public void Where_it_is_not_strict_names_may_differ()
    {
        using var folder = new ScratchFolder();
        using var network = new TinyNet();
        using var scope = NewDisposeScope();
        var file = folder.File("part.safetensors");
        Safetensors.Save(file, new Dictionary<string, Tensor> { ["fc.bias"] = ones([10], ScalarType.Float32), ["extra"] = ones([1], ScalarType.Float32) });
        var result = Safetensors.Load(network, file, strict: false);

        Assert.Equal(["extra"], result.Unexpected);
        Assert.Equal(7, result.Missing.Count);
        Assert.Equal(Enumerable.Repeat(1f, 10), Numbers(network, "fc.bias"));
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file()
    {
        using var folder = new ScratchFolder();
        var file = folder.Write("net.safetensors", [1, 2, 3]);

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(file, stream =>
        {
            stream.WriteByte(9);
            throw new InvalidOperationException();
        }));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(file));
        Assert.Equal([file], Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "tensor 'a' of shape 2 and type F32 needs 8 bytes, and has 4.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", 6, "tensor 'b' shares bytes with tensor 'a'.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "tensor 'b' begins 4 bytes after the tensor before it ends")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 9, "has 5 bytes after its last tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "tensor 'a' lies at bytes [0, 4] of the data, which have 3 bytes; the file is cut short or damaged.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "tensor 'a' lies at bytes [4, 0]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "tensor 'a' is there twice.")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}""", 1, "tensor 'a' is of type 'F8_E4M3'; the types that can be read are F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "tensor 'a' its shape is no list of whole numbers from 0 up: [-1].")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "its shape is no list")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807,4],"data_offsets":[0,4]}}""", 4, "tensor 'a' of shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", 4, "tensor 'a' lies at bytes [0, 4, 8]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 4, "tensor 'a' has to have a dtype, a shape and data_offsets")]
    [InlineData("""{"a":[]}""", 0, "tensor 'a' has to have")]
    [InlineData("""[]""", 0, "its header is a JSON Array, not an object.")]
    [InlineData("""{"a":""", 0, "its header is no JSON text")]
    [InlineData("""{"__metadata__":{"epoch":3}}""", 0, "the note 'epoch' in its __metadata__ is not one text.")]
    public void Damaged_headers_are_refused(string header, int dataBytes, string problem)
    {
        using var folder = new ScratchFolder();
        var json = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + json.Length + dataBytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, json.Length);
        json.CopyTo(bytes, 8);
        var error = Assert.Throws<WeightsException>(() => new SafetensorsReader(folder.Write("bad.safetensors", bytes)));

        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3 }, "has 3 bytes, less than the 8")]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255, 0 }, "its header would have 18,446,744,073,709,551,615 bytes, the file has 9")]
    [InlineData(new byte[] { 9, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}' }, "its header would have 9 bytes, the file has 10")]
    public void Files_that_are_no_safetensors_are_refused(byte[] bytes, string problem)
    {
        using var folder = new ScratchFolder();
        var error = Assert.Throws<WeightsException>(() => new SafetensorsReader(folder.Write("bad.safetensors", bytes)));

        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var error = Assert.Throws<WeightsException>(() => new SafetensorsReader("/nowhere/net.safetensors"));

        Assert.Equal("/nowhere/net.safetensors: there is no such file.", error.Message);
    }

    [SkippableFact]
    public void Another_program_reads_the_same_numbers()
    {
        using var folder = new ScratchFolder();
        using var network = new TinyNet();
        var file = folder.File("net.safetensors");
        Safetensors.Save(file, network);
        const string script = """
            import json, struct, sys
            data = open(sys.argv[1], 'rb').read()
            length, = struct.unpack('<Q', data[:8])
            header = json.loads(data[8:8 + length])
            out = {}
            for name, tensor in header.items():
                begin, end = tensor['data_offsets']
                code = {'F32': 'f', 'I64': 'q'}[tensor['dtype']]
                part = data[8 + length + begin:8 + length + end]
                assert begin % struct.calcsize(code) == 0
                out[name] = sum(struct.unpack('<%d%s' % (len(part) // struct.calcsize(code), code), part))
            print(json.dumps(out))
            """;
        var sums = JsonSerializer.Deserialize<Dictionary<string, double>>(Python.Run(script, file))!;

        Assert.Equal(network.state_dict().Keys.Order(StringComparer.Ordinal), sums.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Numbers(network, "conv1.weight").Sum(number => (double)number), sums["conv1.weight"], 1e-6);
        Assert.Equal(Numbers(network, "fc.bias").Sum(number => (double)number), sums["fc.bias"], 1e-6);
    }

    private static float[] Numbers(nn.Module network, string name)
    {
        using var tensor = network.state_dict()[name].detach();
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(tensor.bytes).ToArray();
    }

    [Fact]
    public void What_is_no_file_is_refused_with_what_it_is()
    {
        using var folder = new ScratchFolder();

        Assert.Equal("is a folder, not a file.", Assert.Throws<WeightsException>(() => WeightsFile.Open(folder.Path)).Problem);
        Assert.Equal("there is no such file.", Assert.Throws<WeightsException>(() => WeightsFile.Open(folder.File("none"))).Problem);
    }

    [Fact]
    public void Names_of_a_file_do_not_write_on_the_terminal()
    {
        using var folder = new ScratchFolder();
        using var tensor = TorchSharp.torch.ones(2);
        WeightsFile.Save(folder.File("net.safetensors"), new System.Collections.Generic.Dictionary<string, TorchSharp.torch.Tensor> { ["a\u001b[31m\nb"] = tensor });
        using var network = new TinyNet();

        var error = Assert.Throws<WeightsException>(() => WeightsFile.Load(network, folder.File("net.safetensors")));

        Assert.Contains("  only in the file: a\\x1b[31m\\nb, 2", error.Message, System.StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', error.Message);
    }
}

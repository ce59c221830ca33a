using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using ResNetGen.Weights;
using ResNetGen.Weights.PyTorch;
using static TorchSharp.torch;

namespace ResNetGen.Runtime.Tests.Weights.PyTorch;

public sealed class PyTorchFileTests
{
    [Theory]
    [InlineData("net.pth")]
    [InlineData("net.th")]
    [InlineData("net.safetensors")]
    public void What_is_saved_is_read_to_the_bit(string name)
    {
        using var folder = new ScratchFolder();
        using var scope = NewDisposeScope();
        var tensors = Tensors();

        WeightsFile.Save(folder.File(name), tensors);
        using var reader = WeightsFile.Open(folder.File(name));

        Assert.Equal(tensors.Keys.Order(StringComparer.Ordinal), reader.Entries.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, tensor) in tensors)
        {
            var read = reader.Read(key);
            Assert.Equal((tensor.dtype, string.Join(' ', tensor.shape)), (read.dtype, string.Join(' ', read.shape)));
            Assert.Equal(tensor.contiguous().bytes.ToArray(), read.bytes.ToArray());
        }
    }

    [Fact]
    public void The_same_tensors_are_the_same_bytes()
    {
        using var folder = new ScratchFolder();
        using var scope = NewDisposeScope();
        var tensors = Tensors();

        PyTorchFile.Save(folder.File("a.pth"), tensors);
        PyTorchFile.Save(folder.File("b.pth"), tensors);

        Assert.Equal(File.ReadAllBytes(folder.File("a.pth")), File.ReadAllBytes(folder.File("b.pth")));
    }

    [SkippableFact]
    public void PyTorch_reads_what_is_saved()
    {
        Python.Require("torch");
        using var folder = new ScratchFolder();
        using var scope = NewDisposeScope();
        var tensors = Tensors();
        PyTorchFile.Save(folder.File("net.pth"), tensors);
        const string script = """
            import json, sys, torch
            loaded = torch.load(sys.argv[1])
            assert list(torch.load(sys.argv[1], weights_only=True)) == list(loaded)
            def hexed(t):
                return (t.view(torch.int16) if t.dtype == torch.bfloat16 else t).numpy().tobytes().hex()
            print(json.dumps({k: [str(t.dtype), list(t.shape), hexed(t)] for k, t in loaded.items()}))
            """;

        var loaded = JsonSerializer.Deserialize<Dictionary<string, JsonElement[]>>(Python.Run(script, folder.File("net.pth")))!;

        Assert.Equal(tensors.Keys, loaded.Keys);
        foreach (var (key, tensor) in tensors)
        {
            Assert.Equal("torch." + tensor.dtype.ToString().ToLowerInvariant().Replace("byte", "uint8", StringComparison.Ordinal), loaded[key][0].GetString());
            Assert.Equal(tensor.shape, loaded[key][1].EnumerateArray().Select(size => size.GetInt64()));
            Assert.Equal(Convert.ToHexStringLower(tensor.contiguous().bytes), loaded[key][2].GetString());
        }
    }

    [Fact]
    public void A_name_that_says_no_format_is_refused_and_nothing_written()
    {
        using var folder = new ScratchFolder();

        var error = Assert.Throws<WeightsException>(() => WeightsFile.Save(folder.File("net.txt"), new Dictionary<string, Tensor>()));

        Assert.EndsWith("weights are written as .safetensors, .pth, .pt or .th (PyTorch), .h5 (Keras), .dat or .bin (TorchSharp).", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static Dictionary<string, Tensor> Tensors()
    {
        var x = randn(3, 4);
        return new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["layer1.0.weight"] = x,
            ["turned"] = x.t(),
            ["half"] = x.to(ScalarType.Float16),
            ["brain"] = x.to(ScalarType.BFloat16),
            ["double"] = x.to(ScalarType.Float64),
            ["count"] = tensor(7L),
            ["small"] = arange(0, 5, dtype: ScalarType.Byte),
            ["flags"] = x.gt(0),
            ["empty"] = empty(0, 3),
        };
    }
}

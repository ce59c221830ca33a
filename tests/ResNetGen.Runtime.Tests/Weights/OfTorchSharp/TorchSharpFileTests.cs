using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Weights;
using static TorchSharp.torch;

namespace ResNetGen.Runtime.Tests.Weights.OfTorchSharp;

/// <summary>Files of <c>module.save</c>.</summary>
public sealed class TorchSharpFileTests
{
    [Fact]
    public void What_TorchSharp_saves_is_read_and_what_is_saved_TorchSharp_loads()
    {
        using var folder = new ScratchFolder();
        using var scope = NewDisposeScope();
        using var first = nn.Sequential(("conv", nn.Conv2d(3, 4, 3L)), ("norm", nn.BatchNorm2d(4)));
        using var second = nn.Sequential(("conv", nn.Conv2d(3, 4, 3L)), ("norm", nn.BatchNorm2d(4)));
        first.save(folder.File("theirs.dat"));

        var result = WeightsFile.Load(second, folder.File("theirs.dat"));
        WeightsFile.Save(folder.File("ours.dat"), second.state_dict());
        using var third = nn.Sequential(("conv", nn.Conv2d(3, 4, 3L)), ("norm", nn.BatchNorm2d(4)));
        third.load(folder.File("ours.dat"));

        Assert.Equal(([], [], VariantMatch.Unknown), (result.Missing, result.Unexpected, result.Variant));
        Assert.Equal(File.ReadAllBytes(folder.File("theirs.dat")), File.ReadAllBytes(folder.File("ours.dat")));
        Assert.All(first.state_dict(), entry => Assert.Equal(entry.Value.bytes.ToArray(), third.state_dict()[entry.Key].bytes.ToArray()));
    }

    [Fact]
    public void All_types_come_back_to_the_bit()
    {
        using var folder = new ScratchFolder();
        using var scope = NewDisposeScope();
        ScalarType[] types = [ScalarType.Float32, ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Int64, ScalarType.Bool];
        var tensors = types.ToDictionary(type => type.ToString(), type => rand(2, 3).mul(9).to(type));
        tensors["a number"] = tensor(3f);
        tensors["nothing"] = empty(0, 4);

        WeightsFile.Save(folder.File("net.bin"), tensors);
        using var reader = WeightsFile.Open(folder.File("net.bin"));

        Assert.Equal(tensors.Keys, reader.Entries.Keys);
        Assert.All(tensors, pair =>
        {
            using var read = reader.Read(pair.Key);
            Assert.Equal((pair.Value.dtype, string.Join(' ', pair.Value.shape)), (read.dtype, string.Join(' ', read.shape)));
            Assert.Equal(pair.Value.bytes.ToArray(), read.bytes.ToArray());
        });
    }

    [Theory]
    [InlineData(new byte[] { 1, 1, (byte)'w', 6, 1, 200, 1, 0 }, "is damaged, or cut short: it ends within tensor 'w'.")]
    [InlineData(new byte[] { 1, 1, (byte)'w', 6, 1, 0xFF, 0xFF, 0xFF, 0xFF, 7, 0 }, "is damaged, or cut short: tensor 'w' has 8,589,934,588 bytes; at most 2,147,483,591 can be read.")]
    [InlineData(new byte[] { 2, 1, (byte)'w', 1, 1, 1, 9, 1, (byte)'w', 1, 1, 1, 9 }, "is damaged, or cut short: tensor 'w' comes twice.")]
    [InlineData(new byte[] { 1, 1, (byte)'w', 1, 1, 1, 9, 9 }, "is damaged, or cut short: it has 1 bytes behind its last tensor.")]
    [InlineData(new byte[] { 2, 1, (byte)'w', 1, 1, 1, 9 }, "is damaged, or cut short: it ends before its last tensor does.")]
    [InlineData(new byte[] { 2, 1, (byte)'w', 1, 1, 1, 9, 1, (byte)'v', 99, 0 }, "is damaged, or cut short: tensor 'v' has numbers of type 99, which are no weights.")]
    [InlineData(new byte[] { 5, 5, 5, 5, 5, 5, 5, 5, 5, 5 }, "has no format of weights that is known: safetensors, and what PyTorch, Keras (HDF5) and TorchSharp save.")]
    [InlineData(new byte[] { }, "has no format of weights that is known: safetensors, and what PyTorch, Keras (HDF5) and TorchSharp save.")]
    public void A_file_that_is_not_sound_is_refused_with_what_it_is(byte[] contents, string problem)
    {
        using var folder = new ScratchFolder();

        var error = Assert.Throws<WeightsException>(() => WeightsFile.Open(folder.Write("net.dat", contents)).Dispose());

        Assert.Equal(problem, error.Problem);
    }

    [Theory]
    [InlineData("dat")]
    [InlineData("safetensors")]
    public void A_tensor_without_numbers_and_with_sizes_beyond_counting_is_refused(string format)
    {
        using var folder = new ScratchFolder();
        if (format == "dat")
        {
            using var writer = new BinaryWriter(File.Create(folder.File("net.dat")));
            writer.Write7BitEncodedInt64(1);
            writer.Write("a");
            writer.Write7BitEncodedInt64((long)ScalarType.Float32);
            writer.Write7BitEncodedInt64(4);
            foreach (var size in new long[] { 0, int.MaxValue, int.MaxValue, int.MaxValue })
            {
                writer.Write7BitEncodedInt64(size);
            }
        }
        else
        {
            var header = """{"a":{"dtype":"F32","shape":[0,4294967296,4294967296],"data_offsets":[0,0]}}""";
            File.WriteAllBytes(folder.File("net.safetensors"), [.. BitConverter.GetBytes((long)header.Length), .. System.Text.Encoding.ASCII.GetBytes(header)]);
        }

        Assert.Throws<WeightsException>(() => WeightsFile.Open(folder.File("net." + format)));
    }

    [Fact]
    public void A_damaged_file_is_refused_or_read_and_nothing_else()
    {
        using var folder = new ScratchFolder();
        using var scope = NewDisposeScope();
        manual_seed(1);
        WeightsFile.Save(folder.File("net.dat"), new Dictionary<string, Tensor> { ["conv.weight"] = rand(2, 1, 3, 3), ["fc.bias"] = rand(4) });
        var sound = File.ReadAllBytes(folder.File("net.dat"));
        var random = new Random(1);

        var refused = DamagedFiles.Refused(folder, "damaged.dat", Enumerable.Range(0, 2000).Select(i =>
        {
            if (i < sound.Length)
            {
                return sound[..i];
            }

            // The first bytes are the ones that mean something.
            var damaged = (byte[])sound.Clone();
            damaged[random.Next(i % 2 == 0 ? 24 : sound.Length)] = (byte)random.Next(256);
            return damaged;
        }));

        Assert.InRange(refused, 500, 1999);
    }
}

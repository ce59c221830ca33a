using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using ResNetGen.Weights;
using ResNetGen.Weights.PyTorch;
using ResNetGen.Weights.PyTorch.Pickle;

namespace ResNetGen.Runtime.Tests.Weights.PyTorch;

public sealed class PyTorchReaderTests
{
    private static readonly float[] Numbers = [1, -2, 3, 4.5f, 5, 6];

    private static byte[] Storage => MemoryMarshal.AsBytes(Numbers.AsSpan()).ToArray();

    private static Dictionary<string, byte[]> Storages => new() { ["0"] = Storage };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Both_formats_are_read(bool isLegacy)
    {
        using var folder = new ScratchFolder();
        var pickle = FileBytes.OneTensor();

        using var reader = WeightsFile.Open(folder.Write("net.pth", isLegacy ? pickle.ToLegacy("0", 6, Storage) : pickle.ToZip(Storages)));
        using var tensor = reader.Read("weight");

        Assert.Equal([2L, 3], reader.Entries["weight"].Shape);
        Assert.Equal(Numbers, tensor.data<float>().ToArray());
    }

    [Fact]
    public void A_view_of_a_storage_is_that_part_of_it_in_its_own_order()
    {
        using var folder = new ScratchFolder();
        var pickle = new PickleWriter().Start().Do("}")
            .Text("transposed").Tensor(FileBytes.Storage("FloatStorage"), "0", 6, 0, [3, 2], [1, 3]).Do("s")
            .Text("column").Tensor(FileBytes.Storage("FloatStorage"), "0", 6, 1, [2], [3]).Do("s")
            .Text("number").Tensor(FileBytes.Storage("FloatStorage"), "0", 6, 5, [], []).Do("s")
            .Text("nothing").Tensor(FileBytes.Storage("FloatStorage"), "0", 6, 0, [0, 7], [7, 1]).Do("s").End();

        using var reader = new PyTorchReader(folder.Write("net.pth", pickle.ToZip(Storages)));

        Assert.Equal([1f, 4.5f, -2, 5, 3, 6], Read("transposed"));
        Assert.Equal([-2f, 5], Read("column"));
        Assert.Equal([6f], Read("number"));
        Assert.Empty(Read("nothing"));

        float[] Read(string name)
        {
            using var tensor = reader.Read(name);
            using var inOrder = tensor.contiguous();
            return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(inOrder.bytes).ToArray();
        }
    }

    [Fact]
    public void Weights_are_found_beside_other_things_and_without_a_wrapper_s_prefix()
    {
        using var folder = new ScratchFolder();
        var pickle = new PickleWriter().Start().Do("}")
            .Text("epoch").Number(3).Do("s")
            .Text("optimizer").Do("}").Text("momentum").Tensor(FileBytes.Storage("FloatStorage"), "0", 6, 0, [6], [1]).Do("ss")
            .Text("state_dict").Do("}").Text("module._orig_mod.fc.weight").Tensor(FileBytes.Storage("FloatStorage"), "0", 6, 0, [2, 3], [3, 1]).Do("ss").End();

        using var reader = new PyTorchReader(folder.Write("net.pth", pickle.ToZip(Storages)));

        Assert.Equal("fc.weight", Assert.Single(reader.Entries.Keys));
    }

    [Fact]
    public void A_file_without_counters_is_for_a_network_with_them()
    {
        using var folder = new ScratchFolder();
        using var network = new TinyNet();
        var (pickle, storages) = (new PickleWriter().Start().Do("}"), new Dictionary<string, byte[]>());
        foreach (var (name, tensor) in network.state_dict().Where(t => !t.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal)))
        {
            var sizes = tensor.shape;
            var strides = sizes.Select((_, d) => sizes.Skip(d + 1).Aggregate(1L, (a, b) => a * b)).ToArray();
            pickle.Text(name).Tensor(FileBytes.Storage("FloatStorage"), name, tensor.numel(), 0, sizes, strides).Do("s");
            storages[name] = tensor.bytes.ToArray();
        }

        var file = folder.Write("net.pth", pickle.End().ToZip(storages));
        using var other = new TinyNet();

        var result = WeightsFile.Load(other, file);

        Assert.Equal(["bn1.num_batches_tracked"], result.Missing);
        Assert.All(other.parameters().Zip(network.parameters()), pair => Assert.True(pair.First.equal(pair.Second).all().item<bool>()));
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "a function", "it asks for 'os.system'" },
        { "a function by protocol 4", "it asks for 'builtins.eval'" },
        { "a whole module", "it asks for '__main__.Net'" },
        { "an instruction", "it has an instruction (0x81)" },
        { "protocol 0", "it has an instruction (0x49)" },
        { "no dictionary", "it holds no dictionary of tensors" },
        { "no tensors", "it holds no tensors by name" },
        { "two dictionaries", "it holds several dictionaries of tensors, 'a', 'b'" },
        { "itself", "it holds no tensors by name" },
        { "beyond its storage", "it has a tensor that reaches beyond its storage of 6 numbers" },
        { "repeated without end", "it has a tensor that reaches beyond its storage of 6 numbers" },
        { "overflowing", "it has a tensor that reaches beyond its storage of 6 numbers" },
        { "a negative offset", "it calls 'torch._utils._rebuild_tensor' with arguments that it does not take" },
        { "another size", "its storage '0' has 24 bytes, and would have 48" },
        { "no storage", "it lacks the numbers of its storage '0'" },
        { "compressed", "'net/data/0' is compressed, which PyTorch never does" },
        { "an unknown type", "it asks for 'torch.ComplexFloatStorage'" },
        { "never ending", "it ends within its list of tensors" },
        { "out of nothing", "its list of tensors is damaged" },
        { "a long text", "it has a text of 4,294,967,295 bytes" },
        { "dictionaries without end", "its dictionaries have more than 1,000,000 entries" },
        { "two storages of one name", "it has two storages '0' that differ" },
        { "no weights", "it is a zip file with 0 files called 'data.pkl'" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_file_is_refused_with_what_it_is(string name, string problem)
    {
        using var folder = new ScratchFolder();
        var file = folder.Write("hostile.pth", Contents(name));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<WeightsException>(() =>
        {
            using var reader = new PyTorchReader(file);
            reader.Read("weight").Dispose();
        });

        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        Assert.Equal([file], System.IO.Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_damaged_file_is_refused_or_read_and_nothing_else(bool isLegacy)
    {
        using var folder = new ScratchFolder();
        var sound = isLegacy ? FileBytes.OneTensor().ToLegacy("0", 6, Storage) : FileBytes.OneTensor().ToZip(Storages);
        var random = new Random(1);

        var refused = DamagedFiles.Refused(folder, "damaged.pth", Enumerable.Range(0, 2000).Select(i =>
        {
            var damaged = i < sound.Length ? sound[..i] : (byte[])sound.Clone();
            for (var hit = 0; i >= sound.Length && hit < 1 + (i % 3); hit++)
            {
                damaged[random.Next(sound.Length)] = (byte)random.Next(256);
            }

            return damaged;
        }));

        Assert.InRange(refused, 1000, 1999);
    }

    private static byte[] Contents(string name)
    {
        var none = new Dictionary<string, byte[]>();
        return name switch
        {
            "a function" => new PickleWriter().Start().Name("os", "system").Do("(").Text("true").Do("tR").End().ToZip(none),
            "a function by protocol 4" => new PickleWriter().Do("\x80\x04").Text("builtins").Text("eval").Do("\x93").End().ToZip(none),
            "a whole module" => new PickleWriter().Start().Name("__main__", "Net").Do(")").Do("\x81").End().ToZip(none),
            "an instruction" => new PickleWriter().Start().Name("collections", "OrderedDict").Do(")").Do("\x81").End().ToZip(none),
            "protocol 0" => new PickleWriter().Do("I1\n").End().ToZip(none),
            "no dictionary" => new PickleWriter().Start().Do("]").End().ToZip(none),
            "no tensors" => new PickleWriter().Start().Do("}").Text("epoch").Number(1).Do("s").End().ToZip(none),
            "two dictionaries" => new PickleWriter().Start().Do("}")
                .Text("a").Do("}").Text("w").Tensor(FileBytes.Storage("FloatStorage"), "0", 6, 0, [6], [1]).Do("ss")
                .Text("b").Do("}").Text("w").Tensor(FileBytes.Storage("FloatStorage"), "0", 6, 0, [6], [1]).Do("ss").End().ToZip(Storages),
            "itself" => new PickleWriter().Start().Do("}").Do("q").Do("\0").Text("self").Do("h").Do("\0").Do("s").End().ToZip(none),
            "beyond its storage" => FileBytes.OneTensor(offset: 1).ToZip(Storages),
            "repeated without end" => FileBytes.OneTensor(rows: 1L << 40, stride: 0).ToZip(Storages),
            "overflowing" => FileBytes.OneTensor(rows: long.MaxValue / 2, stride: 4).ToZip(Storages),
            "a negative offset" => FileBytes.OneTensor(offset: -1).ToZip(Storages),
            "another size" => FileBytes.OneTensor(type: "DoubleStorage").ToZip(Storages),
            "no storage" => FileBytes.OneTensor().ToZip(none),
            "compressed" => FileBytes.OneTensor(count: 600).ToZip(new Dictionary<string, byte[]> { ["0"] = new byte[2400] }, System.IO.Compression.CompressionLevel.Optimal),
            "an unknown type" => FileBytes.OneTensor(type: "ComplexFloatStorage").ToZip(Storages),
            "never ending" => new PickleWriter().Start().Do("}").ToZip(none),
            "out of nothing" => new PickleWriter().Start().Do("s").End().ToZip(none),
            "a long text" => [.. "PK\x03\x04"u8, .. new PickleWriter().Start().Do("X").Do("\xff\xff\xff\xff").End().ToZip(none).AsSpan(4)],
            "dictionaries without end" => AgainAndAgain().ToZip(none),
            "two storages of one name" => new PickleWriter().Start().Do("}")
                .Text("a").Tensor(FileBytes.Storage("FloatStorage"), "0", 6, 0, [6], [1]).Do("s")
                .Text("b").Tensor(FileBytes.Storage("FloatStorage"), "0", 60, 0, [60], [1]).Do("s").End().ToZip(Storages),
            _ => EmptyZip(),
        };
    }

    /// <summary>One list of a thousand pairs, made a dictionary more than a thousand times.</summary>
    private static PickleWriter AgainAndAgain()
    {
        var pickle = new PickleWriter().Start().Do("]").Do("q").Do("\x01").Do("(");
        for (var i = 0; i < 1000; i++)
        {
            pickle.Text("a").Number(i).Do("\x86");
        }

        pickle.Do("e");
        for (var i = 0; i < 1001; i++)
        {
            pickle.Name("collections", "OrderedDict").Do("h").Do("\x01").Do("\x85").Do("R").Do("0");
        }

        return pickle.End();
    }

    private static byte[] EmptyZip()
    {
        using var file = new System.IO.MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(file, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("readme.txt").Open().Dispose();
        }

        return file.ToArray();
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using ResNetGen.Weights;
using ResNetGen.Weights.Keras;
using static TorchSharp.torch;

namespace ResNetGen.Runtime.Tests.Weights.Keras;

/// <summary>Files of Keras, as this library and Python's HDF5 write them.</summary>
public sealed class KerasFileTests
{
    [SkippableFact]
    public void What_is_saved_is_read_to_the_bit()
    {
        using var folder = LibraryAndFolder();
        using var scope = NewDisposeScope();
        var tensors = Tensors();

        WeightsFile.Save(folder.File("net.h5"), tensors);
        using var reader = WeightsFile.Open(folder.File("net.h5"));

        Assert.Equal(tensors.Keys.Order(StringComparer.Ordinal), reader.Entries.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, tensor) in tensors)
        {
            var read = reader.Read(key);
            Assert.Equal((tensor.dtype, string.Join(' ', tensor.shape)), (read.dtype, string.Join(' ', read.shape)));
            Assert.Equal(string.Join(' ', tensor.shape), string.Join(' ', reader.Entries[key].Shape));
            Assert.Equal(tensor.contiguous().bytes.ToArray(), read.bytes.ToArray());
        }
    }

    [SkippableFact]
    public void Python_finds_layers_and_kernels_as_Keras_has_them()
    {
        Python.Require("h5py");
        using var folder = LibraryAndFolder();
        using var scope = NewDisposeScope();
        var tensors = Tensors();
        KerasFile.Save(folder.File("net.h5"), tensors);
        const string script = """
            import h5py, json, sys
            file = h5py.File(sys.argv[1])
            print(json.dumps({l.decode(): {w.decode(): [file[l][w].shape, file[l][w][()].ravel().tolist()] for w in file[l].attrs['weight_names']} for l in file.attrs['layer_names']}))
            """;

        var layers = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, JsonElement[]>>>(Python.Run(script, folder.File("net.h5")))!;

        Assert.Equal(["conv2d", "layer1.0.bn", "dense_7", "dense"], layers.Keys);
        Assert.Equal(["conv2d/kernel:0", "conv2d/bias:0"], layers["conv2d"].Keys);
        Assert.Equal(["layer1.0.bn/gamma:0", "layer1.0.bn/beta:0", "layer1.0.bn/moving_mean:0", "layer1.0.bn/moving_variance:0"], layers["layer1.0.bn"].Keys);
        Assert.Equal(["dense/kernel:0", "dense/bias:0"], layers["dense"].Keys);
        Assert.Equal([3, 2, 5, 4], layers["conv2d"]["conv2d/kernel:0"][0].EnumerateArray().Select(size => size.GetInt32()));

        // Rows, columns, channels in, channels out.
        Assert.Equal(
            tensors["conv2d.weight"].permute(2, 3, 1, 0).contiguous().data<float>().ToArray(),
            layers["conv2d"]["conv2d/kernel:0"][1].EnumerateArray().Select(number => number.GetSingle()));
        Assert.Equal(
            tensors["dense.weight"].t().contiguous().data<double>().ToArray(),
            layers["dense"]["dense/kernel:0"][1].EnumerateArray().Select(number => number.GetDouble()));
    }

    [SkippableTheory]
    [InlineData("weights", "[b'conv2d_7', b'conv2d_12', b'conv1_conv', b'batch_normalization_3']")]
    [InlineData("texts of any length", "[b'conv2d_7', b'conv2d_12', b'conv1_conv', b'batch_normalization_3']")]
    [InlineData("whole model", "[b'conv2d_7', b'conv2d_12', b'conv1_conv', b'batch_normalization_3']")]
    [InlineData("names in two attributes", "[b'conv2d_7', b'conv2d_12', b'conv1_conv', b'batch_normalization_3']")]
    [InlineData("Keras 3", "['conv2d', 'conv2d_1', 'conv1_conv', 'batch_normalization']")]
    public void Files_of_each_kind_are_read(string kind, string names)
    {
        Python.Require("h5py");
        using var folder = LibraryAndFolder();
        const string script = """
            import h5py, numpy, sys
            file, kind, names = h5py.File(sys.argv[1], 'w'), sys.argv[2], eval(sys.argv[3])
            root = file.create_group('model_weights') if kind == 'whole model' else file
            if kind == 'names in two attributes':
                root.attrs['layer_names0'], root.attrs['layer_names1'] = names[:2], names[2:]
            elif kind == 'texts of any length':
                root.attrs['layer_names'] = [n.decode() for n in names]
            elif kind != 'Keras 3':
                root.attrs['layer_names'] = names
            for i, name in enumerate(names):
                arrays = [('kernel', numpy.full((3, 3, 2, 4), i, 'f4')), ('bias', numpy.full(4, i, 'f2'))] if i < 3 else [(n, numpy.full(4, i, 'f8')) for n in ('gamma', 'beta', 'moving_mean', 'moving_variance')]
                if kind == 'Keras 3':
                    for number, (_, array) in enumerate(arrays):
                        file[f'layers/{name}/vars/{number}'] = array
                    continue
                name = name.decode()
                group = root.create_group(name)
                group.attrs['weight_names'] = [f'{name}/{n}:0'.encode() for n, _ in arrays]
                for n, array in arrays:
                    group.create_dataset(f'{name}/{n}:0', data=array, compression='gzip' if n == 'kernel' else None)
            """;
        Python.Run(script, folder.File("net.h5"), kind, names);

        using var reader = WeightsFile.Open(folder.File("net.h5"));

        string[] expected =
        [
            "batch_normalization.bias 4 Float64", "batch_normalization.running_mean 4 Float64", "batch_normalization.running_var 4 Float64", "batch_normalization.weight 4 Float64",
            "conv1_conv.bias 4 Float32", "conv1_conv.weight 4 2 3 3 Float32",
            "conv2d.bias 4 Float32", "conv2d.weight 4 2 3 3 Float32", "conv2d_1.bias 4 Float32", "conv2d_1.weight 4 2 3 3 Float32",
        ];
        Assert.Equal(expected, reader.Entries.Values.Select(e => $"{e.Name} {string.Join(' ', e.Shape)} {e.Type}").Order(StringComparer.Ordinal));
        using var kernel = reader.Read("conv2d_1.weight");
        using var bias = reader.Read("conv2d_1.bias");
        Assert.Equal((72f, 4f), (kernel.sum().item<float>(), bias.sum().item<float>()));
    }

    [SkippableTheory]
    [InlineData("nothing of Keras", "file['x'] = numpy.zeros(4)", "it is an HDF5 file, but has no weights of Keras")]
    [InlineData("no such group", "file.attrs['layer_names'] = [b'conv2d']", "there is no group conv2d")]
    [InlineData("no such array", "file.attrs['layer_names'] = [b'a']; file.create_group('a').attrs['weight_names'] = [b'a/kernel:0']", "the array a/a/kernel:0 cannot be read")]
    [InlineData("whole numbers", "file.attrs['layer_names'] = [b'a']; file.create_group('a').attrs['weight_names'] = [b'k']; file['a/k'] = [1, 2]", "the array a/k has no floating-point numbers of two, four or eight bytes")]
    [InlineData("one tensor twice", "file.attrs['layer_names'] = [b'a', b'a']; file.create_group('a').attrs['weight_names'] = [b'k']; file['a/k'] = [1., 2.]", "it has two tensors 'a.k'")]
    [InlineData("numbers that are not there", "file.attrs['layer_names'] = [b'a']; file.create_group('a').attrs['weight_names'] = [b'k']; file.create_dataset('a/k', (1 << 30, 4), 'f4')", "the array a/k lacks some of its numbers")]
    [InlineData("a bomb", "file.attrs['layer_names'] = [b'a']; file.create_group('a').attrs['weight_names'] = [b'k']; d = file.create_dataset('a/k', (1 << 30,), 'f4', chunks=(1 << 10,), compression='gzip'); d[:1024] = 1", "the array a/k lacks some of its numbers")]
    [InlineData("numbers of another file", "file.attrs['layer_names'] = [b'a']; file.create_group('a').attrs['weight_names'] = [b'k']; open(sys.argv[1] + '.txt', 'w').write('x' * 64); file.create_dataset('a/k', (4,), 'f4', external=[(sys.argv[1] + '.txt', 0, 16)])", "are in another file")]
    [InlineData("numbers of which some are missing", "file.attrs['layer_names'] = [b'a']; file.create_group('a').attrs['weight_names'] = [b'k']; d = file.create_dataset('a/k', (64,), 'f4', chunks=(8,)); d[:8] = 1", "the array a/k lacks some of its numbers")]
    [InlineData("a group of another file", "o = h5py.File(sys.argv[1] + '.other', 'w'); o.attrs['weight_names'] = [b'k']; o['k'] = [1., 2.]; o.close(); file.attrs['layer_names'] = [b'a']; file['a'] = h5py.ExternalLink(sys.argv[1] + '.other', '/')", "there is no group a")]
    [InlineData("an array of another file", "file.attrs['layer_names'] = [b'a']; file.create_group('a').attrs['weight_names'] = [b'k']; o = h5py.File(sys.argv[1] + '.other', 'w'); o['k'] = [1., 2.]; o.close(); file['a/k'] = h5py.ExternalLink(sys.argv[1] + '.other', 'k')", "the array a/k cannot be read")]
    [InlineData("an array made of another's", "file.attrs['layer_names'] = [b'a']; file.create_group('a').attrs['weight_names'] = [b'k']; l = h5py.VirtualLayout((2,), 'f4'); l[:] = h5py.VirtualSource(sys.argv[1] + '.other', 'k', (2,)); file['a'].create_virtual_dataset('k', l)", "are in another file")]
    [InlineData("a name that is a book", "file.attrs['layer_names'] = ['a', 'b' * 100_000]", "the attribute layer_names of / has a text of 100,000 bytes")]
    [InlineData("names that could be one long text many times", "file.attrs['layer_names'] = ['a' * (1 << 23)] + ['b'] * 39", "the attribute layer_names of / is too long, or could be by what the file has of texts")]
    [InlineData("a link in a circle", "file.attrs['layer_names'] = [b'a']; file['a'] = h5py.SoftLink('/a')", "there is no group a")]
    public void A_file_that_is_not_sound_is_refused_with_what_it_is(string name, string contents, string problem)
    {
        Python.Require("h5py");
        using var folder = LibraryAndFolder();
        Python.Run("import h5py, numpy, sys\nfile = h5py.File(sys.argv[1], 'w')\n" + contents, folder.File("net.h5"));

        var error = Assert.Throws<WeightsException>(() => WeightsFile.Open(folder.File("net.h5")));

        Assert.True(error.Problem.Contains(problem, StringComparison.Ordinal), $"{name}: {error.Problem}");
    }

    [SkippableFact]
    public void A_damaged_file_is_refused_or_read_and_nothing_else()
    {
        using var folder = LibraryAndFolder();
        using var scope = NewDisposeScope();
        WeightsFile.Save(folder.File("net.h5"), Tensors());
        var sound = File.ReadAllBytes(folder.File("net.h5"));
        var random = new Random(1);

        var refused = DamagedFiles.Refused(folder, "damaged.h5", Enumerable.Range(0, 1000).Select(i =>
        {
            var damaged = i % 4 == 0 ? sound[..random.Next(sound.Length)] : (byte[])sound.Clone();
            for (var hit = 0; i % 4 != 0 && hit < 1 + (i % 7); hit++)
            {
                damaged[random.Next(sound.Length)] = (byte)random.Next(256);
            }

            return damaged;
        }));

        Assert.InRange(refused, 300, 999);
    }

    [SkippableFact]
    public void Other_types_are_refused_and_nothing_is_written()
    {
        using var folder = LibraryAndFolder();
        using var tensor = ones(2, ScalarType.Int32);

        var error = Assert.Throws<ArgumentException>(() => WeightsFile.Save(folder.File("net.h5"), new Dictionary<string, Tensor> { ["fc.weight"] = tensor }));

        Assert.Contains("Tensor 'fc.weight' is of type Int32; files of Keras are written with floating-point numbers.", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [SkippableTheory]
    [InlineData("scale")]
    [InlineData(".scale")]
    public void A_tensor_of_no_layer_is_refused_and_nothing_is_written(string name)
    {
        using var folder = LibraryAndFolder();
        using var tensor = ones(2);

        var error = Assert.Throws<ArgumentException>(() => WeightsFile.Save(folder.File("net.h5"), new Dictionary<string, Tensor> { [name] = tensor }));

        Assert.Contains($"Tensor '{name}' cannot be written for Keras: its name has no layer", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static ScratchFolder LibraryAndFolder()
    {
        Peer.Require(ResNetGen.Weights.Keras.Hdf5.NativeHdf5.IsThere, "This machine has no HDF5 library; on Debian: apt-get install libhdf5-103-1.");
        return new ScratchFolder();
    }

    private static Dictionary<string, Tensor> Tensors() => new()
    {
        ["conv2d.weight"] = rand(4, 5, 3, 2),
        ["conv2d.bias"] = rand(4),
        ["layer1.0.bn.weight"] = rand(4),
        ["layer1.0.bn.bias"] = rand(4),
        ["layer1.0.bn.running_mean"] = rand(4),
        ["layer1.0.bn.running_var"] = rand(4),
        ["layer1.0.bn.num_batches_tracked"] = tensor(391L),
        ["dense_7.bias"] = rand(2),
        ["dense.weight"] = rand(3, 4, dtype: ScalarType.Float64),
        ["dense.bias"] = rand(3, dtype: ScalarType.Float64),
    };
}

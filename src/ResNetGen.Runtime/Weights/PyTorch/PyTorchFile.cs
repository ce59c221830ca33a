using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using ResNetGen.Weights.PyTorch.Pickle;
using static TorchSharp.torch;

namespace ResNetGen.Weights.PyTorch;

/// <summary>Weights as PyTorch saves them; <c>torch.load</c> reads what this writes, also with <c>weights_only</c>.</summary>
public static class PyTorchFile
{
    private const string Folder = "archive/";

    /// <summary>Where texts stand in the archive; PyTorch passes other files over.</summary>
    internal const string Texts = "extra/";

    // A file of the same tensors has the same bytes.
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes tensors under their names, as <c>torch.save</c> writes a state_dict. The file is there whole or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="tensors">The tensors, on any device and in any layout.</param>
    /// <param name="metadata">Texts to keep with them, by names that can be those of files.</param>
    /// <exception cref="ArgumentException">A tensor has a type that the format does not know.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var pickle = Pickle(tensors);
        AtomicFile.Write(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            Add(archive, "data.pkl", pickle);
            Add(archive, "byteorder", "little"u8);
            foreach (var (tensor, key) in tensors.Values.Select((tensor, index) => (tensor, index)))
            {
                using var scope = NewDisposeScope();
                Add(archive, FormattableString.Invariant($"data/{key}"), tensor.detach().cpu().contiguous().bytes);
            }

            Add(archive, "version", "3\n"u8);
            foreach (var (name, text) in (metadata ?? new Dictionary<string, string>()).OrderBy(text => text.Key, StringComparer.Ordinal))
            {
                Add(archive, Texts + name, Encoding.UTF8.GetBytes(text));
            }
        });
    }

    private static byte[] Pickle(IReadOnlyDictionary<string, Tensor> tensors)
    {
        var pickle = new PickleWriter().Start().Name("collections", "OrderedDict").Do(")R(");
        var key = 0;
        foreach (var (name, tensor) in tensors)
        {
            if (TorchNames.StorageOf(tensor.dtype) is not { } storage)
            {
                throw new ArgumentException($"Tensor '{name}' is of type {tensor.dtype}, which files of PyTorch cannot be written with here.", nameof(tensors));
            }

            var sizes = tensor.shape;
            var strides = sizes.Select((_, d) => sizes.Skip(d + 1).Aggregate(1L, (product, size) => product * size)).ToArray();
            pickle.Text(name).Tensor(storage, FormattableString.Invariant($"{key++}"), tensor.NumberOfElements, 0, sizes, strides);
        }

        return pickle.Do("u").End().ToArray();
    }

    private static void Add(ZipArchive archive, string name, ReadOnlySpan<byte> contents)
    {
        var entry = archive.CreateEntry(Folder + name, CompressionLevel.NoCompression);
        entry.LastWriteTime = Time;
        using var stream = entry.Open();
        stream.Write(contents);
    }
}

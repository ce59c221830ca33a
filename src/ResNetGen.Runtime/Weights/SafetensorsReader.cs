using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using static TorchSharp.torch;

namespace ResNetGen.Weights;

/// <summary>A safetensors file: its list of tensors, checked, and their numbers on demand.</summary>
public sealed class SafetensorsReader : IWeightsFile
{
    private readonly FileStream stream;
    private readonly SafetensorsHeader header;
    private readonly string path;

    /// <summary>Opens a file and checks its header against its size. No tensor is read yet.</summary>
    /// <exception cref="WeightsException">There is no such file, or it is no sound safetensors file.</exception>
    public SafetensorsReader(string path)
    {
        this.path = path;
        stream = OpenedFile.Read(path);
        try
        {
            header = SafetensorsHeader.Read(stream, path);
            Entries = header.Entries.ToDictionary(pair => pair.Key, pair => (WeightsEntry)pair.Value, StringComparer.Ordinal);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, WeightsEntry> Entries { get; }

    /// <summary>What the file says of itself: texts by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata => header.Metadata;

    /// <summary>Reads one tensor, on the CPU and in the file's type. It is the caller's to dispose.</summary>
    /// <exception cref="KeyNotFoundException">There is no tensor of that name.</exception>
    /// <exception cref="WeightsException">The file cannot be read, or the tensor has 2 GB or more.</exception>
    public Tensor Read(string name)
    {
        var entry = header.Entries[name];
        if (entry.Length > Array.MaxLength)
        {
            throw new WeightsException(path, FormattableString.Invariant($"tensor '{name}' has {entry.Length:N0} bytes; at most {Array.MaxLength:N0} can be read."));
        }

        var tensor = empty([.. entry.Shape], entry.Type);
        try
        {
            if (entry.Length > 0)
            {
                stream.Position = entry.Offset;
                stream.ReadExactly(tensor.bytes);
            }

            return tensor;
        }
        catch (IOException error)
        {
            tensor.Dispose();
            throw new WeightsException(path, $"tensor '{name}' cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => stream.Dispose();
}

using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Linq;
using ResNetGen.Engine.Weights;
using static TorchSharp.torch;

namespace ResNetGen.Weights;

/// <summary>A safetensors file: its list of tensors, checked, and their numbers on demand.</summary>
public sealed class SafetensorsReader : IWeightsFile
{
    private readonly MemoryMappedFile map;
    private readonly MemoryMappedViewAccessor view;
    private readonly SafeTensorsHeader header;
    private readonly string path;

    /// <summary>Opens a file and checks its header against its size. No tensor is read yet.</summary>
    /// <exception cref="WeightsException">There is no such file, or it is no sound safetensors file.</exception>
    public SafetensorsReader(string path)
    {
        this.path = path;
        var stream = OpenedFile.Read(path);
        try
        {
            header = SafeTensorsHeader.Read(stream, path);
            map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
            Entries = header.Entries.ToDictionary(pair => pair.Key, pair => EntryOf(pair.Value), StringComparer.Ordinal);
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

        var tensor = empty([.. entry.Shape], Entries[name].Type);
        if (entry.Length > 0)
        {
            // From the system's own pages to the tensor, without a buffer between.
            view.SafeMemoryMappedViewHandle.ReadSpan((ulong)(view.PointerOffset + entry.Offset), tensor.bytes);
        }

        return tensor;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        view.Dispose();
        map.Dispose();
    }

    /// <summary>Whether a file begins as those of safetensors do: with a length, and the brace of a list.</summary>
    /// <exception cref="WeightsException">There is no such file, or it cannot be read.</exception>
    internal static bool Knows(string path)
    {
        using var file = OpenedFile.Read(path);
        Span<byte> start = stackalloc byte[sizeof(ulong) + 1];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start[^1] == '{' && BinaryPrimitives.ReadUInt64LittleEndian(start) < (ulong)file.Length;
    }

    private static WeightsEntry EntryOf(SafeTensorsEntry entry) => NumberType.TryParse(entry.DType, out var type)
        ? new WeightsEntry(entry.Name, type, entry.Shape)
        : throw new InvalidOperationException($"The engine reads tensors of the type '{entry.DType}', and TorchSharp has no such type.");
}

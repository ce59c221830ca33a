using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using static TorchSharp.torch;

namespace ResNetGen.Weights;

/// <summary>Weights in safetensors files, which hold numbers and nothing that runs; PyTorch, JAX and browsers read them too.</summary>
public static class Safetensors
{
    // So that a reader may map the file and use every tensor where it lies.
    private const int Alignment = 8;

    /// <summary>Writes a network's parameters and buffers. The file is there whole or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="network">The network.</param>
    /// <param name="metadata">Texts to keep with the weights.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, nn.Module network, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        Save(path, network.state_dict(), metadata);
    }

    /// <summary>Writes tensors under their names. The file is there whole or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="tensors">The tensors, on any device and in any layout.</param>
    /// <param name="metadata">Texts to keep with them.</param>
    /// <exception cref="ArgumentException">A tensor has a type that the format does not know.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);

        // The largest numbers first: then every tensor lies at a multiple of its number's size.
        (string Name, Tensor Tensor)[] ordered =
        [
            .. tensors
                .Select(pair => (pair.Key, pair.Value))
                .OrderByDescending(pair => pair.Value.ElementSize)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal),
        ];
        var header = Header(ordered, metadata);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(header);
            foreach (var (_, tensor) in ordered)
            {
                using var scope = NewDisposeScope();
                stream.Write(tensor.detach().cpu().contiguous().bytes);
            }
        });
    }

    /// <summary>Sets a network's parameters and buffers to those of a file, or changes nothing.</summary>
    /// <param name="network">The network. Its types stay; the file's floating-point numbers are converted to them.</param>
    /// <param name="path">The file.</param>
    /// <param name="strict">
    /// Whether the file has to have exactly the network's names. If not, what the file lacks stays as it is, and what only the file has is left out.
    /// </param>
    /// <returns>The names that only the network has, and those that only the file has: none of either where strict.</returns>
    /// <exception cref="WeightsException">
    /// The file is not sound, names differ and <paramref name="strict"/> is set, or a tensor has another shape or kind of number.
    /// </exception>
    public static LoadResult Load(nn.Module network, string path, bool strict = true)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var reader = new SafetensorsReader(path);
        var target = network.state_dict();
        var result = Compare(target, reader, path, strict);

        // Everything is read before anything is changed.
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var loads = target
            .Where(pair => reader.Entries.ContainsKey(pair.Key))
            .Select(pair => (Target: pair.Value, Source: reader.Read(pair.Key)))
            .ToArray();
        foreach (var (destination, source) in loads)
        {
            destination.copy_(source);
        }

        return result;
    }

    private static LoadResult Compare(Dictionary<string, Tensor> target, SafetensorsReader reader, string path, bool strict)
    {
        string[] missing = [.. target.Keys.Where(name => !reader.Entries.ContainsKey(name)).Order(StringComparer.Ordinal)];
        string[] unexpected = [.. reader.Entries.Keys.Where(name => !target.ContainsKey(name)).Order(StringComparer.Ordinal)];
        string[] unlike =
        [
            .. target
                .Where(pair => reader.Entries.ContainsKey(pair.Key))
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => Difference(pair.Key, pair.Value, reader.Entries[pair.Key]))
                .OfType<string>(),
        ];
        if (unlike.Length == 0 && (!strict || missing.Length + unexpected.Length == 0))
        {
            return new LoadResult(missing, unexpected);
        }

        List<string> lines = ["is not for this network, and nothing of it was loaded:"];
        lines.AddRange(unlike);
        if (strict)
        {
            lines.AddRange(missing.Select(name => $"  missing in the file: {name}, {ShapeText.Of(target[name].shape)}"));
            lines.AddRange(unexpected.Select(name => $"  only in the file: {name}, {ShapeText.Of(reader.Entries[name].Shape)}"));
        }

        throw new WeightsException(path, string.Join('\n', lines));
    }

    private static string? Difference(string name, Tensor target, SafetensorsEntry entry)
    {
        if (!target.shape.AsSpan().SequenceEqual([.. entry.Shape]))
        {
            return $"  other shape: {name} is {ShapeText.Of(entry.Shape)} in the file, {ShapeText.Of(target.shape)} in the network";
        }

        var convertible = target.dtype == entry.Type
            || (SafetensorsType.IsFloatingPoint(target.dtype) && SafetensorsType.IsFloatingPoint(entry.Type));
        return convertible
            ? null
            : $"  other type: {name} is {SafetensorsType.Name(entry.Type)} in the file, {SafetensorsType.Name(target.dtype)} in the network";
    }

    private static byte[] Header((string Name, Tensor Tensor)[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject("__metadata__");
                foreach (var (name, text) in metadata.OrderBy(note => note.Key, StringComparer.Ordinal))
                {
                    json.WriteString(name, text);
                }

                json.WriteEndObject();
            }

            long offset = 0;
            foreach (var (name, tensor) in tensors)
            {
                var end = offset + (tensor.NumberOfElements * tensor.ElementSize);
                WriteEntry(json, name, tensor, offset, end);
                offset = end;
            }

            json.WriteEndObject();
        }

        // Spaces fill up to where the data begin.
        var length = (buffer.WrittenCount + Alignment - 1) / Alignment * Alignment;
        var header = new byte[sizeof(ulong) + length];
        header.AsSpan().Fill((byte)' ');
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)length);
        buffer.WrittenSpan.CopyTo(header.AsSpan(sizeof(ulong)));
        return header;
    }

    private static void WriteEntry(Utf8JsonWriter json, string name, Tensor tensor, long offset, long end)
    {
        if (!SafetensorsType.TryName(tensor.dtype, out var type))
        {
            throw new ArgumentException($"Tensor '{name}' is of type {tensor.dtype}; the types that can be written are {SafetensorsType.Known}.", nameof(tensor));
        }

        json.WriteStartObject(name);
        json.WriteString("dtype", type);
        json.WriteStartArray("shape");
        foreach (var dimension in tensor.shape)
        {
            json.WriteNumberValue(dimension);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

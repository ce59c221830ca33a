using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;
using ResNetGen.Weights;

namespace ResNetGen.Engine.Weights;

/// <summary>A tensor in a safetensors file.</summary>
/// <param name="Name">The key.</param>
/// <param name="Type">The element type as the format names it, such as <c>F32</c>.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Bytes">The length of the elements in bytes.</param>
internal sealed record WrittenTensor(string Name, string Type, IReadOnlyList<long> Shape, long Bytes);

/// <summary>Writes safetensors files.</summary>
internal static class SafeTensorsFile
{
    // So that a reader may map the file and use every tensor where it lies.
    private const int Alignment = 8;

    /// <summary>Writes tensors of float32 and 64-bit integers. The file is there whole or not at all.</summary>
    /// <param name="path">The path; a file that is there is replaced.</param>
    /// <param name="tensors">The tensors of float32: key, shape and elements.</param>
    /// <param name="counters">Integers, each of which is a tensor without dimensions.</param>
    /// <param name="metadata">Texts to keep with them.</param>
    /// <exception cref="System.IO.IOException">The file cannot be written.</exception>
    public static void Write(
        string path, IEnumerable<(string Key, IReadOnlyList<long> Shape, float[] Values)> tensors, IEnumerable<(string Key, long Count)> counters, IReadOnlyDictionary<string, string>? metadata)
    {
        // The largest numbers first: then every tensor lies at a multiple of its number's size.
        var (floats, integers) = (tensors.OrderBy(tensor => tensor.Key, StringComparer.Ordinal).ToList(), counters.OrderBy(counter => counter.Key, StringComparer.Ordinal).ToList());
        var header = Header(
            [
                .. integers.Select(counter => new WrittenTensor(counter.Key, "I64", [], sizeof(long))),
                .. floats.Select(tensor => new WrittenTensor(tensor.Key, "F32", tensor.Shape, (long)tensor.Values.Length * sizeof(float))),
            ],
            metadata);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(header);
            integers.ForEach(counter => stream.Write(BitConverter.GetBytes(counter.Count)));
            floats.ForEach(tensor => stream.Write(MemoryMarshal.AsBytes<float>(tensor.Values)));
        });
    }

    /// <summary>The header of a file with tensors in an order, with the length that stands before it.</summary>
    public static byte[] Header(IEnumerable<WrittenTensor> tensors, IReadOnlyDictionary<string, string>? metadata)
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
            foreach (var tensor in tensors)
            {
                WriteEntry(json, tensor, offset);
                offset += tensor.Bytes;
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

    private static void WriteEntry(Utf8JsonWriter json, WrittenTensor tensor, long offset)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Type);
        json.WriteStartArray("shape");
        foreach (var dimension in tensor.Shape)
        {
            json.WriteNumberValue(dimension);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset + tensor.Bytes);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

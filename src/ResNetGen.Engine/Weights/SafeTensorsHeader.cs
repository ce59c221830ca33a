using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

using ResNetGen.Weights;

namespace ResNetGen.Engine.Weights;

/// <summary>One tensor of a safetensors file.</summary>
/// <param name="Name">The key in the state_dict.</param>
/// <param name="DType">The element type by its name in the format: <c>F32</c>.</param>
/// <param name="Shape">The shape; empty for a single number.</param>
/// <param name="Offset">The place of the first byte, counted from the start of the file.</param>
/// <param name="Length">The number of bytes.</param>
internal sealed record SafeTensorsEntry(string Name, string DType, IReadOnlyList<long> Shape, long Offset, long Length);

/// <summary>
/// The header of a safetensors file (github.com/huggingface/safetensors, "Format"): eight bytes with its length, then JSON that gives each
/// tensor its type, shape and place. Everything is checked against the file before a tensor is read.
/// </summary>
internal sealed class SafeTensorsHeader
{
    private const int LengthBytes = 8;

    // The format's own limit.
    private const long MaxBytes = 100_000_000;

    private readonly string file;
    private readonly long dataStart;
    private readonly long dataLength;
    private readonly Dictionary<string, SafeTensorsEntry> entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> metadata = new(StringComparer.Ordinal);

    private SafeTensorsHeader(string file, long dataStart, long fileLength)
    {
        this.file = file;
        this.dataStart = dataStart;
        dataLength = fileLength - dataStart;
    }

    /// <summary>The bytes of an element, by the name of its type in the format.</summary>
    public static IReadOnlyDictionary<string, int> ElementBytes { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["F64"] = 8, ["F32"] = 4, ["F16"] = 2, ["BF16"] = 2, ["I64"] = 8, ["I32"] = 4, ["I16"] = 2, ["I8"] = 1, ["U8"] = 1, ["BOOL"] = 1,
    };

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, SafeTensorsEntry> Entries => entries;

    /// <summary>The file's metadata: texts by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata => metadata;

    /// <summary>Reads and checks a header.</summary>
    /// <param name="stream">The file, at its start.</param>
    /// <param name="file">The name of the file, for messages.</param>
    /// <exception cref="WeightsException">The file is no safetensors file, or is damaged.</exception>
    public static SafeTensorsHeader Read(Stream stream, string file)
    {
        Span<byte> lengthBytes = stackalloc byte[LengthBytes];
        if (stream.Length < LengthBytes)
        {
            throw new WeightsException(file, $"has {stream.Length} bytes, less than the {LengthBytes} that a safetensors file begins with.");
        }

        stream.ReadExactly(lengthBytes);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        if (length > MaxBytes || (long)length > stream.Length - LengthBytes)
        {
            throw new WeightsException(
                file,
                FormattableString.Invariant(
                    $"its header would have {length:N0} bytes, the file has {stream.Length:N0} (a header has at most {MaxBytes:N0}); it is no safetensors file, or cut short."));
        }

        var json = new byte[length];
        stream.ReadExactly(json);
        var header = new SafeTensorsHeader(file, LengthBytes + (long)length, stream.Length);
        try
        {
            using var document = JsonDocument.Parse(json);
            header.Read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new WeightsException(file, $"its header is no JSON text: {error.Message}", error);
        }

        header.CheckPlaces();
        return header;
    }

    private void Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new WeightsException(file, $"its header is a JSON {root.ValueKind}, not an object.");
        }

        var hasMetadata = false;
        foreach (var property in root.EnumerateObject())
        {
            if (property.NameEquals("__metadata__"))
            {
                if (hasMetadata)
                {
                    throw new WeightsException(file, "its header has __metadata__ twice.");
                }

                hasMetadata = true;
                ReadMetadata(property.Value);
            }
            else if (!entries.TryAdd(property.Name, ReadEntry(property.Name, property.Value)))
            {
                throw Wrong(property.Name, "is there twice.");
            }
        }
    }

    private void ReadMetadata(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new WeightsException(file, $"its __metadata__ is a JSON {element.ValueKind}, not an object.");
        }

        foreach (var note in element.EnumerateObject())
        {
            if (note.Value.ValueKind != JsonValueKind.String || !metadata.TryAdd(note.Name, note.Value.GetString()!))
            {
                throw new WeightsException(file, $"the note '{note.Name}' in its __metadata__ is not one text.");
            }
        }
    }

    private SafeTensorsEntry ReadEntry(string name, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object
            || !element.TryGetProperty("dtype", out var dtype) || dtype.ValueKind != JsonValueKind.String
            || !element.TryGetProperty("shape", out var dimensions)
            || !element.TryGetProperty("data_offsets", out var offsets)
            || element.GetPropertyCount() != 3)
        {
            throw Wrong(name, "has to have a dtype, a shape and data_offsets, and nothing else.");
        }

        var type = dtype.GetString()!;
        if (!ElementBytes.TryGetValue(type, out var elementBytes))
        {
            throw Wrong(name, $"is of type '{type}'; the types that can be read are {string.Join(", ", ElementBytes.Keys)}.");
        }

        var shape = ReadNumbers(name, "shape", dimensions);
        var range = ReadNumbers(name, "data_offsets", offsets);
        if (range.Length != 2 || range[0] > range[1] || range[1] > dataLength)
        {
            throw Wrong(
                name,
                FormattableString.Invariant($"lies at bytes [{string.Join(", ", range)}] of the data, which have {dataLength:N0} bytes; the file is cut short or damaged."));
        }

        UInt128 needed = (uint)elementBytes;
        foreach (var dimension in shape)
        {
            needed = needed > long.MaxValue ? needed : needed * (ulong)dimension;
        }

        if (needed != (ulong)(range[1] - range[0]) || ShapeLimit.IsBeyond(shape))
        {
            throw Wrong(
                name,
                FormattableString.Invariant($"of shape {ShapeText.Of(shape)} and type {type} needs {needed} bytes, and has {range[1] - range[0]}."));
        }

        return new SafeTensorsEntry(name, type, shape, dataStart + range[0], range[1] - range[0]);
    }

    private long[] ReadNumbers(string name, string what, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            var numbers = new long[element.GetArrayLength()];
            var place = 0;
            foreach (var item in element.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out var number) || number < 0)
                {
                    break;
                }

                numbers[place++] = number;
            }

            if (place == numbers.Length)
            {
                return numbers;
            }
        }

        throw Wrong(name, $"its {what} is no list of whole numbers from 0 up: {Shortened(element.GetRawText())}.");
    }

    /// <summary>The tensors lie one after another and fill the data: no two share a byte, and no byte is anybody's guess.</summary>
    private void CheckPlaces()
    {
        var end = dataStart;
        SafeTensorsEntry? previous = null;
        foreach (var entry in entries.Values.OrderBy(entry => entry.Offset).ThenBy(entry => entry.Length))
        {
            if (entry.Offset < end)
            {
                throw Wrong(entry.Name, $"shares bytes with tensor '{previous!.Name}'.");
            }

            if (entry.Offset > end)
            {
                throw Wrong(entry.Name, FormattableString.Invariant($"begins {entry.Offset - end:N0} bytes after the tensor before it ends; a safetensors file has no gaps."));
            }

            end = entry.Offset + entry.Length;
            previous = entry;
        }

        if (end != dataStart + dataLength)
        {
            throw new WeightsException(
                file, FormattableString.Invariant($"has {dataStart + dataLength - end:N0} bytes after its last tensor; it is damaged, or was not written to the end."));
        }
    }

    private WeightsException Wrong(string tensor, string problem) => new(file, $"tensor '{tensor}' {problem}");

    private static string Shortened(string text)
    {
        const int Longest = 100;
        return text.Length <= Longest ? text : text[..Longest] + "…";
    }
}

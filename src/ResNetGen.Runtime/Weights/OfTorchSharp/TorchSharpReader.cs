using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using static TorchSharp.torch;

namespace ResNetGen.Weights.OfTorchSharp;

/// <summary>
/// A file of TorchSharp's <c>module.save</c>: how many tensors there are, then of each its name, type, sizes and numbers. The format has no mark of its own:
/// it is what a file may be that is nothing else.
/// </summary>
public sealed class TorchSharpReader : IWeightsFile
{
    private readonly FileStream stream;
    private readonly string path;
    private readonly Dictionary<string, long> places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WeightsEntry> entries = new(StringComparer.Ordinal);

    /// <summary>Opens a file and checks its list of tensors against its size. No tensor is read yet.</summary>
    /// <exception cref="WeightsException">There is no such file, or it is not sound.</exception>
    public TorchSharpReader(string path)
    {
        this.path = path;
        stream = OpenedFile.Read(path);
        try
        {
            using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            Find(reader);
        }
        catch (Exception error)
        {
            stream.Dispose();
            if (error is InvalidDataException or EndOfStreamException or FormatException or IOException or DecoderFallbackException)
            {
                throw new WeightsException(path, $"is damaged, or cut short: {(error is EndOfStreamException ? "it ends before its last tensor does." : error.Message)}", error);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, WeightsEntry> Entries => entries;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Metadata { get; } = new Dictionary<string, string>();

    /// <summary>Whether a file can be one of TorchSharp: it begins with a number of tensors, and a first one that has a name of ordinary characters.</summary>
    /// <exception cref="WeightsException">There is no such file, or it cannot be read.</exception>
    public static bool Knows(string path)
    {
        using var file = OpenedFile.Read(path);
        using var reader = new BinaryReader(file, Encoding.UTF8);
        try
        {
            if (reader.Read7BitEncodedInt64() < 1)
            {
                return false;
            }

            var (name, type, _) = Header(reader);
            return name.Length > 0 && name.All(character => character is > ' ' and < (char)127) && NumberType.TryName(type, out _);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or FormatException or DecoderFallbackException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public Tensor Read(string name)
    {
        var entry = entries[name];
        var tensor = empty([.. entry.Shape], entry.Type);
        try
        {
            stream.Position = places[name];
            stream.ReadExactly(tensor.bytes);
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

    private void Find(BinaryReader reader)
    {
        var count = reader.Read7BitEncodedInt64();
        for (long i = 0; i < count; i++)
        {
            var (name, type, shape) = Header(reader);
            if (!NumberType.TryName(type, out _))
            {
                throw new InvalidDataException($"tensor '{name}' has numbers of type {type}, which are no weights.");
            }

            // Sizes of damaged files can multiply to anything; a number of this kind holds it without wrapping round.
            var bytes = shape.Aggregate((double)NumberType.BytesOf(type), (product, size) => product * size);
            if (bytes > Math.Min(stream.Length - stream.Position, Array.MaxLength))
            {
                throw new InvalidDataException(bytes > Array.MaxLength ? FormattableString.Invariant($"tensor '{name}' has {bytes:N0} bytes; at most {Array.MaxLength:N0} can be read.") : $"it ends within tensor '{name}'.");
            }

            if (!entries.TryAdd(name, new WeightsEntry(name, type, shape)))
            {
                throw new InvalidDataException($"tensor '{name}' comes twice.");
            }

            places.Add(name, stream.Position);
            stream.Position += (long)bytes;
        }

        if (stream.Position != stream.Length)
        {
            throw new InvalidDataException(FormattableString.Invariant($"it has {stream.Length - stream.Position:N0} bytes behind its last tensor."));
        }
    }

    private static (string Name, ScalarType Type, long[] Shape) Header(BinaryReader reader)
    {
        const int MostDimensions = 64;
        const int LongestName = 4096;
        var length = reader.Read7BitEncodedInt();
        if (length is < 0 or > LongestName)
        {
            throw new InvalidDataException($"a name would have {length} bytes.");
        }

        var bytes = reader.ReadBytes(length);
        if (bytes.Length < length)
        {
            throw new EndOfStreamException();
        }

        var type = reader.Read7BitEncodedInt64();
        var rank = reader.Read7BitEncodedInt64();
        if (type is < 0 or > sbyte.MaxValue || rank is < 0 or > MostDimensions)
        {
            throw new InvalidDataException($"a tensor would have the type {type} and {rank} dimensions.");
        }

        var shape = Enumerable.Range(0, (int)rank).Select(_ => reader.Read7BitEncodedInt64()).ToArray();
        return shape.All(size => size is >= 0 and <= int.MaxValue) && !ShapeLimit.IsBeyond(shape)
            ? (new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes), (ScalarType)type, shape)
            : throw new InvalidDataException($"a tensor would be {ShapeText.Of(shape)}.");
    }
}

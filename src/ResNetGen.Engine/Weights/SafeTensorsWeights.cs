using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using ResNetGen.Weights;

namespace ResNetGen.Engine.Weights;

/// <summary>
/// The weights in a safetensors file. Elements of the types F32, F16, BF16 and F64 are read as float32. Opening checks the whole header against the size of
/// the file; a tensor is read when the network asks for it. Several threads may read at once.
/// </summary>
public sealed class SafeTensorsWeights : INetworkWeights, IDisposable
{
    private const int ChunkBytes = 1 << 16;

    private readonly Lock reading = new();
    private readonly Stream stream;
    private readonly bool ownsStream;
    private readonly SafeTensorsHeader header;

    private SafeTensorsWeights(Stream stream, bool ownsStream, string source)
    {
        this.stream = stream;
        this.ownsStream = ownsStream;
        Source = source;
        header = SafeTensorsHeader.Read(stream, source);
    }

    /// <summary>The path of the file, or the name of the stream.</summary>
    public string Source { get; }

    /// <summary>The keys of the tensors.</summary>
    public IReadOnlyCollection<string> Keys => (IReadOnlyCollection<string>)header.Entries.Keys;

    /// <summary>The file's metadata: texts by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata => header.Metadata;

    /// <summary>Opens a file and checks its header.</summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="WeightsException">The file does not exist, cannot be read, or is not a sound safetensors file.</exception>
    public static SafeTensorsWeights Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var file = OpenedFile.Read(path);
        try
        {
            return new SafeTensorsWeights(file, ownsStream: true, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a stream, such as an embedded resource, and checks the header. The stream stays open, and is the caller's to dispose.</summary>
    /// <param name="stream">The stream, read from its position to its end.</param>
    /// <param name="name">The name of the stream, for messages.</param>
    /// <exception cref="WeightsException">The stream does not hold a sound safetensors file.</exception>
    public static SafeTensorsWeights Open(Stream stream, string name = "The stream of weights")
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.CanSeek && stream.Position == 0)
        {
            return new SafeTensorsWeights(stream, ownsStream: false, name);
        }

        var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        return new SafeTensorsWeights(copy, ownsStream: true, name);
    }

    /// <summary>
    /// Throws if the file states another variant of the network: options that change the results and neither keys nor shapes, such as the convolution that has the
    /// stride. A file that states no variant passes.
    /// </summary>
    /// <param name="network">The network that is to have the weights.</param>
    /// <exception cref="WeightsException">The file states another variant.</exception>
    public void RequireVariant(NetworkInfo network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (NetworkVariant.DifferencesBetween(network.Variant, Metadata) is { Count: > 0 } differences)
        {
            throw new WeightsException(
                Source,
                $"the weights are those of another variant of {network.Name} ({string.Join("; ", differences)}). Change the network, or pass SafeTensorsWeights.Open to its constructor to use the weights anyway.");
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<long>? ShapeOf(string key) => header.Entries.TryGetValue(key, out var entry) ? entry.Shape : null;

    /// <inheritdoc/>
    /// <exception cref="KeyNotFoundException">The file has no tensor of this key.</exception>
    /// <exception cref="WeightsException">The tensor has another element type, or the file cannot be read.</exception>
    public float[] Read(string key)
    {
        var elements = ElementsOf(EntryOf(key));
        if (elements > Array.MaxLength)
        {
            throw new WeightsException(Source, FormattableString.Invariant($"tensor '{key}' has {elements:N0} elements; at most {Array.MaxLength:N0} can be read."));
        }

        var values = GC.AllocateUninitializedArray<float>((int)elements);
        Read(key, values);
        return values;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="to"/> has another length.</exception>
    /// <exception cref="KeyNotFoundException">The file has no tensor of this key.</exception>
    /// <exception cref="WeightsException">The tensor has another element type, or the file cannot be read.</exception>
    public void Read(string key, Span<float> to)
    {
        var entry = EntryOf(key);
        if (to.Length != ElementsOf(entry))
        {
            throw new ArgumentException($"There is room for {to.Length} elements, and tensor '{key}' has {ElementsOf(entry)}.", nameof(to));
        }

        try
        {
            // Networks that are prepared on several threads may share the file.
            lock (reading)
            {
                stream.Position = entry.Offset;
                if (entry.DType == "F32")
                {
                    stream.ReadExactly(MemoryMarshal.AsBytes(to));
                }
                else
                {
                    ReadConverted(entry.DType, to);
                }
            }
        }
        catch (IOException error)
        {
            throw new WeightsException(Source, $"tensor '{key}' cannot be read: {error.Message} The file may have been changed or cut short since it was opened.", error);
        }
    }

    /// <summary>Does nothing: a tensor is read anew each time.</summary>
    /// <param name="layer">The layer's key.</param>
    public void Release(string layer)
    {
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        if (ownsStream)
        {
            stream.Dispose();
        }
    }

    private SafeTensorsEntry EntryOf(string key)
    {
        if (!header.Entries.TryGetValue(key, out var entry))
        {
            throw new KeyNotFoundException($"{Source}: there is no tensor '{key}'.");
        }

        return entry.DType is "F32" or "F16" or "BF16" or "F64"
            ? entry
            : throw new WeightsException(Source, $"tensor '{key}' is of type {entry.DType}; weights have the type F32, F16, BF16 or F64.");
    }

    private static long ElementsOf(SafeTensorsEntry entry) => entry.Length / SizeOf(entry.DType);

    private static int SizeOf(string type) => SafeTensorsHeader.ElementBytes[type];

    private void ReadConverted(string type, Span<float> values)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            while (!values.IsEmpty)
            {
                var count = Math.Min(values.Length, ChunkBytes / SizeOf(type));
                var bytes = buffer.AsSpan(0, count * SizeOf(type));
                stream.ReadExactly(bytes);
                Convert(type, bytes, values[..count]);
                values = values[count..];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Convert(string type, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        switch (type)
        {
            case "F64":
                var doubles = MemoryMarshal.Cast<byte, double>(bytes);
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = (float)doubles[i];
                }

                break;
            case "F16":
                var halves = MemoryMarshal.Cast<byte, Half>(bytes);
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = (float)halves[i];
                }

                break;
            default:
                // A bfloat16 is the upper half of a float32.
                var upper = MemoryMarshal.Cast<byte, ushort>(bytes);
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = BitConverter.UInt32BitsToSingle((uint)upper[i] << 16);
                }

                break;
        }
    }
}

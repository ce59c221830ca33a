using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using ResNetGen.Weights.PyTorch.Pickle;

namespace ResNetGen.Weights.PyTorch;

/// <summary>
/// What <c>torch.save</c> wrote before PyTorch 1.6: pickles of a magic number, a version, the machine, what was saved, and the names of its storages; then
/// for each its length and its numbers.
/// </summary>
internal sealed class LegacyArchive : ITensorArchive
{
    /// <summary>The bytes of the pickle of the magic number, with which the file begins.</summary>
    public static ReadOnlySpan<byte> Magic => [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, (byte)'.'];

    private const long Version = 1001;

    private readonly Stream stream;
    private readonly Dictionary<string, long> places = new(StringComparer.Ordinal);

    public LegacyArchive(Stream stream)
    {
        this.stream = stream;
        var names = new TorchNames();
        stream.Position = Magic.Length;
        var version = PickleInterpreter.Read(stream, names);
        if (version is not Version)
        {
            throw new PickleException($"it is of version {version}; {Version} can be read");
        }

        if (PickleInterpreter.Read(stream, names) is PickleDictionary machine && machine.Entries.Any(e => e is { Key: "little_endian", Value: false }))
        {
            throw new PickleException("its numbers are big-endian; save it on a machine of the usual kind");
        }

        Saved = PickleInterpreter.Read(stream, names);
        FindStorages(PickleInterpreter.Read(stream, names), StoragesOf(Saved));
    }

    /// <inheritdoc/>
    public object? Saved { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Texts { get; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public byte[] Read(StorageReference storage, int bytes)
    {
        if (!places.TryGetValue(storage.Key, out var place))
        {
            throw new PickleException($"it lacks the numbers of its storage '{storage.Key}'");
        }

        var numbers = new byte[bytes];
        stream.Position = place;
        stream.ReadExactly(numbers);
        return numbers;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void FindStorages(object? keys, Dictionary<string, StorageReference> storages)
    {
        if (keys is not List<object?> list)
        {
            throw new PickleException("it has no list of its storages");
        }

        Span<byte> count = stackalloc byte[8];
        foreach (var item in list)
        {
            if (item is not string key || !storages.TryGetValue(key, out var storage))
            {
                throw new PickleException("it lists a storage that no tensor has");
            }

            stream.ReadExactly(count);
            var written = BinaryPrimitives.ReadInt64LittleEndian(count);
            var bytes = (BigInteger)storage.Count * NumberType.BytesOf(storage.Type);
            if (written != storage.Count || bytes > stream.Length - stream.Position)
            {
                throw new PickleException($"its storage '{key}' would have {storage.Count:N0} numbers; the file says {written:N0}, and has {stream.Length - stream.Position:N0} bytes behind that: it may be cut short");
            }

            places[key] = stream.Position;
            stream.Position += (long)bytes;
        }
    }

    /// <summary>All storages by name; what else was saved, an optimizer's state for one, has some too.</summary>
    private static Dictionary<string, StorageReference> StoragesOf(object? saved)
    {
        var storages = new Dictionary<string, StorageReference>(StringComparer.Ordinal);
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object?>([saved]);
        while (open.TryPop(out var value))
        {
            if (value is TensorReference tensor)
            {
                storages[tensor.Storage.Key] = tensor.Storage;
                continue;
            }

            // What a pickle holds may hold itself.
            if (value is PickleDictionary or List<object?> or object?[] && seen.Add(value))
            {
                foreach (var item in value is PickleDictionary dictionary ? dictionary.Entries.Select(e => e.Value) : (IEnumerable<object?>)value)
                {
                    open.Push(item);
                }
            }
        }

        return storages;
    }
}

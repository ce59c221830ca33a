using System;
using System.Collections.Generic;
using System.IO;
using ResNetGen.LibTorch.Files;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// Reads what <see cref="nn.Module.save(BinaryWriter, IList{string})"/> wrote: the number of entries, then for each its key and the tensor. What the caller does not ask for is passed over without being kept.
/// </summary>
internal sealed class StateDictReader
{
    private readonly BinaryReader _reader;

    internal StateDictReader(BinaryReader reader)
    {
        _reader = reader;
    }

    /// <summary>Reads all entries, with the values of those that <paramref name="select"/> accepts.</summary>
    /// <param name="select">Told an entry's key and what it is; gives whether its values are wanted, and throws where they can never fit.</param>
    /// <returns>The accepted entries by key; the caller owns the tensors.</returns>
    /// <exception cref="InvalidDataException">The data end too soon or are something else.</exception>
    internal Dictionary<string, Tensor> Read(Func<string, TensorHeader, bool> select)
    {
        var loaded = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        long count = 0, index = 0;
        string? key = null;
        try
        {
            count = _reader.Read7BitEncodedInt64();
            for (; index < count; index++)
            {
                key = null;
                key = _reader.ReadString();
                var header = TensorHeader.Read(_reader);
                if (select(key, header))
                {
                    var tensor = empty(header.Shape, header.Type, CPU).DetachFromDisposeScope();
                    if (!loaded.TryAdd(key, tensor))
                    {
                        tensor.Dispose();
                        throw new InvalidDataException("the key comes twice");
                    }

                    Fill(tensor.bytes);
                }
                else
                {
                    PassOver(header.ByteCount);
                }
            }

            return loaded;
        }
        catch (Exception error)
        {
            foreach (var tensor in loaded.Values)
            {
                tensor.Dispose();
            }

            if (error is EndOfStreamException or InvalidDataException or IOException or FormatException or OverflowException)
            {
                var place = count == 0 ? "before the first entry" : $"in entry {index + 1} of {count}{(key is null ? "" : $" ('{key}')")}";
                var what = error is EndOfStreamException ? "the data end too soon" : error.Message;
                throw new InvalidDataException($"These are no complete saved weights: {what}, {place}.", error);
            }

            throw;
        }
    }

    private void Fill(Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var read = _reader.Read(bytes);
            if (read == 0)
            {
                throw new EndOfStreamException();
            }

            bytes = bytes[read..];
        }
    }

    private void PassOver(long bytes)
    {
        Span<byte> buffer = stackalloc byte[4096];
        for (; bytes > buffer.Length; bytes -= buffer.Length)
        {
            Fill(buffer);
        }

        Fill(buffer[..(int)bytes]);
    }
}

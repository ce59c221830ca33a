using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Weights.PyTorch.Pickle;
using static TorchSharp.torch;

namespace ResNetGen.Weights.PyTorch;

/// <summary>
/// A file of <c>torch.save</c>, today's or that of PyTorch before 1.6: a state_dict, alone or in a dictionary with others, on whatever device it was.
/// Its pickle is read by an interpreter that knows data and the few names that tensors need, and runs nothing.
/// </summary>
public sealed class PyTorchReader : IWeightsFile
{
    private static readonly byte[] ZipMagic = [(byte)'P', (byte)'K', 3, 4];

    private readonly FileStream stream;
    private readonly ITensorArchive archive;
    private readonly IReadOnlyDictionary<string, TensorReference> tensors;
    private readonly string path;
    private (StorageReference Storage, byte[] Bytes)? last;

    /// <summary>Opens a file and checks its list of tensors. No tensor is read yet.</summary>
    /// <exception cref="WeightsException">There is no such file, or it is not sound, or it holds more than weights.</exception>
    public PyTorchReader(string path)
    {
        this.path = path;
        stream = OpenedFile.Read(path);
        ITensorArchive? opened = null;
        try
        {
            opened = OpenedFile.BeginsWith(stream, ZipMagic) ? new ZipArchiveOfTensors(stream) : new LegacyArchive(stream);
            archive = opened;
            tensors = StateDict.Of(archive.Saved);
            Entries = tensors.ToDictionary(t => t.Key, t => new WeightsEntry(t.Key, t.Value.Storage.Type, t.Value.Shape), StringComparer.Ordinal);
        }
        catch (Exception error) when (error is PickleException or IOException or InvalidDataException)
        {
            opened?.Dispose();
            stream.Dispose();
            throw Refused(error);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, WeightsEntry> Entries { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Metadata => archive.Texts;

    /// <summary>Whether a file begins as those of PyTorch do.</summary>
    /// <exception cref="WeightsException">There is no such file, or it cannot be read.</exception>
    public static bool Knows(string path) => OpenedFile.BeginsWith(path, ZipMagic) || OpenedFile.BeginsWith(path, LegacyArchive.Magic);

    /// <inheritdoc/>
    public Tensor Read(string name)
    {
        var reference = tensors[name];
        var size = NumberType.BytesOf(reference.Storage.Type);
        if (reference.Storage.Count > Array.MaxLength / size)
        {
            throw new WeightsException(path, FormattableString.Invariant($"tensor '{name}' is part of a storage of {reference.Storage.Count:N0} numbers; at most {Array.MaxLength:N0} bytes can be read."));
        }

        try
        {
            var bytes = BytesOf(reference.Storage, (int)reference.Storage.Count * size);
            var tensor = empty(reference.Shape, reference.Storage.Type);
            Copy(reference, bytes, tensor.bytes, size);
            return tensor;
        }
        catch (Exception error) when (error is PickleException or IOException or InvalidDataException)
        {
            throw Refused(error);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        archive.Dispose();
        stream.Dispose();
    }

    // Many tensors can be views of one storage.
    private byte[] BytesOf(StorageReference storage, int bytes)
    {
        if (last is not { } known || known.Storage != storage)
        {
            last = known = (storage, archive.Read(storage, bytes));
        }

        return known.Bytes;
    }

    /// <summary>Copies a view's numbers, row by row, into one that has no gaps.</summary>
    private static void Copy(TensorReference tensor, ReadOnlySpan<byte> from, Span<byte> to, int size)
    {
        if (to.Length == 0)
        {
            return;
        }

        var (shape, strides) = (tensor.Shape, tensor.Strides);
        var position = new long[shape.Length];
        var rank = shape.Length;
        var row = rank > 0 && strides[^1] == 1 ? shape[^1] : 1;
        var rowRank = row > 1 ? rank - 1 : rank;
        for (var done = 0; done < to.Length; done += (int)row * size)
        {
            var element = tensor.Offset;
            for (var d = 0; d < rowRank; d++)
            {
                element += position[d] * strides[d];
            }

            from.Slice((int)(element * size), (int)row * size).CopyTo(to[done..]);
            for (var d = rowRank - 1; d >= 0 && ++position[d] == shape[d]; d--)
            {
                position[d] = 0;
            }
        }
    }

    private WeightsException Refused(Exception error) => new(
        path,
        error is PickleException ? $"cannot be used: {error.Message}." : $"is damaged, or cut short: {error.Message}",
        error);
}

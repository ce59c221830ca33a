using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using ResNetGen.Weights.PyTorch.Pickle;

namespace ResNetGen.Weights.PyTorch;

/// <summary>What <c>torch.save</c> has written since PyTorch 1.6: a zip file of a pickle and a file for each storage, not compressed.</summary>
internal sealed class ZipArchiveOfTensors : ITensorArchive
{
    private const string PickleName = "data.pkl";
    private const long LargestPickle = 64 << 20;
    private const int LongestText = 1 << 16;
    private const int MostTexts = 64;

    private readonly ZipArchive archive;
    private readonly string folder;
    private readonly long length;

    public ZipArchiveOfTensors(Stream stream)
    {
        length = stream.Length;
        archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        var pickles = archive.Entries.Where(e => e.FullName == PickleName || e.FullName.EndsWith("/" + PickleName, StringComparison.Ordinal)).ToList();
        if (pickles.Count != 1)
        {
            throw new PickleException($"it is a zip file with {pickles.Count} files called '{PickleName}', and no PyTorch file of weights");
        }

        folder = pickles[0].FullName[..^PickleName.Length];
        if (archive.GetEntry(folder + "byteorder") is { } order && Text(order) == "big")
        {
            throw new PickleException("its numbers are big-endian; save it on a machine of the usual kind");
        }

        if (pickles[0].Length > LargestPickle)
        {
            throw new PickleException($"its list of tensors has {pickles[0].Length:N0} bytes; the longest that is read has {LargestPickle:N0}");
        }

        Texts = archive.Entries
            .Where(entry => entry.FullName.StartsWith(folder + PyTorchFile.Texts, StringComparison.Ordinal) && entry.Length < LongestText)
            .Take(MostTexts)
            .GroupBy(entry => entry.FullName[(folder.Length + PyTorchFile.Texts.Length)..], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => Encoding.UTF8.GetString(Bytes(group.First())), StringComparer.Ordinal);
        using var pickle = new MemoryStream(Bytes(pickles[0]));
        Saved = PickleInterpreter.Read(pickle, new TorchNames());
    }

    /// <inheritdoc/>
    public object? Saved { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <inheritdoc/>
    public byte[] Read(StorageReference storage, int bytes)
    {
        var entry = archive.GetEntry(folder + "data/" + storage.Key) ?? throw new PickleException($"it lacks the numbers of its storage '{storage.Key}'");
        return entry.Length == bytes
            ? Bytes(entry)
            : throw new PickleException($"its storage '{storage.Key}' has {entry.Length:N0} bytes, and would have {bytes:N0}");
    }

    /// <inheritdoc/>
    public void Dispose() => archive.Dispose();

    private byte[] Bytes(ZipArchiveEntry entry)
    {
        // PyTorch compresses nothing; what is compressed could be of any size, and what is not is in the file.
        if (entry.CompressedLength != entry.Length)
        {
            throw new PickleException($"'{entry.FullName}' is compressed, which PyTorch never does");
        }

        if (entry.Length > length)
        {
            throw new PickleException($"'{entry.FullName}' would have {entry.Length:N0} bytes, more than the whole file");
        }

        using var stream = entry.Open();
        var bytes = new byte[entry.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private string Text(ZipArchiveEntry entry) => entry.Length < 16 ? Encoding.ASCII.GetString(Bytes(entry)).Trim() : "";
}

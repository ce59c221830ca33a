using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Weights.Keras;
using ResNetGen.Weights.OfTorchSharp;
using ResNetGen.Weights.PyTorch;
using static TorchSharp.torch;

namespace ResNetGen.Weights;

/// <summary>Files of weights, whatever their format: <c>.safetensors</c>, what PyTorch's <c>torch.save</c> writes, today and before version 1.6, Keras' <c>.h5</c>, and what TorchSharp's <c>save</c> writes.</summary>
public static class WeightsFile
{
    /// <summary>Opens a file. Its first bytes say which format it has, whatever it is called. No tensor is read yet.</summary>
    /// <exception cref="WeightsException">There is no such file, it is not sound, or it holds something else.</exception>
    public static IWeightsFile Open(string path)
    {
        if (PyTorchReader.Knows(path))
        {
            return new PyTorchReader(path);
        }

        if (KerasReader.Knows(path))
        {
            return new KerasReader(path);
        }

        // The format without a mark comes last.
        if (SafetensorsReader.Knows(path) || Path.GetExtension(path).Equals(".safetensors", StringComparison.OrdinalIgnoreCase))
        {
            return new SafetensorsReader(path);
        }

        return TorchSharpReader.Knows(path)
            ? new TorchSharpReader(path)
            : throw new WeightsException(path, "has no format of weights that is known: safetensors, and what PyTorch, Keras (HDF5) and TorchSharp save.");
    }

    /// <summary>Writes a network's parameters and buffers, in the format that the file's name asks for, with what it says of itself. The file is there whole or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="network">The network.</param>
    /// <param name="metadata">Texts to keep with it, such as <see cref="DataNote.Texts"/>; TorchSharp's format has no place for texts.</param>
    /// <exception cref="ArgumentException">A tensor has a type that the format does not know.</exception>
    /// <exception cref="WeightsException">The name asks for no format that is known.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, nn.Module network, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        Save(path, network.state_dict(), VariantText.TextsOf(network, metadata));
    }

    /// <summary>Writes tensors under their names, in the format that the file's name asks for. The file is there whole or not at all.</summary>
    /// <param name="path">
    /// A <c>.safetensors</c> file, or a <c>.pth</c>, <c>.pt</c> or <c>.th</c> of PyTorch, an <c>.h5</c> of Keras, or a <c>.dat</c> or <c>.bin</c> of TorchSharp;
    /// one that is there is replaced.
    /// </param>
    /// <param name="tensors">The tensors, on any device and in any layout.</param>
    /// <param name="metadata">Texts to keep with them. TorchSharp's format has no place for any.</param>
    /// <exception cref="ArgumentException">A tensor has a type that the format does not know.</exception>
    /// <exception cref="WeightsException">The name asks for no format that is known.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        switch (Path.GetExtension(path).ToUpperInvariant())
        {
            case ".SAFETENSORS":
                Safetensors.Save(path, tensors, metadata);
                break;
            case ".PTH" or ".PT" or ".TH":
                PyTorchFile.Save(path, tensors, metadata);
                break;
            case ".DAT" or ".BIN":
                TorchSharpFile.Save(path, tensors);
                break;
            case ".H5" or ".HDF5":
                KerasFile.Save(path, tensors, metadata);
                break;
            default:
                throw new WeightsException(path, "has a name that says no format; weights are written as .safetensors, .pth, .pt or .th (PyTorch), .h5 (Keras), .dat or .bin (TorchSharp).");
        }
    }

    /// <summary>Whether a file of that name keeps texts beside its tensors. TorchSharp's format has no place for them.</summary>
    public static bool KeepsTexts(string path) => Path.GetExtension(path).ToUpperInvariant() is not (".DAT" or ".BIN");

    /// <summary>The texts that say which network a file's weights are for; those that <see cref="Save(string, nn.Module, IReadOnlyDictionary{string, string})"/> keeps.</summary>
    /// <param name="network">The name of the network's class.</param>
    /// <param name="variant">What weights do not show of it: <see cref="NetworkInfo.Variant"/>.</param>
    /// <param name="note">What is noted of the data that the network has learned, if anything is.</param>
    public static IReadOnlyDictionary<string, string> MetadataOf(string network, string variant, DataNote? note = null) => NetworkVariant.TextsOf(network, variant, note?.Texts);

    /// <summary>Sets a network's parameters and buffers to those of a file, or changes nothing.</summary>
    /// <remarks>PyTorch before 0.4.1 did not count the batches that norms have seen; where a file has none of these counters, the network's stay.</remarks>
    /// <param name="network">The network. Its types stay; the file's floating-point numbers are converted to them.</param>
    /// <param name="path">The file.</param>
    /// <param name="strict">
    /// Whether the file has to have exactly the network's names. If not, what the file lacks stays as it is, and what only the file has is left out.
    /// </param>
    /// <param name="skipHead">Whether the last layer of a generated network stays as it is, whatever the file has of it: for another number of classes.</param>
    /// <returns>
    /// The names that only the network has, and those that only the file has: none of either where strict, but for such counters and a head that is skipped;
    /// and whether the weights are for a network that computes so.
    /// </returns>
    /// <exception cref="WeightsException">
    /// The file is not sound, names differ and <paramref name="strict"/> is set, or a tensor has another shape or kind of number.
    /// </exception>
    /// <exception cref="ArgumentException">The head is to be skipped, and the network is none that was generated with a classifier.</exception>
    public static LoadResult Load(nn.Module network, string path, bool strict = true, bool skipHead = false)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var file = Open(path);
        return Load(network, file, path, strict, skipHead);
    }

    /// <summary>Sets a network's parameters and buffers to those of an open file, or changes nothing.</summary>
    internal static LoadResult Load(nn.Module network, IWeightsFile file, string path, bool strict, bool skipHead)
    {
        var info = (network as IGeneratedNetwork)?.Info;
        if (skipHead && info?.Classifier is null)
        {
            throw new ArgumentException($"'{network.GetName()}' is no generated network with a classifier, so there is no head to skip.", nameof(skipHead));
        }

        var target = network.state_dict();
        var needed = new WeightsNeed(
            target.ToDictionary(t => t.Key, t => new WeightsEntry(t.Key, t.Value.dtype, t.Value.shape), StringComparer.Ordinal), info?.Variant, skipHead ? info!.Classifier : null, info?.Classifier);
        var result = Compare(needed, file, path, strict);

        // Everything is read before anything is changed.
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var loads = target
            .Where(pair => file.Entries.ContainsKey(pair.Key) && !needed.IsSkipped(pair.Key))
            .Select(pair => (Target: pair.Value, Source: file.Read(pair.Key)))
            .ToArray();
        foreach (var (destination, source) in loads)
        {
            destination.copy_(source);
        }

        return result;
    }

    /// <summary>Compares a file with what a network needs.</summary>
    /// <param name="network">What it needs.</param>
    /// <param name="file">The file.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="strict">Whether the file has to have exactly the network's names.</param>
    /// <returns>The names that only the network has, those that only the file has, and whether the weights are for a network that computes so.</returns>
    /// <exception cref="WeightsException">Names differ and <paramref name="strict"/> is set, or a tensor has another shape or kind of number.</exception>
    public static LoadResult Compare(WeightsNeed network, IWeightsFile file, string path, bool strict = true)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(file);
        return new WeightsComparison(network, file).Require(path, strict);
    }
}

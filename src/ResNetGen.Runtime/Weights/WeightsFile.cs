using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Weights.Keras;
using ResNetGen.Weights.PyTorch;
using static TorchSharp.torch;

namespace ResNetGen.Weights;

/// <summary>Files of weights, whatever their format: <c>.safetensors</c>, what PyTorch's <c>torch.save</c> writes, today and before version 1.6, and Keras' <c>.h5</c>.</summary>
public static class WeightsFile
{
    private const string Counter = ".num_batches_tracked";

    /// <summary>Opens a file. Its first bytes say which format it has, whatever it is called. No tensor is read yet.</summary>
    /// <exception cref="WeightsException">There is no such file, it is not sound, or it holds something else.</exception>
    public static IWeightsFile Open(string path)
    {
        if (PyTorchReader.Knows(path))
        {
            return new PyTorchReader(path);
        }

        return KerasReader.Knows(path) ? new KerasReader(path) : new SafetensorsReader(path);
    }

    /// <summary>Writes tensors under their names, in the format that the file's name asks for. The file is there whole or not at all.</summary>
    /// <param name="path">A <c>.safetensors</c> file, a <c>.pth</c>, <c>.pt</c> or <c>.th</c> of PyTorch, or an <c>.h5</c> of Keras; one that is there is replaced.</param>
    /// <param name="tensors">The tensors, on any device and in any layout.</param>
    /// <exception cref="ArgumentException">A tensor has a type that the format does not know.</exception>
    /// <exception cref="WeightsException">The name asks for no format that is known.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors)
    {
        switch (Path.GetExtension(path).ToUpperInvariant())
        {
            case ".SAFETENSORS":
                Safetensors.Save(path, tensors);
                break;
            case ".PTH" or ".PT" or ".TH":
                PyTorchFile.Save(path, tensors);
                break;
            case ".H5" or ".HDF5":
                KerasFile.Save(path, tensors);
                break;
            default:
                throw new WeightsException(path, "has a name that says no format; weights are written as .safetensors, .pth, .pt, .th or .h5.");
        }
    }

    /// <summary>Sets a network's parameters and buffers to those of a file, or changes nothing.</summary>
    /// <remarks>PyTorch before 0.4.1 did not count the batches that norms have seen; where a file has none of these counters, the network's stay.</remarks>
    /// <param name="network">The network. Its types stay; the file's floating-point numbers are converted to them.</param>
    /// <param name="path">The file.</param>
    /// <param name="strict">
    /// Whether the file has to have exactly the network's names. If not, what the file lacks stays as it is, and what only the file has is left out.
    /// </param>
    /// <returns>The names that only the network has, and those that only the file has: none of either where strict, but for such counters.</returns>
    /// <exception cref="WeightsException">
    /// The file is not sound, names differ and <paramref name="strict"/> is set, or a tensor has another shape or kind of number.
    /// </exception>
    public static LoadResult Load(nn.Module network, string path, bool strict = true)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var file = Open(path);
        return Load(network, file, path, strict);
    }

    /// <summary>Sets a network's parameters and buffers to those of an open file, or changes nothing.</summary>
    internal static LoadResult Load(nn.Module network, IWeightsFile file, string path, bool strict)
    {
        var target = network.state_dict();
        var result = Compare(target.ToDictionary(t => t.Key, t => new WeightsEntry(t.Key, t.Value.dtype, t.Value.shape), StringComparer.Ordinal), file, path, strict);

        // Everything is read before anything is changed.
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var loads = target
            .Where(pair => file.Entries.ContainsKey(pair.Key))
            .Select(pair => (Target: pair.Value, Source: file.Read(pair.Key)))
            .ToArray();
        foreach (var (destination, source) in loads)
        {
            destination.copy_(source);
        }

        return result;
    }

    /// <summary>Compares a file with what a network needs.</summary>
    /// <param name="network">The network's parameters and buffers by name.</param>
    /// <param name="file">The file.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="strict">Whether the file has to have exactly the network's names.</param>
    /// <returns>The names that only the network has, and those that only the file has.</returns>
    /// <exception cref="WeightsException">Names differ and <paramref name="strict"/> is set, or a tensor has another shape or kind of number.</exception>
    public static LoadResult Compare(IReadOnlyDictionary<string, WeightsEntry> network, IWeightsFile file, string path, bool strict = true)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(file);
        string[] missing = [.. network.Keys.Where(name => !file.Entries.ContainsKey(name)).Order(StringComparer.Ordinal)];
        string[] unexpected = [.. file.Entries.Keys.Where(name => !network.ContainsKey(name)).Order(StringComparer.Ordinal)];
        string[] unlike =
        [
            .. network
                .Where(pair => file.Entries.ContainsKey(pair.Key))
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => Difference(pair.Key, pair.Value, file.Entries[pair.Key]))
                .OfType<string>(),
        ];
        var isCounted = file.Entries.Keys.Any(IsCounter);
        string[] needed = [.. missing.Where(name => isCounted || !IsCounter(name))];
        if (unlike.Length == 0 && (!strict || needed.Length + unexpected.Length == 0))
        {
            return new LoadResult(missing, unexpected);
        }

        List<string> lines = ["is not for this network, and nothing of it was loaded:"];
        lines.AddRange(unlike);
        if (strict)
        {
            lines.AddRange(needed.Select(name => $"  missing in the file: {name}, {ShapeText.Of(network[name].Shape)}"));
            lines.AddRange(unexpected.Select(name => $"  only in the file: {name}, {ShapeText.Of(file.Entries[name].Shape)}"));
        }

        throw new WeightsException(path, string.Join('\n', lines));
    }

    private static bool IsCounter(string name) => name.EndsWith(Counter, StringComparison.Ordinal);

    private static string? Difference(string name, WeightsEntry target, WeightsEntry entry)
    {
        if (!target.Shape.SequenceEqual(entry.Shape))
        {
            return $"  other shape: {name} is {ShapeText.Of(entry.Shape)} in the file, {ShapeText.Of(target.Shape)} in the network";
        }

        var convertible = target.Type == entry.Type
            || (SafetensorsType.IsFloatingPoint(target.Type) && SafetensorsType.IsFloatingPoint(entry.Type));
        return convertible
            ? null
            : $"  other type: {name} is {SafetensorsType.Name(entry.Type)} in the file, {SafetensorsType.Name(target.Type)} in the network";
    }
}

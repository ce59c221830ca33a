using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Weights.PyTorch;
using static TorchSharp.torch;

namespace ResNetGen.Weights;

/// <summary>Files of weights, whatever their format: <c>.safetensors</c>, and what PyTorch's <c>torch.save</c> writes, today and before version 1.6.</summary>
public static class WeightsFile
{
    private const string Counter = ".num_batches_tracked";

    /// <summary>Opens a file. Its first bytes say which format it has, whatever it is called. No tensor is read yet.</summary>
    /// <exception cref="WeightsException">There is no such file, it is not sound, or it holds something else.</exception>
    public static IWeightsFile Open(string path) => PyTorchReader.Knows(path) ? new PyTorchReader(path) : new SafetensorsReader(path);

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
        var result = Compare(target, file, path, strict);

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

    private static LoadResult Compare(Dictionary<string, Tensor> target, IWeightsFile file, string path, bool strict)
    {
        string[] missing = [.. target.Keys.Where(name => !file.Entries.ContainsKey(name)).Order(StringComparer.Ordinal)];
        string[] unexpected = [.. file.Entries.Keys.Where(name => !target.ContainsKey(name)).Order(StringComparer.Ordinal)];
        string[] unlike =
        [
            .. target
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
            lines.AddRange(needed.Select(name => $"  missing in the file: {name}, {ShapeText.Of(target[name].shape)}"));
            lines.AddRange(unexpected.Select(name => $"  only in the file: {name}, {ShapeText.Of(file.Entries[name].Shape)}"));
        }

        throw new WeightsException(path, string.Join('\n', lines));
    }

    private static bool IsCounter(string name) => name.EndsWith(Counter, StringComparison.Ordinal);

    private static string? Difference(string name, Tensor target, WeightsEntry entry)
    {
        if (!target.shape.AsSpan().SequenceEqual([.. entry.Shape]))
        {
            return $"  other shape: {name} is {ShapeText.Of(entry.Shape)} in the file, {ShapeText.Of(target.shape)} in the network";
        }

        var convertible = target.dtype == entry.Type
            || (SafetensorsType.IsFloatingPoint(target.dtype) && SafetensorsType.IsFloatingPoint(entry.Type));
        return convertible
            ? null
            : $"  other type: {name} is {SafetensorsType.Name(entry.Type)} in the file, {SafetensorsType.Name(target.dtype)} in the network";
    }
}

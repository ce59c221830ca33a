using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Weights;

/// <summary>How a file of weights differs from what a network needs, tensor by tensor.</summary>
internal sealed class WeightsComparison
{
    private const string Counter = ".num_batches_tracked";

    private readonly WeightsNeed network;
    private readonly IWeightsFile file;
    private readonly string[] missing;
    private readonly string[] unexpected;

    // What a strict comparison objects to: neither layers that are skipped, nor counters that the file has none of.
    private readonly string[] needed;
    private readonly string[] left;
    private readonly (string Name, string Text)[] unlike;

    /// <summary>Compares the names, shapes and types; no tensor is read.</summary>
    public WeightsComparison(WeightsNeed network, IWeightsFile file)
    {
        (this.network, this.file) = (network, file);
        var (tensors, entries) = (network.Tensors, file.Entries);
        missing = [.. tensors.Keys.Where(name => !entries.ContainsKey(name) || network.IsSkipped(name)).Order(StringComparer.Ordinal)];
        unexpected = [.. entries.Keys.Where(name => !tensors.ContainsKey(name) || network.IsSkipped(name)).Order(StringComparer.Ordinal)];
        var isCounted = entries.Keys.Any(IsCounter);
        needed = [.. missing.Where(name => !network.IsSkipped(name) && (isCounted || !IsCounter(name)))];
        left = [.. unexpected.Where(name => !network.IsSkipped(name))];
        unlike =
        [
            .. tensors.Keys.Except(missing).Order(StringComparer.Ordinal)
                .Select(name => (name, Text: Difference(name, tensors[name], entries[name])))
                .Where(tensor => tensor.Text is not null)
                .Select(tensor => (tensor.name, tensor.Text!)),
        ];
    }

    /// <summary>What there is to know of weights that can be loaded.</summary>
    /// <exception cref="WeightsException">They cannot: each tensor that is missing, unexpected or unlike is listed.</exception>
    public LoadResult Require(string path, bool strict)
    {
        if (unlike.Length == 0 && (!strict || needed.Length + left.Length == 0))
        {
            var differences = NetworkVariant.DifferencesBetween(network.Variant, file.Metadata);
            var match = differences switch { null => VariantMatch.Unknown, [] => VariantMatch.Same, _ => VariantMatch.Different };
            return new LoadResult(missing, unexpected, match, differences ?? []);
        }

        List<string> lines = ["is not for this network, and nothing of it was loaded:"];
        lines.AddRange(Listed([.. unlike.Select(tensor => tensor.Text)]));
        if (strict)
        {
            lines.AddRange(Listed([.. needed.Select(name => $"  missing in the file: {name}, {ShapeText.Of(network.Tensors[name].Shape)}")]));
            lines.AddRange(Listed([.. left.Select(name => $"  only in the file: {name}, {ShapeText.Of(file.Entries[name].Shape)}")]));
        }

        if (unlike.Select(tensor => tensor.Name).Concat(needed).Concat(left).All(network.IsOfClassifier))
        {
            lines.Add("All of it is about the last layer, which --skip-head, or skipHead in code, leaves as it is.");
        }

        throw new WeightsException(path, string.Join('\n', lines));
    }

    /// <summary>The lines of a list, of which a file can make any number; names with line ends in them keep to one.</summary>
    private static IEnumerable<string> Listed(string[] lines)
    {
        const int Most = 1000;
        var shown = lines.Take(Most).Select(line => line.ReplaceLineEndings("\\n"));
        return lines.Length <= Most ? shown : shown.Append(FormattableString.Invariant($"  … and {lines.Length - Most:N0} more"));
    }

    private static bool IsCounter(string name) => name.EndsWith(Counter, StringComparison.Ordinal);

    private static string? Difference(string name, WeightsEntry target, WeightsEntry entry)
    {
        if (!target.Shape.SequenceEqual(entry.Shape))
        {
            return $"  other shape: {name} is {ShapeText.Of(entry.Shape)} in the file, {ShapeText.Of(target.Shape)} in the network";
        }

        var convertible = target.Type == entry.Type || (NumberType.IsFloatingPoint(target.Type) && NumberType.IsFloatingPoint(entry.Type));
        return convertible ? null : $"  other type: {name} is {NumberType.Name(entry.Type)} in the file, {NumberType.Name(target.Type)} in the network";
    }
}

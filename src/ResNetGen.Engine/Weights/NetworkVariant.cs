using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Weights;

/// <summary>Compares the variant in the metadata of a weights file with that of a network: options that change the results and neither keys nor shapes.</summary>
internal static class NetworkVariant
{
    /// <summary>The name of the variant in a file's metadata.</summary>
    public const string Key = "resnetgen.variant";

    /// <summary>The name of the network's class in a file's metadata, for people.</summary>
    public const string NetworkKey = "resnetgen.network";

    /// <summary>The metadata of the file of a network's weights, with texts of the caller's own, which count first.</summary>
    public static IReadOnlyDictionary<string, string> TextsOf(string network, string variant, IReadOnlyDictionary<string, string>? own)
    {
        var texts = own?.ToDictionary(StringComparer.Ordinal) ?? new Dictionary<string, string>(StringComparer.Ordinal);
        texts.TryAdd(NetworkKey, network);
        texts.TryAdd(Key, variant);
        return texts;
    }

    /// <summary>The options in which two variants differ.</summary>
    /// <param name="network">The network's <see cref="NetworkInfo.Variant"/>; null for another module.</param>
    /// <param name="metadata">The file's metadata.</param>
    /// <returns>A text for each option, as <c>stridedConvolution: first, here middle</c>; null where the network or the file does not state its variant.</returns>
    public static IReadOnlyList<string>? DifferencesBetween(string? network, IReadOnlyDictionary<string, string> metadata)
    {
        if (network is null || !metadata.TryGetValue(Key, out var written))
        {
            return null;
        }

        var (here, there) = (OptionsOf(network), OptionsOf(written));
        return
        [
            .. here.Keys.Union(there.Keys).Where(name => here.GetValueOrDefault(name) != there.GetValueOrDefault(name)).Order(StringComparer.Ordinal)
                .Select(name => $"{name}: {there.GetValueOrDefault(name) ?? "as usual"}, here {here.GetValueOrDefault(name) ?? "as usual"}"),
        ];
    }

    private static Dictionary<string, string> OptionsOf(string text) => text.Split("; ", StringSplitOptions.RemoveEmptyEntries)
        .Select(option => option.Split(": ", 2)).GroupBy(parts => parts[0]).ToDictionary(group => group.Key, group => group.First().ElementAtOrDefault(1) ?? "", StringComparer.Ordinal);
}

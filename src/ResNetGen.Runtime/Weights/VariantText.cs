using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace ResNetGen.Weights;

/// <summary>What a network says of itself in the files of its weights: <see cref="NetworkInfo.Variant"/>, as choices by name.</summary>
internal static class VariantText
{
    /// <summary>The name of it among a file's texts.</summary>
    public const string Key = "resnetgen.variant";

    /// <summary>The name of the class, for people.</summary>
    public const string NetworkKey = "resnetgen.network";

    /// <summary>The texts for the files of a network's weights: of a generated one what it says of itself, and those of the user.</summary>
    public static IReadOnlyDictionary<string, string> TextsOf(nn.Module network, IReadOnlyDictionary<string, string>? own) =>
        network is IGeneratedNetwork { Info: var info } ? TextsOf(info.Name, info.Variant, own) : own ?? new Dictionary<string, string>();

    /// <summary>The texts for the files of a network's weights, with those of the user, which count first.</summary>
    public static IReadOnlyDictionary<string, string> TextsOf(string network, string variant, IReadOnlyDictionary<string, string>? own)
    {
        var texts = own?.ToDictionary(StringComparer.Ordinal) ?? new Dictionary<string, string>(StringComparer.Ordinal);
        texts.TryAdd(NetworkKey, network);
        texts.TryAdd(Key, variant);
        return texts;
    }

    /// <summary>How a file's variant compares with a network's.</summary>
    public static (VariantMatch Match, IReadOnlyList<string> Differences) Compare(string? network, IReadOnlyDictionary<string, string> file)
    {
        if (network is null || !file.TryGetValue(Key, out var written))
        {
            return (VariantMatch.Unknown, []);
        }

        var (here, there) = (ChoicesOf(network), ChoicesOf(written));
        string[] differences =
        [
            .. here.Keys.Union(there.Keys).Where(name => here.GetValueOrDefault(name) != there.GetValueOrDefault(name)).Order(StringComparer.Ordinal)
                .Select(name => $"{name}: {there.GetValueOrDefault(name) ?? "as usual"}, here {here.GetValueOrDefault(name) ?? "as usual"}"),
        ];
        return (differences.Length == 0 ? VariantMatch.Same : VariantMatch.Different, differences);
    }

    private static Dictionary<string, string> ChoicesOf(string text) => text.Split("; ", StringSplitOptions.RemoveEmptyEntries)
        .Select(choice => choice.Split(": ", 2)).GroupBy(parts => parts[0]).ToDictionary(group => group.Key, group => group.First().ElementAtOrDefault(1) ?? "", StringComparer.Ordinal);
}

using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace ResNetGen.Weights;

/// <summary>What a network says of itself in the files of its weights: <see cref="NetworkInfo.Variant"/>, as choices by name.</summary>
internal static class VariantText
{
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
        texts.TryAdd(NetworkVariant.Key, variant);
        return texts;
    }
}

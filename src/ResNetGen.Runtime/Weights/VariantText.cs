using System.Collections.Generic;
using static TorchSharp.torch;

namespace ResNetGen.Weights;

/// <summary>What a network says of itself in the files of its weights: <see cref="NetworkInfo.Variant"/>, as choices by name.</summary>
internal static class VariantText
{
    /// <summary>The texts for the files of a network's weights: of a generated one what it says of itself, and those of the user.</summary>
    public static IReadOnlyDictionary<string, string> TextsOf(nn.Module network, IReadOnlyDictionary<string, string>? own) =>
        network is IGeneratedNetwork { Info: var info } ? NetworkVariant.TextsOf(info.Name, info.Variant, own) : own ?? new Dictionary<string, string>();
}

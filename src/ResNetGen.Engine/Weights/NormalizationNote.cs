using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Text.Json;

namespace ResNetGen.Weights;

/// <summary>The normalization in the metadata of a weights file: <c>[[0.485,0.456,0.406],[0.229,0.224,0.225]]</c>, means and standard deviations.</summary>
internal static class NormalizationNote
{
    /// <summary>The name of the normalization in a file's metadata.</summary>
    public const string Key = "resnetgen.normalization";

    /// <summary>Reads the text.</summary>
    /// <param name="text">A JSON list of two lists of numbers, in units of byte / 255. One number in a list stands for all channels.</param>
    /// <param name="mean">The means of the channels.</param>
    /// <param name="standardDeviation">The standard deviations of the channels.</param>
    /// <returns>Whether the text is such a list.</returns>
    public static bool TryRead(string text, [NotNullWhen(true)] out float[]? mean, [NotNullWhen(true)] out float[]? standardDeviation)
    {
        (mean, standardDeviation) = (null, null);
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement is { ValueKind: JsonValueKind.Array } lists && lists.GetArrayLength() == 2)
            {
                (mean, standardDeviation) = (NumbersOf(lists[0]), NumbersOf(lists[1]));
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return mean is not null && standardDeviation is not null;
    }

    private static float[]? NumbersOf(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(static number => number.ValueKind == JsonValueKind.Number)
            ? [.. list.EnumerateArray().Select(static number => number.GetSingle())]
            : null;
}

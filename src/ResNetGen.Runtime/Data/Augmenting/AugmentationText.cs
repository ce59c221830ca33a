using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ResNetGen.Data;

/// <summary>Augmentations as people write them on the command line, and as runs record them.</summary>
internal static class AugmentationText
{
    public const string Names = "none, standard, crop=PIXELS, flip, resized[=LEAST AREA[/MOST[/RATIO]]], shift=SHARE, color=STRENGTH, cutout=PIXELS, mixup=ALPHA";

    public static Augmentation Parse(string text, Augmentation standard)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(standard);
        var augmentation = Augmentation.None;
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (part, null) : (part[..equals], part[(equals + 1)..]);
            if (!named.Add(name))
            {
                throw new ArgumentException($"'{text}' says {name} twice.");
            }

            augmentation = (name, value) switch
            {
                ("none", null) when parts.Length == 1 => Augmentation.None,
                ("none", null) => throw new ArgumentException($"'{text}' has none and other variations; give one or the other."),
                ("standard", null) when part == parts[0] => standard,
                ("standard", null) => throw new ArgumentException($"'{text}' has standard behind other variations; it comes first."),
                ("flip", null) => augmentation with { Flip = true },
                ("resized", null) => augmentation with { Resized = new RandomResizedCrop() },
                ("resized", { } area) => augmentation with { Resized = Resized(part, area) },
                ("crop", { } pixels) => augmentation with { Padding = Whole(part, pixels) },
                ("cutout", { } pixels) => augmentation with { Cutout = Whole(part, pixels) },
                ("shift", { } share) => augmentation with { Shift = Number(part, share) },
                ("mixup", { } alpha) => augmentation with { Mixup = Number(part, alpha) },
                ("color", { } strengths) => augmentation with { Color = Color(part, strengths) },
                ("none" or "standard" or "flip", _) => throw new ArgumentException($"'{part}': {name} takes no value."),
                ("crop" or "cutout" or "shift" or "mixup" or "color", null) => throw new ArgumentException($"'{part}' needs a value, such as {name}={Example(name)}."),
                _ => throw new ArgumentException($"'{part}' is no variation of images; there are {Names}."),
            };
        }

        augmentation.Check();
        return augmentation;
    }

    public static string Of(Augmentation augmentation)
    {
        var parts = new List<string>();
        var usual = new RandomResizedCrop();
        AddIf(augmentation.Resized == usual, $"resized");
        if (augmentation.Resized is { } crop && crop != usual)
        {
            var isUsualBeyond = crop == usual with { LeastArea = crop.LeastArea };
            AddIf(isUsualBeyond, $"resized={crop.LeastArea}");
            AddIf(!isUsualBeyond, $"resized={crop.LeastArea}/{crop.MostArea}/{crop.WidestRatio}");
        }

        AddIf(augmentation.Shift > 0, $"shift={augmentation.Shift}");
        AddIf(augmentation.Color is not null, $"color={augmentation.Color?.Brightness}/{augmentation.Color?.Contrast}/{augmentation.Color?.Saturation}/{augmentation.Color?.Hue}");
        AddIf(augmentation.Padding > 0, $"crop={augmentation.Padding}");
        AddIf(augmentation.Flip, $"flip");
        AddIf(augmentation.Cutout > 0, $"cutout={augmentation.Cutout}");
        AddIf(augmentation.Mixup > 0, $"mixup={augmentation.Mixup}");
        return parts.Count > 0 ? string.Join(',', parts) : "none";

        void AddIf(bool isDone, FormattableString part)
        {
            if (isDone)
            {
                parts.Add(FormattableString.Invariant(part));
            }
        }
    }

    private static string Example(string name) => name switch { "crop" => "4", "cutout" => "16", "shift" => "0.1", "mixup" => "0.2", _ => "0.4" };

    private static RandomResizedCrop Resized(string part, string text)
    {
        var numbers = text.Split('/').Select(number => Number(part, number)).ToArray();
        return numbers switch
        {
            [var least] => new RandomResizedCrop(least),
            [var least, var most] => new RandomResizedCrop(least, most),
            [var least, var most, var ratio] => new RandomResizedCrop(least, most, ratio),
            _ => throw new ArgumentException($"'{part}': resized takes the least area, or least/most, or least/most/widest ratio."),
        };
    }

    private static ColorVariation Color(string part, string text)
    {
        var numbers = text.Split('/').Select(number => Number(part, number)).ToArray();
        return numbers switch
        {
            [var all] => new ColorVariation(all, all, all),
            [var brightness, var contrast, var saturation] => new ColorVariation(brightness, contrast, saturation),
            [var brightness, var contrast, var saturation, var hue] => new ColorVariation(brightness, contrast, saturation, hue),
            _ => throw new ArgumentException($"'{part}': color takes one strength, or those of brightness/contrast/saturation, or of brightness/contrast/saturation/hue."),
        };
    }

    private static int Whole(string part, string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new ArgumentException($"'{part}': '{text}' is no whole number of 0 or more.");

    private static float Number(string part, string text) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number)
        ? number
        : throw new ArgumentException($"'{part}': '{text}' is no number.");
}

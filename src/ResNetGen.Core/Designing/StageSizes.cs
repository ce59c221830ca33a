using System;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;

namespace ResNetGen.Core.Designing;

/// <summary>How wide a stage is.</summary>
/// <param name="Width">Channels that its units give.</param>
/// <param name="Inner">Channels inside its units.</param>
internal sealed record StageSizes(int Width, int Inner)
{
    /// <summary>The width of a stage; null where nobody says it.</summary>
    public static int? WidthOf(SpecLayers layers, int stage, UnitKind unit)
    {
        // Where a nearer layer speaks of one of the two, what farther ones say of the other is about another network.
        if (layers.LayerOf(StageOptions.Width, stage) <= layers.LayerOf(StageOptions.Inner, stage))
        {
            return layers.Find<int>(StageOptions.Width, stage)?.Value;
        }

        var inner = layers.Find<int>(StageOptions.Inner, stage)!.Value;
        return unit == UnitKind.Basic ? inner : Rounded(inner * ExpansionOf(layers, unit));
    }

    /// <summary>The sizes of a stage whose width is known.</summary>
    public static StageSizes Of(SpecLayers layers, int stage, UnitKind[] units)
    {
        var unit = units[stage];
        var width = WidthOf(layers, stage, unit) ?? 1;
        if (unit == UnitKind.Basic)
        {
            return new StageSizes(width, width);
        }

        var inner = layers.LayerOf(StageOptions.Inner, stage);
        if (unit == UnitKind.Bottleneck && layers.LayerOf(NetworkOptions.BaseWidth) < inner)
        {
            var first = WidthOf(layers, 0, units[0]) ?? 1;
            var ofFirst = (double)layers.Of<int>(NetworkOptions.Cardinality) * layers.Of<int>(NetworkOptions.BaseWidth);
            return new StageSizes(width, Rounded(ofFirst * width / first));
        }

        return new StageSizes(
            width,
            inner <= layers.LayerOf(StageOptions.Width, stage) && layers.Find<int>(StageOptions.Inner, stage) is { } written
                ? written.Value
                : Rounded(width / ExpansionOf(layers, unit)));
    }

    private static double ExpansionOf(SpecLayers layers, UnitKind unit) =>
        layers.Find<double>(NetworkOptions.Expansion)?.Value ?? (unit == UnitKind.Dense ? 0.25 : 4);

    private static int Rounded(double channels) => (int)Math.Min(int.MaxValue, Math.Max(1, Math.Round(channels)));
}

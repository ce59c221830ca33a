using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Designing;

/// <summary>Designs the stem.</summary>
internal static class StemDesigner
{
    /// <param name="layers">What is said.</param>
    /// <param name="choices">The network's choices.</param>
    /// <param name="first">The first stage, whose inner width a stem has of which nobody says one.</param>
    public static StemDesign Design(SpecLayers layers, NetworkChoices choices, StageDesign first)
    {
        var widths = layers.Find<EquatableArray<Written<int>>>(StemOptions.Width)?.Value.Select(w => w.Value) ?? [first.Inner];
        var kernel = layers.Of<int>(StemOptions.Kernel);
        var stride = layers.Of<int>(StemOptions.Stride);
        return new StemDesign(
            widths.Select((width, i) => new StemConvolution(kernel, width, i == 0 ? stride : 1)).ToEquatableArray(),
            layers.Find<bool>(StemOptions.Bias)?.Value ?? choices.Bias == BiasRule.All,
            choices.HasNorm && (layers.Find<bool>(StemOptions.Norm)?.Value ?? choices.Order != UnitOrder.Pre),
            layers.Find<bool>(StemOptions.Activation)?.Value ?? !choices.StartsActivated,
            layers.Of<double>(StemOptions.Dropout),
            Pool(layers));
    }

    /// <summary>The image's size for one row of the stem's feature map.</summary>
    public static long StrideOf(SpecLayers layers) => (long)layers.Of<int>(StemOptions.Stride) * (Pool(layers)?.Stride ?? 1);

    private static PoolDesign? Pool(SpecLayers layers)
    {
        if (layers.Of<Choice>(StemOptions.PoolKind).Design is not PoolKind kind)
        {
            return null;
        }

        var kernel = layers.Of<int>(StemOptions.PoolKernel);
        return new PoolDesign(
            kind,
            kernel,
            layers.Of<int>(StemOptions.PoolStride),
            layers.Find<int>(StemOptions.PoolPadding)?.Value ?? kernel / 2,
            layers.Of<bool>(StemOptions.PoolCeiling));
    }
}

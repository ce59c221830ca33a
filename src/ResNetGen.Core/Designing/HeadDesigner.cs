using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Designing;

/// <summary>Designs the head.</summary>
internal static class HeadDesigner
{
    public static HeadDesign Design(SpecLayers layers, NetworkChoices choices)
    {
        var kind = layers.Choice<HeadKind>(HeadOptions.Kind);
        var norm = layers.Find<bool>(HeadOptions.Norm)?.Value ?? choices.StartsActivated;
        if (kind == HeadKind.None)
        {
            return new HeadDesign(kind, norm, HeadPooling.Average, 0, default, 0, 0);
        }

        var pooling = layers.Choice<HeadPooling>(HeadOptions.Pool);
        var denseNorm = choices.HasNorm && layers.Of<bool>(HeadOptions.DenseNorm);
        var denseDropout = layers.Of<double>(HeadOptions.DenseDropout);
        var dense = layers.Find<EquatableArray<Written<int>>>(HeadOptions.Dense)?.Value ?? default;
        return new HeadDesign(
            kind,
            norm,
            pooling,
            pooling == HeadPooling.Window ? layers.Of<int>(HeadOptions.Window) : 0,
            dense.Select(width => new DenseDesign(width.Value, denseNorm, denseDropout)).ToEquatableArray(),
            layers.Of<double>(HeadOptions.Dropout),
            layers.Of<int>(kind == HeadKind.Encoder ? HeadOptions.Latent : NetworkOptions.Classes));
    }
}

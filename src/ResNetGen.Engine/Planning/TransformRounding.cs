using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Planning.Steps;

namespace ResNetGen.Engine.Planning;

/// <summary>
/// Chooses the Winograd convolutions whose transform domain may be bfloat16. A bfloat16 convolution is off by 0.24 % of its values, by Winograd's transform in
/// bfloat16 by 1.0 %, and with the transform domain in float32 by as much as any other. The errors of layers add up to the logits' as squares do, so as many
/// layers are rounded as keep the mean at 0.6 %: all of a network of bottlenecks, and some of one of 3 x 3 convolutions alone. The first layers are chosen,
/// since an error evens out over as many positions as a feature map has.
/// </summary>
internal static class TransformRounding
{
    private const double OfAny = 0.0024 * 0.0024, OfRounded = 0.01 * 0.01, Mean = 0.006 * 0.006;

    public static void Choose(IEnumerable<ConvolutionStep> convolutions, KernelSet kernels)
    {
        if (kernels.ElementSize == sizeof(float))
        {
            return;
        }

        var all = convolutions.Where(step => !step.IsLinear).ToList();
        var room = all.Count * (Mean - OfAny);
        foreach (var step in all.Where(step => step.CanBeWinograd))
        {
            room -= OfRounded;
            step.RoundsTransform = room >= 0;
        }
    }
}

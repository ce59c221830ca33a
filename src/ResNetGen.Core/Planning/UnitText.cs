using System.Globalization;
using ResNetGen.Core.Designs;

namespace ResNetGen.Core.Planning;

/// <summary>A unit's layers in words.</summary>
internal static class UnitText
{
    /// <summary>The layers: <c>Two 3 x 3 convolutions, each after its norm and activation</c>.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="stride">Its stride.</param>
    public static string Layers(UnitDesign unit, Quantity stride)
    {
        var kernel = string.Format(CultureInfo.InvariantCulture, "{0} x {0}", unit.Kernel);
        var kernels = unit.Kind switch
        {
            UnitKind.Basic => $"Two {kernel} convolutions",
            UnitKind.Dense => $"1 x 1 and {kernel} convolutions",
            _ => $"1 x 1, {kernel} and 1 x 1 convolutions",
        };
        var which = unit is { Kind: UnitKind.Bottleneck, StridedConvolution: StridedConvolution.Middle } or { Kind: UnitKind.Dense } ? "second" : "first";
        var strided = stride is { Name: null, Value: > 1 } ? $", the {which} of stride " + stride.Value.ToString(CultureInfo.InvariantCulture) : "";
        var order = unit.Order switch
        {
            UnitOrder.Pre => ", each after its norm and activation",
            UnitOrder.ActivationFirst => ", each after its activation and before its norm",
            UnitOrder.NormAfterAddition => ", the last norm after the addition",
            UnitOrder.ActivationBeforeAddition => ", the last activation before the addition",
            _ => "",
        };
        return kernels + strided + order + (unit.Attention is null ? "" : ", the channels weighed");
    }
}

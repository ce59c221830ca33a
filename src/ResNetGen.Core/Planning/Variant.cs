using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Specs.Options;

namespace ResNetGen.Core.Planning;

/// <summary>
/// What weights do not show of the network that they are for: choices that change its scores and neither a key nor a shape, such as the place of the stride
/// that tells v1 from v1.5. Files of weights keep it, so that those of a twin do not load unnoticed.
/// </summary>
public static class Variant
{
    /// <summary>
    /// The choices with their words, as specifications have them, but for what is the same in most networks: <c>strides: 1 2 2 2; stridedConvolution: first</c>.
    /// </summary>
    public static string Of(Architecture network) =>
        string.Join("; ", Choices(network).Where(choice => choice.Value.Length > 0 && choice.Value != choice.Usual).Select(choice => choice.Name + ": " + choice.Value));

    private static IEnumerable<(string Name, string Value, string Usual)> Choices(Architecture network)
    {
        var (stem, layers, head) = (network.Stem, network.Layers, network.Head);
        yield return (NetworkOptions.Activation.Json, OfStages(network, stage => Word(stage.Unit.Order)), "post");
        yield return (NetworkOptions.Nonlinearity.Json, Word(layers.Activation) + (layers.Slope == 0 ? "" : " " + Text(layers.Slope)), "relu");
        yield return ("norm", layers.Norm == NormKind.None ? "" : Word(layers.Norm) + (layers.NormGroups == 0 ? "" : " " + Text(layers.NormGroups)) + " epsilon " + Text(layers.NormEpsilon), "batch epsilon 1E-05");
        yield return (NetworkOptions.Padding.Json, Word(layers.Padding), "symmetric");
        yield return ("stem stride", Text(stem.Convolutions[0].Stride), "1");
        yield return ("stem activation", stem.Activation ? "true" : "false", "true");
        yield return ("stem pool", stem.Pool is { } pool ? Word(pool.Kind) + " " + Text(pool.Kernel) + " stride " + Text(pool.Stride) + " padding " + Text(pool.Padding) + (pool.Ceiling ? " ceiling" : "") : "none", "none");
        yield return ("strides", OfStages(network, stage => Text(stage.Stride)), "1");
        yield return (NetworkOptions.StridedConvolution.Json, OfStages(network, stage => stage.Unit.Kind == UnitKind.Bottleneck ? Word(stage.Unit.StridedConvolution) : ""), "middle");
        yield return (NetworkOptions.StridedUnit.Json, OfStages(network, stage => Word(stage.StridedUnit)), "first");
        yield return ("dilations", OfStages(network, stage => Text(stage.Dilation)), "1");
        yield return ("shortcut", OfStages(network, stage => Word(stage.Shortcut.Changing)), "projection");
        yield return ("shortcut plain", OfStages(network, stage => Word(stage.Shortcut.Plain) + (stage.Shortcut.Plain == PlainShortcut.Scaled ? " " + Text(stage.Shortcut.Scale) : "")), "identity");
        yield return ("shortcut source", OfStages(network, stage => stage.Unit.Order is UnitOrder.Pre or UnitOrder.ActivationFirst ? Word(stage.Shortcut.Source) : ""), "activated");
        yield return ("shortcut zeros", OfStages(network, stage => Word(stage.Shortcut.Zeros)), "both");
        yield return ("around", OfStages(network, stage => Word(stage.Around)), "none");
        yield return ("head pool", head.Kind == HeadKind.None ? "" : Word(head.Pooling) + (head.Window == 0 ? "" : " " + Text(head.Window)), "average");
        yield return ("survival", network.Survival is { } survival ? Text(survival.Last) + " " + Word(survival.Rule) : "", "");
    }

    /// <summary>A choice of each stage, once where all have the same.</summary>
    private static string OfStages(Architecture network, Func<StageDesign, string> choice)
    {
        var values = network.Stages.Select(choice).ToList();
        return values.Distinct().Count() == 1 ? values[0] : string.Join(" ", values);
    }

    private static string Word(Enum value) => Option.ChoiceOf(value, "").Name;

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}

using System;
using System.Collections.Generic;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Designing;

/// <summary>Designs the stages.</summary>
internal static class StageDesigner
{
    public static EquatableArray<StageDesign> Design(SpecLayers layers, NetworkChoices choices)
    {
        var strides = Strides(layers, choices);
        var shortcut = Shortcut(layers, choices);
        var stages = new List<StageDesign>();
        for (var i = 0; i < choices.Units.Length; i++)
        {
            var sizes = StageSizes.Of(layers, i, choices.Units);
            stages.Add(new StageDesign(
                UnitsOf(layers, choices, i) ?? 1,
                sizes.Width,
                sizes.Inner,
                strides[i].Stride,
                layers.Choice<StridedUnit>(NetworkOptions.StridedUnit),
                strides[i].Dilation,
                Unit(layers, choices, i),
                shortcut,
                layers.Find<Choice>(StageOptions.Around, i)?.Value.Design as StageShortcut? ?? StageShortcut.None,
                choices.Concatenates && i < choices.Units.Length - 1 ? new TransitionDesign(layers.Of<double>(NetworkOptions.Compression)) : null));
        }

        return stages.ToEquatableArray();
    }

    /// <summary>How many units a stage has; null where nobody says it.</summary>
    public static int? UnitsOf(SpecLayers layers, NetworkChoices choices, int stage) => layers.LayerOf(StageOptions.Units, stage) <= layers.LayerOf(NetworkOptions.Depth)
        ? layers.Find<int>(StageOptions.Units, stage)?.Value
        : choices.Depths.UnitsOf(layers.Of<int>(NetworkOptions.Depth));

    /// <summary>The image's size for one row of the last feature map.</summary>
    /// <remarks>The transitions of a network that concatenates halve the size behind each stage but the last.</remarks>
    public static long OutputStride(StemDesign stem, IEnumerable<StageDesign> stages)
    {
        var stride = (long)(stem.Pool?.Stride ?? 1);
        foreach (var convolution in stem.Convolutions)
        {
            stride *= convolution.Stride;
        }

        foreach (var stage in stages)
        {
            stride *= stage.Stride * (stage.Transition is null ? 1 : 2);
        }

        return stride;
    }

    private static (int Stride, int Dilation)[] Strides(SpecLayers layers, NetworkChoices choices)
    {
        var strides = new (int Stride, int Dilation)[choices.Units.Length];
        for (var i = 0; i < strides.Length; i++)
        {
            var usual = i == 0 || choices.Concatenates ? 1 : 2;
            strides[i] = (layers.Find<int>(StageOptions.Stride, i)?.Value ?? usual, layers.Find<int>(StageOptions.Dilation, i)?.Value ?? 1);
        }

        if (layers.Find<int>(NetworkOptions.OutputStride) is not { } wanted)
        {
            return strides;
        }

        // What would make the map smaller than wanted widens the kernels' view instead.
        long reached = StemDesigner.StrideOf(layers);
        var widened = 1;
        for (var i = 0; i < strides.Length; i++)
        {
            var (stride, dilation) = strides[i];
            if (reached * stride > wanted.Value)
            {
                widened = (int)Math.Min(int.MaxValue, (long)widened * stride);
                stride = 1;
            }

            reached *= stride;
            strides[i] = (stride, (int)Math.Min(int.MaxValue, (long)dilation * widened));
        }

        return strides;
    }

    private static UnitDesign Unit(SpecLayers layers, NetworkChoices choices, int stage)
    {
        var kind = choices.Units[stage];
        var cardinality = layers.Of<int>(NetworkOptions.Cardinality);
        return new UnitDesign(
            kind,
            choices.Order,
            layers.Of<int>(NetworkOptions.Kernel),
            kind == UnitKind.Bottleneck ? layers.Choice<StridedConvolution>(NetworkOptions.StridedConvolution) : StridedConvolution.First,
            cardinality,
            cardinality > 1 ? layers.Choice<GroupForm>(NetworkOptions.Form) : GroupForm.Grouped,
            Attention(layers),
            layers.Of<double>(NetworkOptions.Dropout),
            stage == 0 && choices.StartsActivated && layers.Of<bool>(NetworkOptions.Bare));
    }

    private static AttentionDesign? Attention(SpecLayers layers) => layers.Of<Choice>(LayerOptions.AttentionKind).Design is AttentionKind kind
        ? new AttentionDesign(kind, kind == AttentionKind.SqueezeExcitation ? layers.Of<int>(LayerOptions.AttentionReduction) : 0)
        : null;

    private static ShortcutDesign Shortcut(SpecLayers layers, NetworkChoices choices)
    {
        var changing = choices.Changing;
        var plain = changing switch
        {
            ShortcutKind.Concatenate => PlainShortcut.Concatenate,
            ShortcutKind.None => PlainShortcut.None,
            _ => layers.Choice<PlainShortcut>(ShortcutOptions.Plain),
        };
        var projects = changing is ShortcutKind.Projection or ShortcutKind.AverageProjection;
        var anyProjects = projects || plain == PlainShortcut.Projection;
        return new ShortcutDesign(
            changing,
            plain,
            anyProjects && choices.StartsActivated ? layers.Choice<ProjectionSource>(ShortcutOptions.Source) : ProjectionSource.Input,
            anyProjects && choices.HasNorm && (layers.Find<bool>(ShortcutOptions.Norm)?.Value ?? !choices.StartsActivated),
            projects && layers.Of<bool>(ShortcutOptions.First),
            changing is ShortcutKind.Pad or ShortcutKind.AveragePad ? layers.Choice<ZeroChannels>(ShortcutOptions.Zeros) : ZeroChannels.Both,
            plain == PlainShortcut.Scaled ? layers.Of<double>(ShortcutOptions.Scale) : 0,
            plain is PlainShortcut.ExclusiveGate or PlainShortcut.ShortcutGate ? layers.Of<double>(ShortcutOptions.GateBias) : 0,
            plain == PlainShortcut.Dropout ? layers.Of<double>(ShortcutOptions.Dropout) : 0);
    }
}

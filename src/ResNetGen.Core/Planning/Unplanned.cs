using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designs;

namespace ResNetGen.Core.Planning;

/// <summary>What an architecture can say and the planner cannot plan.</summary>
public static class Unplanned
{
    /// <summary>The parts that a plan of this architecture would leave out, in words: <c>stochastic depth</c>. Each once.</summary>
    public static IReadOnlyList<string> In(Architecture architecture) => InStem(architecture.Stem)
        .Concat(architecture.Stages.SelectMany(InStage))
        .Concat(InHead(architecture.Head))
        .Concat(InAll(architecture))
        .Distinct()
        .ToList();

    private static IEnumerable<string> InStem(StemDesign stem)
    {
        if (stem.Pool is { Kind: PoolKind.Average, Padding: > 0, Ceiling: true })
        {
            yield return "an average pool that is padded and rounds up";
        }
    }

    private static IEnumerable<string> InStage(StageDesign stage)
    {
        if (stage.StridedUnit == StridedUnit.Last && stage.Stride > 1)
        {
            yield return "a stride in the last unit of a stage";
        }

        if (stage.Dilation > 1)
        {
            yield return "dilation";
        }

        if (stage.Around != StageShortcut.None)
        {
            yield return "a shortcut over a whole stage";
        }

        if (stage.Transition is not null)
        {
            yield return "transitions between stages";
        }

        foreach (var part in InUnit(stage.Unit).Concat(InShortcut(stage.Shortcut)))
        {
            yield return part;
        }
    }

    private static IEnumerable<string> InUnit(UnitDesign unit)
    {
        if (unit.Kind == UnitKind.Dense)
        {
            yield return "dense units";
        }

        if (unit.Order is not (UnitOrder.Post or UnitOrder.Pre))
        {
            yield return "units of the order " + unit.Order;
        }

        if (unit.Form != GroupForm.Grouped)
        {
            yield return "groups in the form " + unit.Form;
        }

        if (unit.Attention is not null)
        {
            yield return "attention";
        }
    }

    private static IEnumerable<string> InShortcut(ShortcutDesign shortcut)
    {
        if (shortcut.Changing is not (ShortcutKind.Pad or ShortcutKind.Projection or ShortcutKind.AverageProjection or ShortcutKind.None))
        {
            yield return "shortcuts of the kind " + shortcut.Changing;
        }

        if (shortcut.Plain is not (PlainShortcut.Identity or PlainShortcut.None))
        {
            yield return "shortcuts of the kind " + shortcut.Plain + " where the shape stays";
        }

        if (shortcut is { Changing: ShortcutKind.Pad, Zeros: ZeroChannels.After })
        {
            yield return "channels of zeros that all come after";
        }
    }

    private static IEnumerable<string> InHead(HeadDesign head)
    {
        if (head.Kind != HeadKind.Classifier)
        {
            yield return "a head of the kind " + head.Kind;
        }

        if (head.Pooling != HeadPooling.Mean)
        {
            yield return "a head that pools by " + head.Pooling;
        }

        if (head.Dense.Count > 0)
        {
            yield return "dense layers in the head";
        }
    }

    private static IEnumerable<string> InAll(Architecture architecture)
    {
        if (architecture.Layers.Padding != PaddingKind.Symmetric)
        {
            yield return "padding of Keras' way";
        }

        if (architecture.Keys == KeyStyle.Keras)
        {
            yield return "keys of Keras Applications";
        }

        if (architecture.Survival is not null)
        {
            yield return "stochastic depth";
        }

        if (architecture.Start.ZeroLastNorm)
        {
            yield return "a last norm that starts at 0";
        }

        if (architecture.Start.Convolutions == WeightStart.KerasHeNormal)
        {
            yield return "weights that start as Keras' he_normal";
        }

        if (architecture.Decay is not { Convolutions: 0, Dense: 0, Norms: 0 })
        {
            yield return "weight decay by kind of layer";
        }
    }
}

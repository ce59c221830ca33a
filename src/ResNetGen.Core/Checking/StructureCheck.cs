using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Core.Designing;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;

namespace ResNetGen.Core.Checking;

/// <summary>Finds choices that contradict each other, whatever the image's size.</summary>
internal sealed class StructureCheck
{
    private readonly Architecture network;
    private readonly SpecLayers layers;
    private readonly SpecPlaces places;

    private StructureCheck(Architecture network, SpecLayers layers)
    {
        this.network = network;
        this.layers = layers;
        places = new SpecPlaces(layers);
    }

    public static IEnumerable<Finding> Find(Architecture network, SpecLayers layers)
    {
        var check = new StructureCheck(network, layers);
        return new[] { check.Pool(), check.Groups(), check.NormGroups(), check.Reduction(), check.OutputStride(), check.Survival(), check.Momentum() }.SelectMany(f => f);
    }

    private IEnumerable<Finding> Pool()
    {
        if (network.Stem.Pool is { } pool && pool.Padding > pool.Kernel / 2)
        {
            var place = places.Of(StemOptions.PoolPadding, StemOptions.PoolKernel);
            var name = layers.WrittenOf(StemOptions.PoolPadding)?.Name ?? StemOptions.PoolPadding.Json;
            yield return new Finding(FindingCatalogue.OutOfRange, place, $"'{name}'", pool.Padding, $"at most half the window, {Plain(pool.Kernel / 2)}");
        }
    }

    private IEnumerable<Finding> Groups()
    {
        for (var i = 0; i < network.Stages.Count; i++)
        {
            var (stage, groups) = (network.Stages[i], network.Stages[i].Unit.Cardinality);
            var isWide = places.Find(NetworkOptions.BaseWidth) is not null;
            if (stage.Unit.Kind != UnitKind.Bottleneck && (groups > 1 || isWide))
            {
                yield return new Finding(FindingCatalogue.GroupsNeedBottleneck, places.OfStage(i, NetworkOptions.Cardinality, NetworkOptions.BaseWidth, StageOptions.Unit, NetworkOptions.Unit));
                yield break;
            }

            if (stage.Inner % groups != 0)
            {
                yield return new Finding(FindingCatalogue.GroupsDoNotDivide, places.OfStage(i, NetworkOptions.Cardinality, StageOptions.Inner, StageOptions.Width), groups, stage.Inner);
                yield break;
            }
        }
    }

    private IEnumerable<Finding> NormGroups()
    {
        var groups = network.Layers.NormGroups;
        if (groups == 0)
        {
            yield break;
        }

        foreach (var (place, channels, what) in Normed())
        {
            if (channels % groups != 0)
            {
                yield return new Finding(FindingCatalogue.NormGroupsDoNotDivide, places.Find(LayerOptions.NormGroups, LayerOptions.NormKind) ?? place, groups, channels, what);
                yield break;
            }
        }
    }

    /// <summary>The channels of everything that has a norm.</summary>
    private IEnumerable<(Place Place, int Channels, string What)> Normed()
    {
        var convolutions = network.Stem.Convolutions;
        for (var i = 0; i < convolutions.Count; i++)
        {
            if (i < convolutions.Count - 1 || network.Stem.Norm)
            {
                yield return (places.Of(StemOptions.Width), convolutions[i].Width, "the stem");
            }
        }

        var channels = convolutions[convolutions.Count - 1].Width;
        for (var i = 0; i < network.Stages.Count; i++)
        {
            var stage = network.Stages[i];
            var what = "stage " + Plain(i + 1);
            var place = places.OfStage(i, StageOptions.Width, StageOptions.Inner);
            if (stage.Unit.Kind != UnitKind.Basic)
            {
                yield return (place, stage.Inner, what);
            }

            if (stage.Shortcut.Changing != ShortcutKind.Concatenate)
            {
                if (stage.Unit.Order == UnitOrder.Pre && !(i == 0 && stage.Unit.Bare))
                {
                    yield return (place, channels, what);
                }

                channels = stage.Width;
                yield return (place, stage.Width, what);
                continue;
            }

            // Each unit's first norm sees all that the units before it gave.
            for (var unit = 0; unit < stage.Units && unit < network.Layers.NormGroups; unit++)
            {
                yield return (place, unchecked(channels + (unit * stage.Width)), what);
            }

            channels = unchecked(channels + (stage.Units * stage.Width));
            if (stage.Transition is { } transition)
            {
                yield return (place, channels, "the transition behind " + what);
                channels = (int)(channels * transition.Compression);
            }
        }

        if (network.Head.Norm)
        {
            yield return (places.Of(HeadOptions.Norm), channels, "the head");
        }
    }

    private IEnumerable<Finding> Reduction()
    {
        for (var i = 0; i < network.Stages.Count; i++)
        {
            var stage = network.Stages[i];
            if (stage.Unit.Attention is { Kind: AttentionKind.SqueezeExcitation, Reduction: var reduction } && stage.Width / reduction < 1)
            {
                yield return new Finding(
                    FindingCatalogue.NothingLeftOfChannels, places.OfStage(i, LayerOptions.AttentionReduction, LayerOptions.AttentionKind, StageOptions.Width), reduction, stage.Width / reduction, stage.Width);
                yield break;
            }
        }
    }

    private IEnumerable<Finding> OutputStride()
    {
        if (layers.Find<int>(NetworkOptions.OutputStride) is { } wanted && StageDesigner.OutputStride(network.Stem, network.Stages) is var reached && reached != wanted.Value)
        {
            yield return new Finding(FindingCatalogue.OutputStrideOutOfReach, places.Of(NetworkOptions.OutputStride), wanted.Value, reached);
        }
    }

    private IEnumerable<Finding> Survival()
    {
        if (network.Survival is null)
        {
            yield break;
        }

        for (var i = 0; i < network.Stages.Count; i++)
        {
            var reason = network.Stages[i].Shortcut.Plain switch
            {
                PlainShortcut.None => "these units have no shortcut",
                PlainShortcut.Concatenate => "these units concatenate",
                PlainShortcut.ExclusiveGate or PlainShortcut.ShortcutGate => "here a gate weighs the shortcut",
                _ => null,
            };
            if (reason is not null)
            {
                yield return new Finding(FindingCatalogue.SurvivalNeedsSum, places.OfStage(i, LayerOptions.SurvivalLast, ShortcutOptions.Plain, ShortcutOptions.Kind), reason);
                yield break;
            }
        }
    }

    private IEnumerable<Finding> Momentum()
    {
        if (layers.WrittenOf(LayerOptions.NormMomentum) is Setting<double> { Value: > 0.5 and < 1 } momentum && network.Layers.Norm == NormKind.Batch)
        {
            yield return new Finding(
                FindingCatalogue.MomentumOfKeras, momentum.Place, Plain(momentum.Value), Plain(100 * momentum.Value), Plain((double)(1 - (decimal)momentum.Value)));
        }
    }

    private static string Plain(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}

using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Specs.Options;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Specs;

/// <summary>
/// What is said of a network by its specification, by the family that it names, by the family that this one names, and so on: the nearest that
/// speaks of an option counts.
/// </summary>
internal sealed class SpecLayers
{
    private readonly IReadOnlyList<SettingGroup> layers;

    /// <param name="layers">The specification first; the last says what counts where nobody says anything.</param>
    public SpecLayers(IReadOnlyList<SettingGroup> layers) => this.layers = layers;

    /// <summary>The number of a layer that there is not.</summary>
    public static int Nowhere => int.MaxValue;

    /// <summary>The layers, the specification first.</summary>
    public IReadOnlyList<SettingGroup> All => layers;

    /// <summary>What the specification itself says.</summary>
    public SettingGroup Written => layers[0];

    /// <summary>How many stages there are: as many as the nearest list has.</summary>
    public int Stages => layers.Select(StagesIn).FirstOrDefault(s => s.Count > 0).Count;

    /// <summary>What the nearest layer says of an option that is not a stage's.</summary>
    public Setting<T>? Find<T>(Option option)
        where T : IEquatable<T>
    {
        // Loops here and below: a design asks some hundred times, and the check of effects makes many designs.
        foreach (var root in layers)
        {
            if (SettingIn(root, option) is Setting<T> setting)
            {
                return setting;
            }
        }

        return null;
    }

    /// <summary>The value of an option that some layer speaks of.</summary>
    public T Of<T>(Option option)
        where T : IEquatable<T>
        => (Find<T>(option) ?? throw new InvalidOperationException($"Nothing says '{option.Json}'.")).Value;

    /// <summary>The choice of an option, as designs have it.</summary>
    public TEnum Choice<TEnum>(Option option)
        where TEnum : struct, Enum
        => (TEnum)(object)Of<Choice>(option).Design!;

    /// <summary>What the nearest layer says of an option of one stage.</summary>
    public Setting<T>? Find<T>(Option option, int stage)
        where T : IEquatable<T>
    {
        foreach (var root in layers)
        {
            if (StageIn(root, stage)?[option] is Setting<T> setting)
            {
                return setting;
            }
        }

        return null;
    }

    /// <summary>The number of the layer that speaks of an option first; the specification's is 0.</summary>
    public int LayerOf(Option option)
    {
        for (var i = 0; i < layers.Count; i++)
        {
            if (SettingIn(layers[i], option) is { IsRead: true })
            {
                return i;
            }
        }

        return Nowhere;
    }

    /// <summary>The number of the layer that speaks first of an option of one stage.</summary>
    public int LayerOf(Option option, int stage)
    {
        for (var i = 0; i < layers.Count; i++)
        {
            if (StageIn(layers[i], stage)?[option] is { IsRead: true })
            {
                return i;
            }
        }

        return Nowhere;
    }

    /// <summary>What the specification itself says of an option: the first of its stages that does, for a stage's.</summary>
    public Setting? WrittenOf(Option option) => option.Owner == OptionGroup.Stage
        ? StagesIn(Written).Select(stage => stage[option]).FirstOrDefault(s => s is not null)
        : SettingIn(Written, option);

    /// <summary>What the specification itself says of an option of one stage.</summary>
    public Setting? WrittenOf(Option option, int stage) => StageIn(Written, stage)?[option];

    /// <summary>What the specification itself says of one stage.</summary>
    public SettingGroup? WrittenStage(int stage) => StageIn(Written, stage);

    /// <summary>The same with something else as the specification.</summary>
    public SpecLayers With(SettingGroup written) => new([written, .. layers.Skip(1)]);

    private static Setting? SettingIn(SettingGroup root, Option option) => GroupIn(root, option.Owner)?[option];

    private static SettingGroup? GroupIn(SettingGroup root, OptionGroup group)
    {
        if (group.Parent is null || GroupIn(root, group.Parent) is not { } parent)
        {
            return group.Parent is null ? root : null;
        }

        foreach (var setting in parent.Settings.Items)
        {
            if (ReferenceEquals(setting.Option.Group, group) && setting is Setting<SettingGroup> inner)
            {
                return inner.Value;
            }
        }

        return null;
    }

    private static EquatableArray<SettingGroup> StagesIn(SettingGroup root) =>
        (root[NetworkOptions.Stages] as Setting<EquatableArray<SettingGroup>>)?.Value ?? default;

    private static SettingGroup? StageIn(SettingGroup root, int stage)
    {
        var stages = StagesIn(root);
        return stage < stages.Count ? stages[stage] : null;
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.Python;

/// <summary>How the modules of a network lie in each other, so that the state_dict has the network's keys.</summary>
internal sealed class ModuleLayout
{
    private readonly NetworkPlan plan;
    private readonly KeyPatterns? keys;
    private readonly IReadOnlyDictionary<string, string> outerKeys;
    private readonly List<UnitText> units = [];

    private ModuleLayout(NetworkPlan plan)
    {
        this.plan = plan;
        keys = plan.KeyPatterns;
        outerKeys = plan.OuterKeys;
        if (keys is { IsNumbered: true })
        {
            Home = UnitHome.Network;
        }
        else if (keys is not null)
        {
            var before = 0;
            for (var i = 0; i < plan.Stages.Count; i++)
            {
                units.Add(UnitText.Of(keys.Unit, i + 1, before));
                before += plan.Stages[i].Units;
            }

            Home = !HaveLevelOfUnits() ? UnitHome.Network
                : units.All(unit => NameIn(unit).IsNumber) ? UnitHome.Sequence
                : UnitHome.NamedSequence;
        }
    }

    /// <summary>Where units are.</summary>
    public UnitHome Home { get; }

    /// <summary>Whether each layer is called by its kind and its number among those of that kind.</summary>
    public bool IsNumbered => keys is { IsNumbered: true };

    /// <summary>Whether a key of a unit's layer has levels within the network, where units are nowhere.</summary>
    public bool HasLevels => !IsNumbered && plan.Stages.SelectMany(s => s.Runs).SelectMany(r => r.Unit.Graph.Layers)
        .Any(layer => (UnitKey(0).OfUnit(0) + OfUnitLayer(layer.Key!)).IndexOf('.') >= 0);

    public static ModuleLayout Of(NetworkPlan plan) => new(plan);

    /// <summary>The key of a layer of the network itself.</summary>
    public string OfOuterLayer(string name) => outerKeys[name];

    /// <summary>The key of a layer of a unit, behind that of the unit.</summary>
    public string OfUnitLayer(string name) => keys?.OfUnitLayer(name) ?? name;

    /// <summary>The key of the module that a stage is.</summary>
    /// <param name="stage">The stage, the first being 0.</param>
    public string StageKey(int stage) => keys is null ? plan.Stages[stage].Key : PathTo(units[stage]);

    /// <summary>What the keys of the layers of a stage's units begin with.</summary>
    /// <param name="stage">The stage, the first being 0.</param>
    public UnitText UnitKey(int stage) => units[stage];

    /// <summary>What units are called in the module of their stage.</summary>
    /// <param name="stage">The stage, the first being 0.</param>
    public UnitText UnitName(int stage) => NameIn(units[stage]);

    /// <summary>How people are told where a stage is.</summary>
    /// <param name="stage">The stage, the first being 0.</param>
    public string Shown(int stage) => (Home, IsNumbered) switch
    {
        (_, true) => plan.Stages[stage].Key,
        (UnitHome.Network, _) => units[stage].Shown,
        _ => StageKey(stage),
    };

    /// <summary>Whether a key may have a name as its first level, where the layers of units are the network's. It may say so of a name that none has.</summary>
    public bool MayBegin(string name) =>
        outerKeys.Values.Any(key => key.Split('.')[0] == name)
        || (Home == UnitHome.Network && !IsNumbered && units.Zip(plan.Stages, (unit, stage) => (unit, stage)).Any(pair => pair.stage.Runs
            .SelectMany(r => r.Unit.Graph.Layers).Any(layer => pair.unit.With(OfUnitLayer(layer.Key!)).Levels[0].MayBe(name))));

    private static string PathTo(UnitText unit) => string.Join(".", unit.Levels.Take(unit.Levels.Count - 2).Select(level => level.OfUnit(0)));

    private static UnitText NameIn(UnitText unit) => unit.Levels[unit.Levels.Count - 2];

    /// <summary>Whether there is a module a stage that has its units and nothing else.</summary>
    private bool HaveLevelOfUnits()
    {
        var haveLevels = units.All(unit => unit.Levels is var levels
            && levels.Count > 2
            && levels[levels.Count - 1].Shown.Length == 0
            && levels[levels.Count - 2].HasNumber
            && !levels.Take(levels.Count - 2).Any(level => level.HasNumber));
        if (!haveLevels)
        {
            return false;
        }

        var paths = units.Select(PathTo).ToList();
        return paths.Distinct().Count() == paths.Count
            && !outerKeys.Values.Any(key => paths.Exists(path => (key + ".").StartsWith(path + ".", StringComparison.Ordinal)));
    }
}

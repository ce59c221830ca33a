using System;
using System.Linq;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Specs.Options;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Specs;

/// <summary>Where a specification says what: for findings about what came of it.</summary>
public sealed class SpecPlaces
{
    private readonly SpecLayers layers;

    internal SpecPlaces(SpecLayers layers) => this.layers = layers;

    /// <summary>The network's mark, for what no option of the specification is to blame for.</summary>
    public Place Network => layers.Written.Place;

    /// <summary>The first of some options that the specification itself says something of; the network's mark where it is silent about all.</summary>
    public Place Of(params Option[] options) => Find(options) ?? Network;

    /// <summary>The first of some options that the specification itself says something of, or null.</summary>
    public Place? Find(params Option[] options) => options.Select(o => layers.WrittenOf(o)?.Place).FirstOrDefault(p => p is not null);

    /// <summary>The keys that the specification itself gives to layers.</summary>
    public EquatableArray<WrittenKey> KeysOf(Option option) => (layers.WrittenOf(option) as Setting<EquatableArray<WrittenKey>>)?.Value ?? default;

    /// <summary>
    /// The first of some options that the specification says something of for one stage; else the stage's mark; else that of the network.
    /// </summary>
    /// <param name="stage">The stage's number, from 0.</param>
    /// <param name="options">Options of a stage, or of the network.</param>
    /// <exception cref="ArgumentOutOfRangeException">The stage's number is negative.</exception>
    public Place OfStage(int stage, params Option[] options)
    {
        if (stage < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(stage), stage, "Stages are counted from 0.");
        }

        return options.Select(o => (o.Owner == OptionGroup.Stage ? layers.WrittenOf(o, stage) : layers.WrittenOf(o))?.Place).FirstOrDefault(p => p is not null)
            ?? layers.WrittenStage(stage)?.Place
            ?? Network;
    }
}

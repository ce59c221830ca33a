using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>The structures of a network's units, and what they have in common: the layers of their base class.</summary>
internal sealed class UnitFamily
{
    private readonly List<SharedArgument> arguments = [];
    private readonly Dictionary<(string Layer, int Quantity), string> writtenAs = [];

    private UnitFamily(IReadOnlyList<UnitPlan> structures)
    {
        Structures = structures;
        Common = HasBase ? structures[0].Graph.Layers.TakeWhile(IsAlikeInAll).ToList() : [];
        foreach (var layer in Common)
        {
            Share(layer);
        }
    }

    /// <summary>One unit of each structure, in the order in which the structures come up.</summary>
    public IReadOnlyList<UnitPlan> Structures { get; }

    /// <summary>Whether units may be left out in training.</summary>
    public bool HasSurvival => Structures.Any(s => s.Graph.Operations.Any(o => o is StochasticDepth));

    /// <summary>Whether there are several structures, which then have a base class.</summary>
    public bool HasBase => Structures.Count > 1;

    /// <summary>What the stages are lists of.</summary>
    public string TypeName => TypeNameOf(Structures);

    /// <summary>The types of units whose last norm has one name, with the norm's key: the base class, or the structures one by one.</summary>
    public IEnumerable<(string Type, string Key)> LastNorms
    {
        get
        {
            var norms = Structures.Where(s => s.LastNorm is not null).Select(s => (Type: s.Structure, Key: s.LastNorm!)).ToList();
            return HasBase && norms.Count == Structures.Count && norms.All(n => n.Key == norms[0].Key) && Common.Any(l => l.Key == norms[0].Key)
                ? [(TypeName, norms[0].Key)]
                : norms;
        }
    }

    /// <summary>The key of the last layer of every structure's residual, where all have one name for it and the base class has that layer; else null.</summary>
    public string? ResidualEnd => Structures[0].ResidualEnd is { } key && Structures.All(s => s.ResidualEnd == key) && Common.Any(l => l.Key == key) ? key : null;

    /// <summary>The layers with which all structures begin alike, but for their sizes.</summary>
    public IReadOnlyList<Operation> Common { get; }

    /// <summary>The other layers, each with a graph that has it.</summary>
    public IEnumerable<(Operation Layer, Graph Graph)> Optional =>
        Structures.SelectMany(s => OwnLayers(s).Select(layer => (Layer: layer, s.Graph))).GroupBy(l => l.Layer.Key).Select(g => g.First());

    /// <summary>The arguments of the base class's constructor, strides and dilations last.</summary>
    public IEnumerable<SharedArgument> Arguments => arguments.OrderBy(a => a.IsOptional);

    public static UnitFamily Of(NetworkPlan plan) => new(plan.Structures);

    /// <summary>The names of the types that <see cref="Of"/> has for a plan.</summary>
    public static IEnumerable<string> TypeNamesOf(NetworkPlan plan)
    {
        var structures = plan.Structures;
        return structures.Select(s => s.Structure).Append(TypeNameOf(structures));
    }

    private static string TypeNameOf(IReadOnlyList<UnitPlan> structures) => structures.Count > 1 ? "ResidualUnit" : structures[0].Structure;

    /// <summary>The layers that a structure has and the base class does not.</summary>
    public IEnumerable<Operation> OwnLayers(UnitPlan structure) => structure.Graph.Layers.Where(l => Common.All(c => c.Key != l.Key));

    /// <summary>How the base class's constructor writes a layer's quantity.</summary>
    public string Write(Operation layer, int quantity) => writtenAs[(layer.Key!, quantity)];

    /// <summary>Whether every structure has a layer of this key.</summary>
    public bool IsInAll(Operation layer) => Structures.All(s => s.Graph.Layers.Any(l => l.Key == layer.Key));

    // Layers stand in the state_dict in the order of their making: what the base class makes comes first in each structure.
    private bool IsAlikeInAll(Operation layer, int index) => Structures.Skip(1).All(s =>
        s.Graph.Layers.ElementAtOrDefault(index) is { } other && other.Key == layer.Key && other.GetType() == layer.GetType() && WithoutSizes(other) == WithoutSizes(layer));

    private static string WithoutSizes(Operation layer) => LayerCode.Create(layer, TypeNames.Qualified, static _ => "");

    private void Share(Operation layer)
    {
        var quantities = Structures.Select(s => UnitArguments.QuantitiesOf(s.Graph.Layers.First(l => l.Key == layer.Key))).ToList();
        for (var i = 0; i < quantities[0].Count; i++)
        {
            var ofStructures = quantities.Select(q => q[i].AsStructure()).ToList();
            if (ofStructures[0].Name is null && ofStructures.All(q => q == ofStructures[0]))
            {
                writtenAs[(layer.Key!, i)] = SourceText.Of(ofStructures[0].Value);
                continue;
            }

            var argument = arguments.FirstOrDefault(a => a.OfStructures.SequenceEqual(ofStructures)) ?? Add(ofStructures, LayerCode.OptionalNameOf(layer, i));
            writtenAs[(layer.Key!, i)] = argument.Name;
        }
    }

    private SharedArgument Add(IReadOnlyList<Quantity> ofStructures, string? optional)
    {
        // 'width' is what a unit calls both of its ends; where others tell them apart, the base class does too.
        var names = ofStructures.Select(q => q.Name).OfType<string>().ToList();
        var name = names.FirstOrDefault(n => n != "width") ?? names.FirstOrDefault() ?? optional ?? "channels";
        var number = arguments.Count(a => a.Name.TrimEnd('2', '3', '4', '5', '6', '7', '8', '9') == name) + 1;
        var argument = new SharedArgument(number == 1 ? name : name + SourceText.Of(number), ofStructures, optional is not null);
        arguments.Add(argument);
        return argument;
    }
}

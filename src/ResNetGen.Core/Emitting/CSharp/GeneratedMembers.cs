using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>The members that the generated part of a network's class declares.</summary>
public static class GeneratedMembers
{
    /// <summary>How the constructor without parameters is called among members.</summary>
    public static string Constructor => ".ctor";

    /// <summary>The names, the constructor's among them.</summary>
    public static IReadOnlyCollection<string> NamesOf(NetworkPlan plan)
    {
        if (plan.Target == NetworkTarget.Inference)
        {
            return ["Info", "Graph", "Load"];
        }

        var keys = plan.OuterGraphs.SelectMany(g => g.Layers).Select(l => l.Key!).Concat(plan.Stages.Select(s => s.Key)).ToList();
        var convolutions = plan.Graphs.SelectMany(g => g.Parts).OfType<Convolution>();
        return new HashSet<string>(keys
            .Concat(keys.Select(Identifier.PropertyOf))
            .Concat(convolutions.Select(LayerCode.HelperOf))
            .Concat(UnitFamily.TypeNamesOf(plan))
            .Concat([Constructor, "Info", "forward", "Features", "FeatureMaps", "Graph", "ToInference", "Compile", "RegisterComponents", "Initialize"])
            .Concat(plan.KeyPatterns is null ? [] : ["train", "Dispose", "RegisterUnits"]));
    }
}

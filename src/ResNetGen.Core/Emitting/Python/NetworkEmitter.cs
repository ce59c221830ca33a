using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Emitting.Summary;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.Python;

/// <summary>
/// Writes a network as one Python file that needs PyTorch and nothing else. Its module has the keys of the plan, and gives the same numbers.
/// It does not grow with depth.
/// </summary>
public sealed class NetworkEmitter
{
    private readonly NetworkPlan plan;
    private readonly ModuleLayout layout;
    private readonly OwnLayers places;
    private readonly string name;
    private readonly List<string> lists;
    private readonly PythonWriter source = new();

    private NetworkEmitter(string name, NetworkPlan plan)
    {
        this.plan = plan;
        layout = ModuleLayout.Of(plan);
        places = new OwnLayers(isOpen: layout.Home == UnitHome.Network);
        lists = Lists();
        this.name = PythonNames.ClassOf(
            name, plan.Structures.Select(s => s.Structure).Concat(ConvolutionCode.NamesOf(plan)).Concat(PieceCode.Names).ToList());
    }

    private bool HasSurvival => plan.Survival is not null && plan.Structures.Any(s => s.Graph.Operations.Any(o => o is StochasticDepth));

    /// <summary>All units of the network.</summary>
    private string Units => "[" + string.Join(", ", plan.Stages.Select((_, i) => "*" + Stage(i))) + "]";

    private string Verb => plan.HeadKind switch
    {
        HeadKind.Classifier => "Scores",
        HeadKind.Encoder => "Encodes",
        _ => "Transforms",
    };

    /// <summary>The source of a network's module.</summary>
    /// <param name="name">The name of its class; another near it where Python cannot have that.</param>
    /// <param name="plan">The network.</param>
    public static string Emit(string name, NetworkPlan plan)
    {
        var emitter = new NetworkEmitter(name, plan);
        emitter.WriteFile();
        return emitter.source.ToString();
    }

    private void WriteFile()
    {
        HeaderCode.Write(name, plan, layout, source);
        PieceCode.WriteFunctions(plan, layout, source);
        ConvolutionCode.Write(plan, source);
        PieceCode.WriteClasses(plan, source);
        foreach (var structure in plan.Structures)
        {
            new UnitCode(structure, layout, source).Write();
        }

        WriteClass();
    }

    private void WriteClass()
    {
        source.Gap();
        using (source.Block($"class {name}(nn.Module):"))
        {
            source.Docstring($"A residual network of {plan.Depth} layers: images of {plan.Input} in, {plan.Result} out.");
            source.Gap();
            WriteConstructor();
            source.Gap();
            new InitializeCode(plan, layout, Units, source).Write();
            source.Gap();
            WriteForward();
            if (layout.Home == UnitHome.Network)
            {
                source.Gap();
                WriteThrough();
            }
        }
    }

    private void WriteConstructor()
    {
        using (source.Block("def __init__(self) -> None:"))
        {
            source.Line("super().__init__()");
            WriteLayers(plan.Stem);
            for (var i = 0; i < plan.Stages.Count; i++)
            {
                WriteStage(i);
            }

            WriteLayers(plan.Head);
            source.Line("self.initialize()");
            WriteSurvival();
        }
    }

    private void WriteStage(int index)
    {
        var made = new StageCode(plan, index, layout).Make();
        if (layout.Home == UnitHome.Network)
        {
            source.Line($"self.{lists[index]} = ", made, "");
        }
        else
        {
            places.Put(source, layout.StageKey(index), made);
        }

        foreach (var graph in plan.Stages[index].Beside)
        {
            WriteLayers(graph);
        }
    }

    private void WriteLayers(Graph graph)
    {
        foreach (var layer in graph.Layers)
        {
            places.Put(source, layout.OfOuterLayer(layer.Key!), LayerCode.Create(layer));
        }
    }

    private void WriteSurvival()
    {
        if (!HasSurvival || plan.Survival is not { } survival)
        {
            return;
        }

        var last = PythonText.Of(survival.Last);
        if (survival.Rule == SurvivalRule.Uniform)
        {
            source.Line("# Stochastic depth: Huang et al. (2016, arXiv:1603.09382).");
            using (source.Block($"for unit in {Units}:"))
            {
                source.Line($"unit.survival = {last}");
            }

            return;
        }

        source.Line("# Stochastic depth: Huang et al. (2016, arXiv:1603.09382), equation 4.");
        source.Line($"units = {Units}");
        using (source.Block("for number, unit in enumerate(units, 1):"))
        {
            source.Line($"unit.survival = 1 - (1 - {last}) * number / len(units)");
        }
    }

    private void WriteForward()
    {
        using (source.Block("def forward(self, x: Tensor) -> Tensor:"))
        {
            source.Docstring($"{Verb} a batch: N x {plan.Input} to N x {plan.Output}.");
            var statements = Through(plan.Stem)
                .Concat(plan.Stages.SelectMany((stage, i) => Through(stage.Transition).Prepend(Pass(i))))
                .Concat(Through(plan.Head))
                .ToList();
            var shapes = ShapeText.Aligned(statements.Select(s => s.Shape));
            var codes = statements.Select(s => $"x = {s.Expression}").ToList();
            var width = codes.Max(c => c.Length);
            for (var i = 0; i < codes.Count; i++)
            {
                source.Line($"{codes[i].PadRight(width)}  # N x {shapes[i]}");
            }

            source.Line("return x");
        }
    }

    private IReadOnlyList<Statement> Through(Graph? graph) => graph is null ? [] : ForwardCode.Write(graph, places, layout.OfOuterLayer, "x");

    /// <summary>A batch through a stage's units, and what passes them by.</summary>
    private Statement Pass(int index)
    {
        var stage = plan.Stages[index];
        var passed = layout.Home == UnitHome.Network ? $"self.through({Stage(index)}, x)" : $"{Stage(index)}(x)";
        var shortcut = stage.Around is null ? "" : stage.Around.Layers.FirstOrDefault() is { } around ? $" + {places.Get(layout.OfOuterLayer(around.Key!))}(x)" : " + x";
        return new Statement("x", passed + shortcut, stage.UnitOutput);
    }

    private void WriteThrough()
    {
        using (source.Block("def through(self, units: list, x: Tensor) -> Tensor:"))
        {
            source.Docstring("Passes a batch through units, which are no modules: no level of the keys is theirs.");
            using (source.Block("for unit in units:"))
            {
                source.Line("x = unit(self, x)");
            }

            source.Line("return x");
        }
    }

    /// <summary>The module of a stage, or the list of its units.</summary>
    private string Stage(int index) => layout.Home == UnitHome.Network ? "self." + lists[index] : places.Get(layout.StageKey(index));

    /// <summary>How the lists of units are called: as their stages, unless a key begins so.</summary>
    private List<string> Lists()
    {
        var behind = "";
        while (plan.Stages.Any(s => layout.MayBegin(s.Key + behind)))
        {
            behind += "_";
        }

        return plan.Stages.Select(s => s.Key + behind).ToList();
    }
}

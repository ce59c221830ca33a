using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.Python;

/// <summary>Writes the method that gives fresh weights their start.</summary>
internal sealed class InitializeCode
{
    private readonly NetworkPlan plan;
    private readonly ModuleLayout layout;
    private readonly string units;
    private readonly PythonWriter source;

    /// <param name="plan">The network.</param>
    /// <param name="layout">How its modules lie in each other.</param>
    /// <param name="units">The expression that gives all units.</param>
    /// <param name="source">Where it is written.</param>
    public InitializeCode(NetworkPlan plan, ModuleLayout layout, string units, PythonWriter source)
    {
        this.plan = plan;
        this.layout = layout;
        this.units = units;
        this.source = source;
    }

    public void Write()
    {
        using (source.Block("def initialize(self) -> None:"))
        {
            source.Docstring("Starts the weights as the specification says; what it does not name starts as in PyTorch.");
            source.Line(plan.Start.Convolutions switch
            {
                WeightStart.HeFanOut => "# He et al., \"Delving Deep into Rectifiers\" (2015, arXiv:1502.01852), by the fan-out.",
                WeightStart.HeFanIn => "# He et al., \"Delving Deep into Rectifiers\" (2015, arXiv:1502.01852), by the fan-in.",
                _ => "# Keras' he_normal: by the fan-in, cut off at two standard deviations, and widened by what that takes away.",
            });
            using (source.Block("for module in self.modules():"))
            using (source.Block("if isinstance(module, nn.Conv2d):"))
            {
                WriteConvolution();
            }

            WriteUnits();
        }
    }

    private void WriteConvolution()
    {
        if (plan.Start.Convolutions == WeightStart.KerasHeNormal)
        {
            source.Line("fan_in = module.weight[0].numel()");
            source.Line("deviation = (2 / fan_in) ** 0.5 / 0.87962566103423978");
            source.Line("nn.init.trunc_normal_(module.weight, 0, deviation, -2 * deviation, 2 * deviation)");
            return;
        }

        var mode = plan.Start.Convolutions == WeightStart.HeFanIn ? "fan_in" : "fan_out";
        source.Line($"nn.init.kaiming_normal_(module.weight, mode=\"{mode}\", nonlinearity=\"relu\")");
    }

    private void WriteUnits()
    {
        var norms = plan.Structures.Where(s => plan.Start.ZeroLastNorm && s.LastNorm is not null).GroupBy(s => s.LastNorm!).ToList();
        var gates = plan.Structures.Where(s => GateOf(s) is not null).ToList();
        if (norms.Count == 0 && gates.Count == 0)
        {
            return;
        }

        if (norms.Count > 0)
        {
            source.Line("# Each unit starts as its shortcut: Goyal et al. (2017, arXiv:1706.02677), section 5.1.");
        }

        using (source.Block($"for unit in {units}:"))
        {
            foreach (var alike in norms)
            {
                WriteFor(alike.ToList(), $"nn.init.zeros_({LayerOf(alike.Key)}.weight)");
            }

            foreach (var gated in gates)
            {
                WriteFor([gated], $"nn.init.constant_({LayerOf(OpeningOf(gated))}.bias, {PythonText.Of(GateOf(gated)!.Bias)})");
            }
        }
    }

    private void WriteFor(List<UnitPlan> structures, string statement)
    {
        if (structures.Count == plan.Structures.Count)
        {
            source.Line(statement);
            return;
        }

        var types = structures.Select(s => s.Structure).ToList();
        using (source.Block($"if isinstance(unit, {(types.Count == 1 ? types[0] : $"({string.Join(", ", types)})")}):"))
        {
            source.Line(statement);
        }
    }

    private string LayerOf(string name)
    {
        var key = layout.OfUnitLayer(name);
        if (layout.Home == UnitHome.Network)
        {
            return layout.IsNumbered ? $"self.get_submodule(unit.{key})" : $"self.get_submodule(unit.key + {PythonText.Literal(key)})";
        }

        return PythonNames.IsAttributePath(key) ? "unit." + key : $"unit.get_submodule({PythonText.Literal(key)})";
    }

    private static Gate? GateOf(UnitPlan unit) => unit.Graph.Operations.OfType<Gate>().FirstOrDefault();

    /// <summary>The name of the convolution whose sigmoid is the gate.</summary>
    private static string OpeningOf(UnitPlan unit) => unit.Graph.MakerOf(unit.Graph.MakerOf(GateOf(unit)!.Opening)!.Inputs[0])!.Key!;
}

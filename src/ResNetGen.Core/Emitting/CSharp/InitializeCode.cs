using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>Writes the method that gives fresh weights their start.</summary>
internal sealed class InitializeCode
{
    private readonly NetworkPlan plan;
    private readonly UnitFamily units;
    private readonly TypeNames names;
    private readonly SourceWriter source;

    public InitializeCode(NetworkPlan plan, UnitFamily units, TypeNames names, SourceWriter source)
    {
        this.plan = plan;
        this.units = units;
        this.names = names;
        this.source = source;
    }

    public void Write()
    {
        source.Gap();
        source.Line(plan.Start.Convolutions switch
        {
            WeightStart.HeFanOut => "// He et al., \"Delving Deep into Rectifiers\" (2015, arXiv:1502.01852), by the fan-out.",
            WeightStart.HeFanIn => "// He et al., \"Delving Deep into Rectifiers\" (2015, arXiv:1502.01852), by the fan-in.",
            _ => "// Keras' he_normal: by the fan-in, cut off at two standard deviations, and widened by what that takes away.",
        });
        using (source.Block("private void Initialize()"))
        {
            source.Line($"using var scope = {names.NewDisposeScope};");
            source.Gap();
            using (source.Block("foreach (var module in modules())"))
            {
                using (source.Block($"if (module is {names.Conv2d} conv)"))
                {
                    WriteInitializeConvolution();
                }

                WriteInitializeNorms();
                WriteInitializeGates();
            }
        }
    }

    private void WriteInitializeConvolution()
    {
        var init = names.Nn + ".init";
        if (plan.Start.Convolutions == WeightStart.KerasHeNormal)
        {
            source.Line($"var (fanIn, _) = {init}.CalculateFanInAndFanOut(conv.weight);");
            source.Line("var deviation = global::System.Math.Sqrt(2.0 / fanIn) / 0.87962566103423978;");
            source.Line($"{init}.trunc_normal_(conv.weight, 0, deviation, -2 * deviation, 2 * deviation);");
            return;
        }

        var fan = plan.Start.Convolutions == WeightStart.HeFanIn ? "FanIn" : "FanOut";
        source.Line($"{init}.kaiming_normal_(conv.weight, mode: {init}.FanInOut.{fan}, nonlinearity: {init}.NonlinearityType.ReLU);");
    }

    /// <summary>Units start as their shortcuts: Goyal et al. (2017, arXiv:1706.02677), section 5.1.</summary>
    private void WriteInitializeNorms()
    {
        if (!plan.Start.ZeroLastNorm)
        {
            return;
        }

        foreach (var (type, key) in units.LastNorms)
        {
            var name = char.ToLowerInvariant(type[0]) + type.Substring(1);
            source.Gap();
            using (source.Block($"if (module is {type} {name})"))
            {
                source.Line("// Each unit starts as its shortcut: Goyal et al. (2017, arXiv:1706.02677), section 5.1.");
                source.Line($"{names.Nn}.init.zeros_({name}.{Identifier.PropertyOf(key)}.weight!);");
            }
        }
    }

    private void WriteInitializeGates()
    {
        foreach (var structure in units.Structures.Where(s => s.Graph.Operations.Any(o => o is Gate)))
        {
            var gate = structure.Graph.Operations.OfType<Gate>().First();
            source.Gap();
            using (source.Block($"if (module is {structure.Structure} gated)"))
            {
                source.Line($"{names.Nn}.init.constant_(gated.Gate.bias!, {SourceText.Of(gate.Bias)});");
            }
        }
    }
}

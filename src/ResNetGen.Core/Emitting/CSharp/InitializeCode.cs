using System;
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
                WriteInitializeConvolution(names.Conv2d, "conv", "weight");
                if (plan.Graphs.Any(g => g.Operations.Any(o => o is BranchConvolution)))
                {
                    source.Gap();
                    WriteInitializeConvolution(names.BranchConv2d, "branches", "Weight");
                }

                if (plan.Graphs.Any(g => g.Operations.Any(o => o is Norm { IsGroup: true })))
                {
                    source.Gap();
                    using var block = source.Block($"if (module is {names.GroupNorm} norm)");
                    source.Line($"{names.Initializers}.ResetParameters(norm);");
                }
            }

            WriteInitializeUnits();
            if (plan.Graphs.Any(g => g.Operations.Any(IsAtRisk)))
            {
                source.Gap();
                source.Line($"{names.Safeguards}.Apply(this);");
            }
        }
    }

    // libtorch computes these wrong from channels-last input: Safeguards says how.
    private static bool IsAtRisk(Operation operation) => operation is Convolution { Kernel: 1 } convolution && convolution.Stride > 1 && convolution.InChannels < 16;

    /// <summary>Writes the start of one kind of convolution.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="variable">What the loop calls it.</param>
    /// <param name="property">Its kernels.</param>
    private void WriteInitializeConvolution(string type, string variable, string property)
    {
        var init = names.Nn + ".init";
        var weight = variable + "." + property;
        using var block = source.Block($"if (module is {type} {variable})");
        if (plan.Start.Convolutions == WeightStart.KerasHeNormal)
        {
            source.Line($"{names.Initializers}.HeNormal({weight});");
            return;
        }

        var fan = plan.Start.Convolutions == WeightStart.HeFanIn ? "FanIn" : "FanOut";
        source.Line($"{init}.kaiming_normal_({weight}, mode: {init}.FanInOut.{fan}, nonlinearity: {init}.NonlinearityType.ReLU);");
    }

    private void WriteInitializeUnits()
    {
        var norms = plan.Start.ZeroLastNorm ? units.LastNorms.ToList() : [];
        var gates = units.Structures.Where(s => s.Graph.Operations.Any(o => o is Gate)).ToList();
        if (norms.Count == 0 && gates.Count == 0)
        {
            return;
        }

        source.Gap();
        if (norms.Count > 0)
        {
            source.Line("// Each unit starts as its shortcut: Goyal et al. (2017, arXiv:1706.02677), section 5.1.");
        }

        using (source.Block($"foreach (var stage in {UnitCode.Stages(plan)})"))
        using (source.Block("foreach (var unit in stage)"))
        {
            foreach (var (type, key) in norms)
            {
                WriteFor(type, unit => $"{names.Nn}.init.zeros_({unit}.{Identifier.PropertyOf(key)}.weight!);");
            }

            foreach (var structure in gates)
            {
                var bias = structure.Graph.Operations.OfType<Gate>().First().Bias;
                WriteFor(structure.Structure, unit => $"{names.Nn}.init.constant_({unit}.Gate.bias!, {SourceText.Of(bias)});");
            }
        }
    }

    /// <summary>Writes a statement for units of one type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="statementOf">The statement, from what the unit is called.</param>
    private void WriteFor(string type, Func<string, string> statementOf)
    {
        if (type == units.TypeName)
        {
            source.Line(statementOf("unit"));
            return;
        }

        var name = char.ToLowerInvariant(type[0]) + type.Substring(1);
        using (source.Block($"if (unit is {type} {name})"))
        {
            source.Line(statementOf(name));
        }
    }
}

using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Checking;
using ResNetGen.Core.Designing;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Reading;
using ResNetGen.Core.Specs;

namespace ResNetGen.Core;

/// <summary>The compiler: from a specification to its plan and the findings.</summary>
public static class NetworkCompiler
{
    /// <summary>Compiles the text of a <c>.resnet.json</c> file.</summary>
    /// <param name="path">The file, for places; its name is the class's where the text gives none.</param>
    /// <param name="text">The text.</param>
    public static CompiledNetwork Compile(string path, string text)
    {
        var (spec, findings) = SpecFileReader.Read(path, text);
        return Compile(spec, findings);
    }

    /// <summary>Compiles a specification.</summary>
    /// <param name="spec">What was read.</param>
    /// <param name="readingFindings">What was found in reading; it explains what the specification lacks.</param>
    public static CompiledNetwork Compile(NetworkSpec spec, IEnumerable<Finding> readingFindings)
    {
        var checkedSpec = SpecCheck.Check(spec, PlanParameters);
        var findings = readingFindings.Concat(checkedSpec.Findings).ToList();
        var standIn = Plan(checkedSpec.Nearest);
        if (!HasErrors(findings))
        {
            findings.AddRange(KeyCheck.Find(checkedSpec.Places, checkedSpec.Nearest.Architecture.Keys, standIn));
            findings.AddRange(ShapeCheck.Find(checkedSpec.Places, standIn));
        }

        if (!HasErrors(findings))
        {
            findings.AddRange(SizeCheck.Find(checkedSpec.Places, checkedSpec.Nearest.Architecture, standIn));
        }

        if (!HasErrors(findings))
        {
            findings.AddRange(AdviceCheck.Find(checkedSpec.Places, checkedSpec.Nearest, standIn));
        }

        return new CompiledNetwork(spec, HasErrors(findings) ? null : standIn, standIn, findings.InTextOrder());
    }

    private static long PlanParameters(DesignedNetwork network) => Plan(network).Parameters;

    private static NetworkPlan Plan(DesignedNetwork network) => Planner.Plan(network.Architecture, network.Input);

    private static bool HasErrors(IEnumerable<Finding> findings) => findings.Any(f => f.Kind.Severity == Severity.Error);
}

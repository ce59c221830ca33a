using System.Collections.Generic;
using ResNetGen.Core.Checking;
using ResNetGen.Core.Families;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Reading;
using ResNetGen.Core.Specs;

namespace ResNetGen.Core;

/// <summary>The compiler: from a specification to its plan and the findings.</summary>
public static class NetworkCompiler
{
    private static readonly Shape DefaultInput = new(3, 32, 32);

    private static int DefaultClasses => 10;

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
        var findings = new List<Finding>(readingFindings);
        findings.AddRange(RangeCheck.Find(spec));

        var input = InputOf(spec);
        var classes = spec.Classes is { Value: > 0 } given ? given.Value : DefaultClasses;
        var family = CifarFamily.OfVersion(spec.Version?.Value ?? 1);
        if (family is not null && spec is { Version: not null, Depth: not null } && !family.Has(spec.Depth.Value))
        {
            findings.Add(DepthCheck.Describe(family, spec.Depth, depth => PlanOf(family, depth).Parameters));
        }

        family ??= CifarFamily.Version1;
        var standIn = PlanOf(family, family.AtMost(spec.Depth?.Value ?? family.Least));
        var isComplete = findings.Count == 0 && spec is { Version: not null, Depth: not null };
        if (isComplete)
        {
            findings.AddRange(SizeCheck.Find(spec, standIn));
        }

        return new CompiledNetwork(spec, isComplete && findings.Count == 0 ? standIn : null, standIn, findings.InTextOrder());

        NetworkPlan PlanOf(CifarFamily of, int depth) => Planner.Plan(of.Describe(depth), input, classes);
    }

    private static Shape InputOf(NetworkSpec spec) =>
        spec.Input is { Channels.Value: > 0, Height.Value: > 0, Width.Value: > 0 } input
            ? new Shape(input.Channels.Value, input.Height.Value, input.Width.Value)
            : DefaultInput;
}

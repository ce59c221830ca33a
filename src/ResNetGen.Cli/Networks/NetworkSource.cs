using System;
using System.Linq;
using ResNetGen.Cli.Specs;

namespace ResNetGen.Cli.Networks;

/// <summary>The source of a spec's class, from the generator that a user's project runs.</summary>
internal static class NetworkSource
{
    /// <summary>The source as a project gets it.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="rootNamespace">The project's namespace, for a spec that says none; empty for none.</param>
    /// <param name="isGraph">Whether it is the part with the network's graph; otherwise the part that people read.</param>
    /// <exception cref="SpecRefusedException">The spec has errors.</exception>
    public static string Of(SpecFile spec, string rootNamespace, bool isGraph)
    {
        _ = spec.Plan;
        var result = SpecCompilation.Generate(spec.Path, spec.Text, rootNamespace, out _).GetRunResult();
        var ending = isGraph ? ".Graph.g.cs" : ".ResNet.g.cs";
        return result.Results.Single().GeneratedSources.Single(source => source.HintName.EndsWith(ending, StringComparison.Ordinal)).SourceText.ToString();
    }
}

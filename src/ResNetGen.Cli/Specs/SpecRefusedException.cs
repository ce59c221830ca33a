using System;
using System.Linq;

namespace ResNetGen.Cli.Specs;

/// <summary>A spec has errors, so there is no network. The message has them as compilers print them.</summary>
internal sealed class SpecRefusedException(SpecFile spec)
    : Exception(string.Join(Environment.NewLine, spec.Compiled.Findings.Select(FindingPrinter.Line)))
{
    /// <summary>The spec.</summary>
    public SpecFile Spec => spec;
}

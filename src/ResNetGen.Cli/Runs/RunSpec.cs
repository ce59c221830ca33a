using System;
using System.Security.Cryptography;
using System.Text;
using ResNetGen.Cli.Specs;

namespace ResNetGen.Cli.Runs;

/// <summary>The network of a run.</summary>
/// <param name="File">The spec.</param>
/// <param name="Name">The network's class.</param>
/// <param name="Sha256">Of the spec's text in UTF-8: whether it is the same spec still.</param>
internal sealed record RunSpec(string File, string Name, string Sha256)
{
    /// <summary>That of a spec.</summary>
    public static RunSpec Of(SpecFile spec) =>
        new(spec.Path, spec.ClassName, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(spec.Text))));
}

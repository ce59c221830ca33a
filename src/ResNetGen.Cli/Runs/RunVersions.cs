using System;
using ResNetGen.Torch;

namespace ResNetGen.Cli.Runs;

/// <summary>The versions of all that computed a run.</summary>
internal sealed record RunVersions(string ResNetGen, string DotNet, string Torch)
{
    /// <summary>Those of this process.</summary>
    public static RunVersions Current { get; } =
        new(ProductVersion.Current, Environment.Version.ToString(), $"{TorchPlatform.Current.Name} {TorchPlatform.Current.Version}");
}

using System;
using ResNetGen.Torch;
using TorchSharp;

namespace ResNetGen.Cli.Runs;

/// <summary>The versions of all that computed a run.</summary>
/// <param name="ResNetGen">Ours.</param>
/// <param name="DotNet">That of .NET.</param>
/// <param name="Torch">Which torch, and its version.</param>
/// <param name="Threads">How many threads compute one operation on the CPU: sums come out otherwise with another count.</param>
internal sealed record RunVersions(string ResNetGen, string DotNet, string Torch, int Threads)
{
    /// <summary>Those of this process.</summary>
    public static RunVersions Current =>
        new(ProductVersion.Current, Environment.Version.ToString(), $"{TorchPlatform.Description}", torch.get_num_threads());

    /// <summary>For people.</summary>
    public override string ToString() => $"ResNetGen {ResNetGen}, .NET {DotNet}, {Torch}, {Threads} threads";
}

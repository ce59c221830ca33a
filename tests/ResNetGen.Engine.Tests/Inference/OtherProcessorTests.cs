using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace ResNetGen.Engine.Tests.Inference;

/// <summary>The engine compiled ahead of time for ARM64, which runs emulated: every network of the tests.</summary>
public sealed class OtherProcessorTests
{
    [SkippableFact]
    public async Task Compiled_ahead_of_time_for_ARM64_it_computes_the_same()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The emulator is one of Linux.");
        Peer.Require(Peer.Has("qemu-aarch64"), "There is no qemu-aarch64, which runs programs for ARM64; on Debian: apt-get install qemu-user.");
        Peer.Require(
            Peer.Has("aarch64-linux-gnu-gcc"), "There is no aarch64-linux-gnu-gcc, which links programs for ARM64; on Debian: apt-get install gcc-aarch64-linux-gnu.");
        var program = await Publish("linux-arm64", "-p:CppCompilerAndLinker=aarch64-linux-gnu-gcc", "-p:ObjCopyName=aarch64-linux-gnu-objcopy");

        var output = await Run("qemu-aarch64", "-L", "/usr/aarch64-linux-gnu", program);

        Assert.Matches(@"^Arm64 128-bit: \d+ networks, off by \S+ at most\s*$", output);
    }

    private static async Task<string> Publish(string runtime, params string[] properties)
    {
        var folder = Repository.PathOf("artifacts/publish/ResNetGen.Engine.Checks/" + runtime);
        await Run(
            "dotnet",
            ["publish", Repository.PathOf("tests/ResNetGen.Engine.Checks/ResNetGen.Engine.Checks.csproj"), "-c", "Release", "-r", runtime, "-o", folder, "-v", "quiet", "--nologo", "-nodeReuse:false", .. properties]);
        return Path.Combine(folder, "ResNetGen.Engine.Checks");
    }

    private static async Task<string> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {output}{await error}");
        return output;
    }
}

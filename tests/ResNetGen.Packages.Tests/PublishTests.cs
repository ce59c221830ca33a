using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace ResNetGen.Packages.Tests;

/// <summary>A user's program that trains ten steps is published in each way that .NET has, and learns the same in each.</summary>
[Collection(UserCollection.Name)]
public sealed class PublishTests(UserFolder user) : IDisposable
{
    private readonly string published = user.PathOf("published");

    [SkippableFact]
    public async Task A_folder_runs()
    {
        await PublishAsync("SelfContained=false");

        Assert.True(File.Exists(Path.Combine(published, "Train.dll")));
        await RunAsync();
    }

    [SkippableFact]
    public async Task A_single_file_with_NET_in_it_runs_with_the_native_libraries_beside_it()
    {
        await PublishAsync("SelfContained=true", "PublishSingleFile=true");

        Assert.False(File.Exists(Path.Combine(published, "Train.dll")));
        await RunAsync();
    }

    [SkippableFact]
    public async Task A_single_file_that_unpacks_its_native_libraries_runs()
    {
        await PublishAsync("SelfContained=false", "PublishSingleFile=true", "IncludeNativeLibrariesForSelfExtract=true");

        Assert.Equal(["Train", "Train.pdb"], Directory.GetFiles(published).Select(f => Path.GetFileName(f).Replace(".exe", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        await RunAsync(("DOTNET_BUNDLE_EXTRACT_BASE_DIR", Path.Combine(published, "unpacked")));
    }

    [SkippableFact]
    public async Task A_program_compiled_ahead_of_time_runs()
    {
        UserFolder.RequireTorch();
        Peer.Require(
            !OperatingSystem.IsLinux() || Peer.Has("clang") || Peer.Has("gcc"),
            "NativeAOT links with clang or gcc, and this machine has neither; on Debian: apt-get install g++.");

        // TorchSharp says nothing about trimming, which is a warning; warnings about this library would be faults of it.
        var written = await PublishAsync("PublishAot=true", "TreatWarningsAsErrors=false");
        Assert.DoesNotContain(written.Split('\n'), line => line.Contains("warning", StringComparison.Ordinal) && line.Contains("ResNetGen", StringComparison.Ordinal));

        // The package compiles for processors with AVX2, whatever this one has.
        await RunAsync(user.TrainOutput.Replace("by AVX-512", "by AVX2", StringComparison.Ordinal));
    }

    /// <summary>Half a gigabyte.</summary>
    public void Dispose()
    {
        if (Directory.Exists(published))
        {
            Directory.Delete(published, recursive: true);
        }
    }

    private async Task<string> PublishAsync(params IEnumerable<string> properties)
    {
        UserFolder.RequireTorch();
        string[] arguments = ["-r", BuildFacts.Platform, "-v", "quiet", "--nologo", .. properties.Select(p => "-p:" + p)];

        // An empty project needs the same packages of .NET's own, and nothing of ours.
        try
        {
            await user.Command.DotNetAsync(user.EmptyProject, ["restore", .. arguments.Where(a => a != "--nologo")]);
        }
        catch (CommandFailedException exception)
        {
            Peer.Require(false, $"The packages of .NET's own that publishing with {string.Join(", ", properties)} needs cannot be restored. {exception.Message}");
        }

        return await user.Command.DotNetAsync(user.PathOf("Train"), ["publish", "-c", "Release", "-o", published, .. arguments]);
    }

    private Task RunAsync(params IReadOnlyList<(string Name, string Value)> environment) => RunAsync(user.TrainOutput, environment);

    private async Task RunAsync(string expected, params IReadOnlyList<(string Name, string Value)> environment)
    {
        var program = Path.Combine(published, OperatingSystem.IsWindows() ? "Train.exe" : "Train");

        Assert.Equal(expected, await new Command(environment).RunAsync(program, Path.GetTempPath()));
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace ResNetGen.Packages.Tests;

/// <summary>The sample that is published as one native file.</summary>
/// <param name="artifacts">What both tests build.</param>
public sealed class DeployTests(DeployTests.Artifacts artifacts) : IClassFixture<DeployTests.Artifacts>, IDisposable
{
    private const long MaxBytes = 8_000_000;

    private const int Ship = 8;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("resnetgen-deploy-");

    [SkippableFact]
    public async Task The_program_is_one_small_file_and_names_what_an_image_shows()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && BuildFacts.Platform.EndsWith("-x64", StringComparison.Ordinal), "The sample is published for linux-x64 here.");
        var published = await PublishAsync("x86-64-v3");

        Assert.Equal(["Deploy"], Directory.GetFiles(published).Select(file => Path.GetFileName(file)).Where(name => !name.EndsWith(".dbg", StringComparison.Ordinal)));
        Assert.InRange(new FileInfo(Path.Combine(published, "Deploy")).Length, 1, MaxBytes);
        var shown = await new Command().RunAsync(Path.Combine(published, "Deploy"), folder.FullName, WriteWeights(), WriteImage());
        Assert.Equal("ship", shown.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1]);
    }

    [SkippableFact]
    public async Task A_program_without_the_processor_s_instructions_is_refused_with_the_property_to_set()
    {
        Skip.IfNot(System.Runtime.Intrinsics.X86.Avx2.IsSupported, "This processor has no AVX2, so nothing would be emulated.");
        var published = await PublishAsync("x86-64-v2");

        var error = await Assert.ThrowsAsync<CommandFailedException>(() => new Command().RunAsync(Path.Combine(published, "Deploy"), folder.FullName, WriteWeights(), WriteImage()));

        Assert.Contains("<IlcInstructionSet>x86-64-v3</IlcInstructionSet>", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The published program.</summary>
    public void Dispose() => folder.Delete(recursive: true);

    private async Task<string> PublishAsync(string instructions)
    {
        var path = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator);
        Peer.Require(
            new[] { "clang", "gcc" }.Any(program => path.Any(place => File.Exists(Path.Combine(place, program)))),
            "NativeAOT links with clang or gcc, and this machine has neither; on Debian: apt-get install g++.");
        var published = Path.Combine(folder.FullName, "published");

        // Managed code is the same whatever the instructions.
        string[] properties =
        [
            "-p:ArtifactsPath=" + artifacts.Folder.FullName, "-p:IlcInstructionSet=" + instructions,
            "-p:NativeIntermediateOutputPath=" + Path.Combine(folder.FullName, "native") + "/",
        ];
        var project = Path.Combine(BuildFacts.RepositoryRoot, "samples", "Deploy");
        try
        {
            await new Command().DotNetAsync(project, ["restore", "-r", BuildFacts.Platform, "-v", "quiet", .. properties]);
        }
        catch (CommandFailedException exception)
        {
            Peer.Require(false, $"The packages of .NET's own that NativeAOT needs cannot be restored. {exception.Message}");
        }

        await new Command().DotNetAsync(project, ["publish", "-c", "Release", "-r", BuildFacts.Platform, "-o", published, "-v", "quiet", "--nologo", .. properties]);
        return published;
    }

    private string WriteImage()
    {
        var path = Path.Combine(folder.FullName, "image.ppm");
        File.WriteAllBytes(path, [.. Encoding.ASCII.GetBytes("P6\n# drawn by a test\n32 32\n255\n"), .. Enumerable.Range(0, 32 * 32 * 3).Select(i => (byte)(i % 251))]);
        return path;
    }

    // Weights of zero, so that the bias of the classifier decides.
    private string WriteWeights()
    {
        var tensors = new List<(string Key, long[] Shape, float[] Values)>();
        AddLayer("conv1", "bn1", 3, 16);
        for (var stage = 1; stage <= 3; stage++)
        {
            var width = 8 << stage;
            for (var unit = 0; unit < 3; unit++)
            {
                AddLayer($"layer{stage}.{unit}.conv1", $"layer{stage}.{unit}.bn1", unit == 0 && stage > 1 ? width / 2 : width, width);
                AddLayer($"layer{stage}.{unit}.conv2", $"layer{stage}.{unit}.bn2", width, width);
            }
        }

        tensors.Add(("linear.weight", [10, 64], new float[640]));
        tensors.Add(("linear.bias", [10], [.. Enumerable.Range(0, 10).Select(i => i == Ship ? 5f : 0)]));
        var path = Path.Combine(folder.FullName, "net.safetensors");
        File.WriteAllBytes(path, SafeTensorsBytes.Of(tensors));
        return path;

        void AddLayer(string convolution, string norm, int inputs, int outputs)
        {
            tensors.Add((convolution + ".weight", [outputs, inputs, 3, 3], new float[outputs * inputs * 9]));
            tensors.AddRange(new[] { "weight", "bias", "running_mean", "running_var" }.Select(name => ($"{norm}.{name}", new long[] { outputs }, Enumerable.Repeat(1f, outputs).ToArray())));
        }
    }

    /// <summary>The managed code of the program. Other tests may build the same projects at that moment, so it has a folder of its own.</summary>
    public sealed class Artifacts : IDisposable
    {
        /// <summary>Where it is built.</summary>
        internal DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("resnetgen-deploy-artifacts-");

        /// <summary>Deletes it.</summary>
        public void Dispose() => Folder.Delete(recursive: true);
    }
}

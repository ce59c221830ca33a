using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace ResNetGen.Packages.Tests;

/// <summary>
/// A folder outside the repository with the packages made here as its only source, and projects in it that use them: programs with classes and files, a library, and a
/// program that only references that library. All other packages are those that the build of these tests has restored.
/// </summary>
public sealed class UserFolder : IAsyncLifetime
{
    private readonly string root = Path.Combine(Path.GetTempPath(), "resnetgen-packages-" + Path.GetRandomFileName());

    /// <summary>A version that no other package has, so that the machine's folder of restored packages can be used and has nothing of it afterwards.</summary>
    public string Version { get; } = $"{BuildFacts.Version}-test.{Guid.NewGuid():N}";

    /// <summary>What <c>Bare</c> wrote.</summary>
    public string BareOutput { get; private set; } = "";

    /// <summary>What <c>Choosing</c> wrote.</summary>
    public string ChoosingOutput { get; private set; } = "";

    /// <summary>What <c>Second</c> wrote.</summary>
    public string SecondOutput { get; private set; } = "";

    /// <summary>The output of <c>Train</c>.</summary>
    public string TrainOutput { get; private set; } = "";

    /// <summary>Where the packages are.</summary>
    public string Feed => Path.Combine(root, "feed");

    /// <summary>The folder of a project outside, with nothing in it.</summary>
    public string EmptyProject => Path.Combine(root, "empty");

    private string Package => $"""<PackageReference Include="ResNetGen" Version="{Version}" />""";

    private static string LibTorch => $"""<PackageReference Include="libtorch-cpu-{BuildFacts.Platform}" Version="{BuildFacts.LibTorchVersion}" />""";

    /// <summary>Runs programs as the user does.</summary>
    internal Command Command { get; } = new(("NUGET_PACKAGES", BuildFacts.RestoredPackages));

    /// <summary>Where a file of the user is.</summary>
    public string PathOf(string relative) => Path.Combine(root, "user", relative);

    /// <summary>Skips a test that runs the user's programs where the packages that they need are not restored.</summary>
    public static void RequireTorch() => Skip.If(
        BuildFacts.TorchBackend != "cpu",
        $"TorchBackend is {BuildFacts.TorchBackend}, and the programs here use libtorch-cpu-{BuildFacts.Platform}, which only a build with cpu restores.");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await PackAsync("ResNetGen.Generator", Feed);
        await PackAsync("ResNetGen.Engine", Feed);
        await PackAsync("ResNetGen.Runtime", Feed);
        await PackAsync("ResNetGen.Generator", PathOf("again"));
        if (BuildFacts.TorchBackend != "cpu")
        {
            return;
        }

        WriteProjects();
        var folder = PathOf("");
        await Command.DotNetAsync(folder, "build", "all.slnx", "-c", "Release", "-v", "minimal", "--nologo");
        // Now its output has copies of its specification.
        await Command.DotNetAsync(folder, "build", "First", "-c", "Release", "--no-restore", "--no-incremental", "-v", "minimal", "--nologo");
        BareOutput = await OutputOfAsync("Bare");
        ChoosingOutput = await OutputOfAsync("Choosing");
        SecondOutput = await OutputOfAsync("Second");
        TrainOutput = await OutputOfAsync("Train");

        Task<string> OutputOfAsync(string project) => Command.DotNetAsync(folder, $"{project}/bin/Release/net10.0/{project}.dll");
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        string[] ours = [.. new[] { "resnetgen", "resnetgen.engine", "resnetgen.generator" }.Select(id => Path.Combine(BuildFacts.RestoredPackages, id))];
        foreach (var folder in ours.Select(folder => Path.Combine(folder, Version)).Append(root).Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var folder in ours.Where(folder => Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            Directory.Delete(folder);
        }

        return Task.CompletedTask;
    }

    private Task<string> PackAsync(string project, string folder) => Command.DotNetAsync(
        BuildFacts.RepositoryRoot, "pack", $"src/{project}/{project}.csproj", "--no-build", "-c", BuildFacts.Configuration, "-p:Version=" + Version, "-o", folder, "-v", "quiet", "--nologo");

    private void WriteProjects()
    {
        Write("../empty/Empty.csproj", Project("Exe"));
        Write("NuGet.config", """
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="../feed" />
              </packageSources>
            </configuration>
            """);
        // Six copies of libtorch are links to one.
        Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
                <CreateHardLinksForPublishFilesIfPossible>true</CreateHardLinksForPublishFilesIfPossible>
              </PropertyGroup>
            </Project>
            """);
        Write("all.slnx", """
            <Solution>
              <Project Path="Bare/Bare.csproj" />
              <Project Path="Choosing/Choosing.csproj" />
              <Project Path="First/First.csproj" />
              <Project Path="Second/Second.csproj" />
              <Project Path="Train/Train.csproj" />
            </Solution>
            """);

        WriteBareAndChoosing();
        WriteFirstAndSecond();
        WriteTrain();
    }

    private void WriteBareAndChoosing()
    {
        Write("Bare/Bare.csproj", Project("Exe", Package, LibTorch));
        Write("Bare/Net.cs", """
            [ResNetGen.ResNet(Version = 2, Depth = 11)]
            public partial class Net;
            """);
        Write("Bare/Program.cs", """
            using var net = new Net();
            using var images = TorchSharp.torch.randn(2, 3, 32, 32);
            using var logits = net.call(images);
            System.Console.WriteLine(string.Join(" x ", logits.shape));
            """);

        Write("Choosing/Choosing.csproj", Project("Exe", Package, LibTorch, """<AdditionalFiles Include="small.resnet.json" />""")
            .Replace("<TreatW", "<EnableDefaultResNetItems>false</EnableDefaultResNetItems><TreatW", StringComparison.Ordinal));
        Write("Choosing/small.resnet.json", """{ "version": 1, "depth": 8, "classes": 3 }""");
        Write("Choosing/draft.resnet.json", """{ "version": 1, "depth": 9 }""");
        Write("Choosing/Program.cs", "System.Console.WriteLine(Choosing.Small.Info.Classes);");
    }

    private void WriteFirstAndSecond()
    {
        // A file that is named once more than the package's pattern does it is one file, and so is one with a copy in the output.
        Write("First/First.csproj", Project("Library", Package, """
            <AdditionalFiles Include="specs/small.resnet.json" />
            <None Update="specs/small.resnet.json" CopyToOutputDirectory="PreserveNewest" />
            """));
        Write("First/Net.cs", """
            namespace First;

            [ResNetGen.ResNet(Version = 1, Depth = 8)]
            public partial class Net;
            """);
        Write("First/specs/small.resnet.json", """{ "version": 1, "depth": 8, "classes": 3, "input": [1, 28, 28] }""");

        Write("Second/Second.csproj", Project("Exe", LibTorch, """<ProjectReference Include="../First/First.csproj" />"""));
        Write("Second/Net.cs", """
            namespace Second;

            [ResNetGen.ResNet(Version = 1, Depth = 8, Classes = 5)]
            public partial class Net;
            """);
        Write("Second/other.resnet.json", """{ "version": 2, "depth": 11, "classes": 7 }""");
        Write("Second/Program.cs", """
            using System;
            using TorchSharp;

            Show(new First.Net(), 3, 32);
            Show(new First.Small(), 1, 28);
            Show(new Second.Net(), 3, 32);
            Show(new Second.Other(), 3, 32);

            static void Show(torch.nn.Module<torch.Tensor, torch.Tensor> net, int channels, int size)
            {
                using var images = torch.randn(4, channels, size, size);
                using var logits = net.call(images);
                Console.WriteLine(net.GetType() + ": " + string.Join(" x ", logits.shape));
                net.Dispose();
            }
            """);
    }

    private void WriteTrain()
    {
        Write("Train/Train.csproj", Project("Exe", Package, LibTorch));
        Write("Train/Net.cs", """
            [ResNetGen.ResNet(Version = 1, Depth = 8, Classes = 2, Input = "3x16x16")]
            public partial class Net;
            """);
        Write("Train/Squares.cs", """
            using System;
            using System.Collections.Generic;
            using ResNetGen;
            using ResNetGen.Data;

            internal sealed class Squares(int count) : IImageDataset
            {
                public string Name => "squares";

                public int Count => count;

                public FeatureShape Shape { get; } = new(3, 16, 16);

                public IReadOnlyList<string> ClassNames { get; } = ["dark", "bright"];

                public int Read(int index, Span<byte> pixels)
                {
                    var label = index % 2;
                    pixels.Fill((byte)((label * 100) + (index % 110)));
                    return label;
                }
            }
            """);
        Write("Train/Program.cs", """
            using System;
            using ResNetGen.Data;
            using ResNetGen.Training;
            using TorchSharp;

            torch.manual_seed(1);
            using var net = new Net();
            var images = new Squares(320);
            var data = new DataSource("squares", () => images, () => images, Normalization.Of(images), new Augmentation(0, Flip: false));
            using var trainer = new Trainer(net, data, new TrainingOptions { Epochs = 1, BatchSize = 32, Seed = 1 });
            trainer.EpochFinished += (_, epoch) => Console.WriteLine($"{trainer.Steps} steps, loss {epoch.TrainLoss:F2}, {epoch.Test.Images} images held out");
            trainer.Run();
            using var inference = net.ToInference();
            using var batch = torch.zeros(2, 3, 16, 16);
            using var logits = inference.call(batch);
            Console.WriteLine($"{string.Join(" x ", logits.shape)} by {inference.Engine}");
            """);
    }

    private static string Project(string kind, params string[] items) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>{kind}</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            {string.Concat(items)}
          </ItemGroup>
        </Project>
        """;

    private void Write(string relative, string text)
    {
        var path = PathOf(relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}

using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace ResNetGen.Packages.Tests;

/// <summary>
/// A folder outside the repository with the packages made here, and those that they depend on, as its only source, and three projects in it: a program with a class, a library
/// with a class and a file, and a program that only references that library.
/// </summary>
public sealed class UserFolder : IAsyncLifetime
{
    private readonly string root = Path.Combine(Path.GetTempPath(), "resnetgen-packages-" + Path.GetRandomFileName());

    /// <summary>What <c>Bare</c> wrote.</summary>
    public string BareOutput { get; private set; } = "";

    /// <summary>What the build of all projects wrote, and that of <c>First</c> after it.</summary>
    public string BuildOutput { get; private set; } = "";

    /// <summary>What the build of <c>Bare</c> wrote where neither CMake nor make is.</summary>
    public string OutputWithoutCMake { get; private set; } = "";

    /// <summary>What the build of <c>Bare</c> wrote where no libtorch is.</summary>
    public string OutputWithoutLibTorch { get; private set; } = "";

    /// <summary>What <c>Choosing</c> wrote.</summary>
    public string ChoosingOutput { get; private set; } = "";

    /// <summary>What <c>Second</c> wrote.</summary>
    public string SecondOutput { get; private set; } = "";

    /// <summary>Where the packages are.</summary>
    public string Feed => Path.Combine(root, "feed");

    /// <summary>Where a file of the folder is.</summary>
    public string PathOf(string relative) => Path.Combine(root, relative);

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        // Tests of this class skip themselves.
        if (BuildFacts.TorchBackend != "system")
        {
            return;
        }

        Directory.CreateDirectory(Feed);
        foreach (var package in BuildFacts.Dependencies)
        {
            File.Copy(package, Path.Combine(Feed, Path.GetFileName(package)));
        }

        await PackAsync("ResNetGen.Generator", Feed);
        await PackAsync("ResNetGen.Runtime", Feed);
        await PackAsync("ResNetGen.Generator", PathOf("again"));

        WriteProjects();
        var packages = ("NUGET_PACKAGES", PathOf("packages"));
        var dotnet = new DotNet(packages);
        BuildOutput = await dotnet.RunAsync(root, "build", "all.slnx", "-c", "Release", "-v", "minimal", "--nologo");
        // Now its output has copies of its specification.
        BuildOutput += await dotnet.RunAsync(root, "build", "First", "-c", "Release", "--no-restore", "--no-incremental", "-v", "minimal", "--nologo");
        ChoosingOutput = await dotnet.RunAsync(root, "Choosing/bin/Release/net10.0/Choosing.dll");
        BareOutput = await dotnet.RunAsync(root, "Bare/bin/Release/net10.0/Bare.dll");
        SecondOutput = await dotnet.RunAsync(root, "Second/bin/Release/net10.0/Second.dll");

        string[] bareBuild = ["build", "Bare", "-c", "Release", "--no-restore", "-v", "quiet", "--nologo"];
        OutputWithoutCMake = await new DotNet(packages, ("PATH", FolderOfTools("sh", "dirname", "c++"))).RefuseAsync(root, bareBuild);
        OutputWithoutLibTorch = await new DotNet(packages, ("LIBTORCH_DIR", PathOf("no-libtorch"))).RefuseAsync(root, bareBuild);
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        if (Directory.Exists(root))
        {
            Directory.Delete(root, recursive: true);
        }

        return Task.CompletedTask;
    }

    private static Task<string> PackAsync(string project, string folder) => new DotNet().RunAsync(
        BuildFacts.RepositoryRoot, "pack", $"src/{project}/{project}.csproj", "--no-build", "-c", BuildFacts.Configuration, "-o", folder, "-v", "quiet", "--nologo");

    // For a PATH in which there is nothing else.
    private string FolderOfTools(params string[] names)
    {
        var folder = PathOf("tools");
        Directory.CreateDirectory(folder);
        var path = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator);
        foreach (var name in names)
        {
            File.CreateSymbolicLink(Path.Combine(folder, name), path.Select(p => Path.Combine(p, name)).First(File.Exists));
        }

        return folder;
    }

    private void WriteProjects()
    {
        Write("NuGet.config", """
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="feed" />
              </packageSources>
            </configuration>
            """);
        Write("all.slnx", """
            <Solution>
              <Project Path="Bare/Bare.csproj" />
              <Project Path="Choosing/Choosing.csproj" />
              <Project Path="First/First.csproj" />
              <Project Path="Second/Second.csproj" />
            </Solution>
            """);

        var package = $"""<PackageReference Include="ResNetGen.LibTorch" Version="{BuildFacts.Version}" />""";
        Write("Bare/Bare.csproj", Project("Exe", package));
        Write("Bare/Net.cs", """
            [ResNetGen.ResNet(Version = 2, Depth = 11)]
            public partial class Net;
            """);
        Write("Bare/Program.cs", """
            using var net = new Net();
            using var images = TorchSharp.torch.randn(2, 3, 32, 32);
            using var scores = net.call(images);
            System.Console.WriteLine(string.Join(" x ", scores.shape));
            """);

        Write("Choosing/Choosing.csproj", Project("Exe", package + """<AdditionalFiles Include="small.resnet.json" />""")
            .Replace("<TreatW", "<EnableDefaultResNetItems>false</EnableDefaultResNetItems><TreatW", StringComparison.Ordinal));
        Write("Choosing/small.resnet.json", """{ "version": 1, "depth": 8, "classes": 3 }""");
        Write("Choosing/draft.resnet.json", """{ "version": 1, "depth": 9 }""");
        Write("Choosing/Program.cs", "System.Console.WriteLine(Choosing.Small.Info.Classes);");

        // A file that is named once more than the package's pattern does it is one file, and so is one with a copy in the output.
        Write("First/First.csproj", Project("Library", package + """
            <AdditionalFiles Include="specs/small.resnet.json" />
            <None Update="specs/small.resnet.json" CopyToOutputDirectory="PreserveNewest" />
            """));
        Write("First/Net.cs", """
            namespace First;

            [ResNetGen.ResNet(Version = 1, Depth = 8)]
            public partial class Net;
            """);
        Write("First/specs/small.resnet.json", """{ "version": 1, "depth": 8, "classes": 3, "input": [1, 28, 28] }""");

        Write("Second/Second.csproj", Project("Exe", """<ProjectReference Include="../First/First.csproj" />"""));
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
                using var scores = net.call(images);
                Console.WriteLine(net.GetType() + ": " + string.Join(" x ", scores.shape));
                net.Dispose();
            }
            """);
    }

    private static string Project(string kind, string reference) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>{kind}</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            {reference}
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

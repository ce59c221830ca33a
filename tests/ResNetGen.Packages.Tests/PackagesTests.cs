using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace ResNetGen.Packages.Tests;

public sealed class PackagesTests(UserFolder user) : IClassFixture<UserFolder>
{
    [SkippableFact]
    public void A_bare_project_with_the_package_and_a_class_of_two_lines_runs_a_forward_pass()
    {
        RequireSystem();

        Assert.Equal("2 x 10", user.BareOutput.Trim());
    }

    [SkippableFact]
    public void A_project_that_references_one_with_the_package_gets_the_generator_and_its_files_too()
    {
        RequireSystem();

        Assert.Equal(
            ["First.Net: 4 x 10", "First.Small: 4 x 3", "Second.Net: 4 x 5", "Second.Other: 4 x 7"],
            user.SecondOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [SkippableFact]
    public void The_native_part_is_built_beside_a_program()
    {
        RequireSystem();

        Assert.True(File.Exists(user.PathOf("Bare/bin/Release/net10.0/libresnetgen_torch.so")));
        Assert.True(File.Exists(user.PathOf("Second/bin/Release/net10.0/libresnetgen_torch.so")));
    }

    [SkippableFact]
    public void Further_projects_and_builds_take_the_native_part_from_the_cache()
    {
        RequireSystem();

        // The repository's own build, from the same sources, has put it there.
        Assert.DoesNotContain("Building the libtorch binding", user.BuildOutput, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void What_the_native_part_needs_and_a_machine_lacks_is_an_error_that_says_how_to_install_it()
    {
        RequireSystem();

        const string Install = "apt-get install -y libtorch-dev libopenblas0-openmp g++ cmake make";
        Assert.Contains("error LIBTORCH: The libtorch binding needs cmake and make to build its native part. On Debian and Ubuntu: " + Install, user.OutputWithoutCMake, StringComparison.Ordinal);
        Assert.Contains($"error LIBTORCH: LIBTORCH_DIR is '{user.PathOf("no-libtorch")}', which has no include/ATen/ATen.h", user.OutputWithoutLibTorch, StringComparison.Ordinal);
        Assert.Contains(Install, user.OutputWithoutLibTorch, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Output_folders_are_not_searched_for_specifications()
    {
        RequireSystem();

        // First was built once more with this copy: a second class of that name would not compile.
        Assert.True(File.Exists(user.PathOf("First/bin/Release/net10.0/specs/small.resnet.json")));
    }

    [SkippableTheory]
    [InlineData("ResNetGen.Generator", "analyzers/dotnet/cs/ResNetGen.CodeFixes.dll analyzers/dotnet/cs/ResNetGen.Core.dll analyzers/dotnet/cs/ResNetGen.Generator.dll buildTransitive/ResNetGen.Generator.props")]
    [InlineData("ResNetGen.LibTorch", "buildTransitive/ResNetGen.LibTorch.targets lib/net10.0/ResNetGen.LibTorch.dll lib/net10.0/ResNetGen.LibTorch.xml lib/net10.0/ResNetGen.Runtime.dll lib/net10.0/ResNetGen.Runtime.xml native/CMakeLists.txt native/build.sh native/build.targets native/guard.h native/tensors.cpp")]
    public void A_package_has_its_parts_and_its_metadata(string id, string parts)
    {
        RequireSystem();

        using var package = ZipFile.OpenRead(Path.Combine(user.Feed, $"{id}.{BuildFacts.Version}.nupkg"));
        var names = package.Entries.Select(e => e.FullName).ToList();
        Assert.All(parts.Split(' '), part => Assert.Contains(part, names));
        Assert.Contains("README.md", names);

        // On a registry's page, links into the repository lead nowhere.
        using var readme = new StreamReader(package.GetEntry("README.md")!.Open());
        Assert.DoesNotMatch(@"\]\((?!https://)", readme.ReadToEnd());
        Assert.DoesNotContain(names, name => name.EndsWith(".so", StringComparison.Ordinal) || name.EndsWith(".pdb", StringComparison.Ordinal));

        using var nuspec = package.GetEntry(id + ".nuspec")!.Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single();
        string Of(string name) => metadata.Elements().Single(e => e.Name.LocalName == name).Value;
        Assert.Equal((BuildFacts.Version, "MIT", "README.md"), (Of("version"), Of("license"), Of("readme")));
        Assert.DoesNotContain("$", metadata.ToString(), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("ResNetGen.Generator", "ResNetGen.Generator.dll", "ResNetGen.Core.dll", "ResNetGen.CodeFixes.dll")]
    [InlineData("ResNetGen.LibTorch", "ResNetGen.Runtime.dll", "ResNetGen.LibTorch.dll")]
    public void Assemblies_have_their_symbols_inside_and_no_path_of_the_machine(string id, params string[] assemblies)
    {
        RequireSystem();

        using var package = ZipFile.OpenRead(Path.Combine(user.Feed, $"{id}.{BuildFacts.Version}.nupkg"));
        foreach (var assembly in assemblies)
        {
            using var bytes = new MemoryStream();
            using (var entry = package.Entries.Single(e => e.Name == assembly).Open())
            {
                entry.CopyTo(bytes);
            }

            bytes.Position = 0;
            using var reader = new PEReader(bytes);
            var symbols = reader.ReadDebugDirectory().Single(e => e.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
            using var provider = reader.ReadEmbeddedPortablePdbDebugDirectoryData(symbols);
            var pdb = provider.GetMetadataReader();
            Assert.NotEmpty(pdb.Documents);
            Assert.All(pdb.Documents, d => Assert.StartsWith("/_/", pdb.GetString(pdb.GetDocument(d).Name), StringComparison.Ordinal));
        }
    }

    [SkippableFact]
    public void A_package_made_twice_is_the_same_to_the_byte()
    {
        RequireSystem();

        var name = $"ResNetGen.Generator.{BuildFacts.Version}.nupkg";
        Assert.Equal(File.ReadAllBytes(Path.Combine(user.Feed, name)), File.ReadAllBytes(user.PathOf("again/" + name)));
    }

    // The packages of TorchSharp are not in every registry, so this one is not packed here; what it is to have is in its description.
    [Fact]
    public void The_package_for_TorchSharp_names_it_and_brings_no_libtorch()
    {
        var package = XDocument.Load(Path.Combine(BuildFacts.RepositoryRoot, "src/ResNetGen.Runtime/ResNetGen.nuspec"));
        string[] ValuesOf(string element, string attribute) => [.. package.Descendants().Where(e => e.Name.LocalName == element).Select(e => e.Attribute(attribute)!.Value)];

        Assert.Equal(["Google.Protobuf", "ResNetGen.Generator", "TorchSharp"], ValuesOf("dependency", "id"));
        Assert.Equal(["$binaries$ResNetGen.Runtime.dll", "$binaries$ResNetGen.Runtime.xml", "$readme$"], ValuesOf("file", "src"));
    }

    [SkippableFact]
    public void A_project_may_choose_its_files_itself()
    {
        RequireSystem();

        // It switches the package's own choice off, and names one of two files: the other would not compile.
        Assert.Equal("3", user.ChoosingOutput.Trim());
    }

    private static void RequireSystem() => Skip.If(
        BuildFacts.TorchBackend != "system",
        $"TorchBackend is {BuildFacts.TorchBackend}; only with system can the packages be made and run here without TorchSharp's.");
}

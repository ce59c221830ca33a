using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
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

    [SkippableTheory]
    [InlineData("ResNetGen.Generator", "analyzers/dotnet/cs/ResNetGen.CodeFixes.dll analyzers/dotnet/cs/ResNetGen.Core.dll analyzers/dotnet/cs/ResNetGen.Generator.dll build/ResNetGen.Generator.props buildTransitive/ResNetGen.Generator.props")]
    [InlineData("ResNetGen.LibTorch", "buildTransitive/ResNetGen.LibTorch.targets lib/net10.0/ResNetGen.LibTorch.dll lib/net10.0/ResNetGen.Runtime.dll lib/net10.0/ResNetGen.Runtime.xml native/CMakeLists.txt native/build.sh native/build.targets native/guard.h native/tensors.cpp")]
    public void A_package_has_its_parts_and_its_metadata(string id, string parts)
    {
        RequireSystem();

        using var package = ZipFile.OpenRead(Path.Combine(user.Feed, $"{id}.{BuildFacts.Version}.nupkg"));
        var names = package.Entries.Select(e => e.FullName).ToList();
        Assert.All(parts.Split(' '), part => Assert.Contains(part, names));
        Assert.Contains("README.md", names);
        Assert.DoesNotContain(names, name => name.EndsWith(".so", StringComparison.Ordinal) || name.EndsWith(".pdb", StringComparison.Ordinal));

        using var nuspec = package.GetEntry(id + ".nuspec")!.Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single();
        string Of(string name) => metadata.Elements().Single(e => e.Name.LocalName == name).Value;
        Assert.Equal((BuildFacts.Version, "MIT", "README.md"), (Of("version"), Of("license"), Of("readme")));
        Assert.DoesNotContain("$", metadata.ToString(), StringComparison.Ordinal);
    }

    // The packages of TorchSharp are not in every registry, so this one is not packed here; what it is to have is in its description.
    [Fact]
    public void The_package_for_TorchSharp_names_it_and_brings_no_libtorch()
    {
        var package = XDocument.Load(Path.Combine(BuildFacts.RepositoryRoot, "src/ResNetGen.Runtime/ResNetGen.nuspec"));
        string[] ValuesOf(string element, string attribute) => [.. package.Descendants().Where(e => e.Name.LocalName == element).Select(e => e.Attribute(attribute)!.Value)];

        Assert.Equal(["ResNetGen.Generator", "TorchSharp"], ValuesOf("dependency", "id"));
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

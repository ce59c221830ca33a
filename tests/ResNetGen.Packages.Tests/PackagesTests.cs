using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace ResNetGen.Packages.Tests;

/// <summary>The packages, and programs outside the repository that are built with them.</summary>
[Collection(UserCollection.Name)]
public sealed class PackagesTests(UserFolder user)
{
    [SkippableFact]
    public void A_bare_project_with_the_package_and_a_class_of_two_lines_runs_a_forward_pass()
    {
        UserFolder.RequireTorch();

        Assert.Equal("2 x 10", user.BareOutput.Trim());
    }

    [SkippableFact]
    public void A_project_that_references_one_with_the_package_gets_the_generator_and_its_files_too()
    {
        UserFolder.RequireTorch();

        Assert.Equal(
            ["First.Net: 4 x 10", "First.Small: 4 x 3", "Second.Net: 4 x 5", "Second.Other: 4 x 7"],
            user.SecondOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [SkippableFact]
    public void A_program_trains()
    {
        UserFolder.RequireTorch();

        Assert.Matches(@"^10 steps, loss \d+\.\d\d, 320 images held out\r?\n2 x 2 by ", user.TrainOutput);
    }

    [SkippableFact]
    public void A_program_gets_the_inference_engine_with_the_package()
    {
        UserFolder.RequireTorch();

        Assert.Matches("by (AVX-512|AVX2|128-bit)$", user.TrainOutput.Trim());
    }

    [SkippableFact]
    public void Output_folders_are_not_searched_for_specifications()
    {
        UserFolder.RequireTorch();

        // First was built once more with this copy: a second class of that name would not compile.
        Assert.True(File.Exists(user.PathOf("First/bin/Release/net10.0/specs/small.resnet.json")));
    }

    [SkippableFact]
    public void A_project_may_choose_its_files_itself()
    {
        UserFolder.RequireTorch();

        // It switches the package's own choice off, and names one of two files: the other would not compile.
        Assert.Equal("3", user.ChoosingOutput.Trim());
    }

    [Theory]
    [InlineData("ResNetGen.Generator", "analyzers/dotnet/cs/ResNetGen.CodeFixes.dll analyzers/dotnet/cs/ResNetGen.Core.dll analyzers/dotnet/cs/ResNetGen.Generator.dll buildTransitive/ResNetGen.Generator.props")]
    [InlineData("ResNetGen.Engine", "buildTransitive/ResNetGen.Engine.targets lib/net10.0/ResNetGen.Engine.dll lib/net10.0/ResNetGen.Engine.xml")]
    [InlineData("ResNetGen", "buildTransitive/ResNetGen.targets buildTransitive/TorchStartup.cs lib/net10.0/ResNetGen.Runtime.dll lib/net10.0/ResNetGen.Runtime.xml")]
    public void A_package_has_its_parts_and_its_metadata(string id, string parts)
    {
        using var package = Open(id);
        var names = package.Entries.Select(e => e.FullName).ToList();
        Assert.All(parts.Split(' '), part => Assert.Contains(part, names));
        Assert.Contains("README.md", names);

        // On a registry's page, links into the repository lead nowhere.
        using var readme = new StreamReader(package.GetEntry("README.md")!.Open());
        Assert.DoesNotMatch(@"\]\((?!https://)", readme.ReadToEnd());
        Assert.DoesNotContain(names, name => name.EndsWith(".pdb", StringComparison.Ordinal));

        // libtorch comes from a package that the user chooses.
        Assert.DoesNotContain(names, name => name.EndsWith(".so", StringComparison.Ordinal));

        var metadata = MetadataOf(package);
        string Of(string name) => metadata.Elements().Single(e => e.Name.LocalName == name).Value;
        Assert.Equal((user.Version, "MIT", "README.md"), (Of("version"), Of("license"), Of("readme")));
        Assert.DoesNotContain("$", metadata.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_package_needs_TorchSharp_and_its_own_generator_and_leaves_libtorch_to_the_user()
    {
        using var package = Open("ResNetGen");

        Assert.Equal(
            [("Google.Protobuf", BuildFacts.GoogleProtobufVersion), ("ResNetGen.Engine", $"[{user.Version}]"), ("ResNetGen.Generator", $"[{user.Version}]"), ("TorchSharp", BuildFacts.TorchSharpVersion)],
            MetadataOf(package).Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => (e.Attribute("id")!.Value, e.Attribute("version")!.Value)));
    }

    [Theory]
    [InlineData("ResNetGen.Generator", "ResNetGen.Generator.dll", "ResNetGen.Core.dll", "ResNetGen.CodeFixes.dll")]
    [InlineData("ResNetGen.Engine", "ResNetGen.Engine.dll")]
    [InlineData("ResNetGen", "ResNetGen.Runtime.dll")]
    public void Assemblies_have_their_symbols_inside_and_no_path_of_the_machine(string id, params string[] assemblies)
    {
        using var package = Open(id);
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

    [Fact]
    public void A_package_made_twice_is_the_same_to_the_byte()
    {
        var name = $"ResNetGen.Generator.{user.Version}.nupkg";
        Assert.Equal(File.ReadAllBytes(Path.Combine(user.Feed, name)), File.ReadAllBytes(user.PathOf("again/" + name)));
    }

    private ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(user.Feed, $"{id}.{user.Version}.nupkg"));

    private static XElement MetadataOf(ZipArchive package)
    {
        using var nuspec = package.Entries.Single(e => e.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(nuspec).Root!.Elements().Single();
    }
}

using System;
using System.IO;
using System.Linq;

namespace ResNetGen.Contract.Tests;

public class ArgumentNamesTests
{
    [SkippableTheory]
    [InlineData("src/ResNetGen.Runtime")]
    [InlineData("src/ResNetGen.Cli")]
    [InlineData("samples")]
    [InlineData("tests/ResNetGen.Networks.Tests")]
    [InlineData("tests/ResNetGen.Runtime.Tests")]
    [InlineData("tests/ResNetGen.Cli.Tests")]
    public void Sources_name_arguments_only_as_every_release_does(string folder)
    {
        var releases = Releases();
        var sources = Directory.GetFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories);
        var disputed = sources.SelectMany(file => ArgumentNames.Disputed(File.ReadAllText(file), releases).Select(call => $"{file}: {call}")).ToList();

        Assert.NotEmpty(sources);
        Assert.True(disputed.Count == 0, string.Join(Environment.NewLine, disputed));
    }

    [SkippableFact]
    public void A_name_of_one_release_is_found()
    {
        const string source = "class C { object a = nn.Conv2d(in_channels: 3, 8, 3), b = nn.Conv2d(3, 8, 3, padding: 1), c = Mine(own: 1); }";

        Assert.Equal(["nn.Conv2d(in_channels: 3, 8, 3)"], ArgumentNames.Disputed(source, Releases()));
    }

    private static ArgumentNames[] Releases() =>
        [.. new[] { "0.99.6", "0.107.0" }.Select(release => ArgumentNames.Read(SharedFolder.Require($"torchsharp-api/{release}.txt")))];
}

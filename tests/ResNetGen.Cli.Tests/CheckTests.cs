using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ResNetGen.Core.Findings;

namespace ResNetGen.Cli.Tests;

public class CheckTests
{
    private const string Wrong = """
        {
          "class": "Own",
          "version": 2,
          "depth": 165
        }
        """;

    private const string Message =
        "165 layers do not fit version 2, which has 9n + 2; the nearest are 164 (1,703,258 parameters) and 173 (1,795,994 parameters)";

    [Fact]
    public async Task A_depth_that_does_not_fit_is_an_error_at_its_number()
    {
        using var folder = new ScratchFolder();
        var file = folder.Write("own.resnet.json", Wrong);

        var result = await Resnetgen.RunAsync("check", file);

        Assert.Equal($"{file}(4,12): error RNG202: {Message}{Environment.NewLine}", result.Out);
        Assert.Contains("1 spec checked, 1 with errors.", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task Json_has_the_places_of_both_ends()
    {
        using var folder = new ScratchFolder();
        var file = folder.Write("own.resnet.json", Wrong);

        var result = await Resnetgen.RunAsync("check", file, "--json");

        var diagnostic = Assert.Single(result.Json.GetProperty("diagnostics").EnumerateArray());
        Assert.Equal(file, diagnostic.GetProperty("file").GetString());
        Assert.Equal(4, diagnostic.GetProperty("line").GetInt32());
        Assert.Equal(12, diagnostic.GetProperty("column").GetInt32());
        Assert.Equal(4, diagnostic.GetProperty("endLine").GetInt32());
        Assert.Equal(15, diagnostic.GetProperty("endColumn").GetInt32());
        Assert.Equal("RNG202", diagnostic.GetProperty("id").GetString());
        Assert.Equal("error", diagnostic.GetProperty("severity").GetString());
        Assert.Equal(Message, diagnostic.GetProperty("message").GetString());
        Assert.Equal(1, result.ExitCode);
    }

    // Every kind of finding that a file can have, and places behind marks, tabs, line ends and letters of all kinds.
    [Fact]
    public async Task A_folder_of_wrong_specs_is_answered_finding_by_finding()
    {
        var folder = Repository.PathOf("tests/ResNetGen.Cli.Tests/WrongSpecs");

        var result = await Resnetgen.RunAsync("check", folder);

        var answers = result.Out.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).ReplaceLineEndings("\n");
        AcceptedFile.Verify(Path.Combine(folder, "answers.verified.txt"), Path.Combine(folder, "answers.received.txt"), answers);
        Assert.Equal(1, result.ExitCode);
        var ofFiles = FindingCatalogue.All.Select(kind => kind.Id).Where(id => string.CompareOrdinal(id, "RNG1") > 0 && id is not ("RNG501" or "RNG502" or "RNG503" or "RNG901"));
        Assert.All(ofFiles, id => Assert.Contains(id, answers, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_spec_of_the_repository_is_without_findings()
    {
        var result = await Resnetgen.RunAsync("check", Repository.PathOf("specs"), "--json");

        Assert.Empty(result.Json.GetProperty("diagnostics").EnumerateArray());
        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [InlineData("describe")]
    [InlineData("train")]
    public async Task Other_commands_refuse_the_spec_with_the_same_line_on_stderr(string command)
    {
        using var folder = new ScratchFolder();
        var file = folder.Write("own.resnet.json", Wrong);

        var result = await Resnetgen.RunAsync(command, file);

        Assert.Equal($"{file}(4,12): error RNG202: {Message}{Environment.NewLine}", result.Error);
        Assert.Empty(result.Out);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task People_see_the_characters_underlined()
    {
        using var folder = new ScratchFolder();
        var file = folder.Write("own.resnet.json", "{\r\n\t\"version\": 2, \"depth\": 165\r\n}");
        using var output = new System.IO.StringWriter();
        using var error = new System.IO.StringWriter();

        await CommandLine.RunAsync(["check", file], new Terminal(output, error, OutIsTerminal: true, ErrorIsTerminal: true), default);

        Assert.Contains($"  2 | \t\"version\": 2, \"depth\": 165{Environment.NewLine}    | \t                       ^^^{Environment.NewLine}", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resnet21", "No spec is called 'resnet21'; did you mean 'resnet20'?")]
    [InlineData("perceptron", "No spec is called 'perceptron'. There are: custom_resnetv2_29, densenet121, ")]
    [InlineData("nowhere/own.resnet.json", "nowhere/own.resnet.json: there is no such file.")]
    public async Task A_spec_that_is_not_there_is_refused(string spec, string message)
    {
        var result = await Resnetgen.RunAsync("check", spec);

        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task A_folder_without_specs_is_refused()
    {
        using var folder = new ScratchFolder();

        var result = await Resnetgen.RunAsync("check", folder.Path, "--json");

        Assert.Equal($"{folder.Path}: no file in this folder ends in .resnet.json.", result.Json.GetProperty("error").GetString());
        Assert.Equal(1, result.ExitCode);
    }
}

using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace ResNetGen.Cli.Tests;

/// <summary>The scripts at the repository's root, as processes.</summary>
public class ScriptTests : IAsyncLifetime
{
    // The first run builds if sources are newer, and says so on stderr; the tests look at what comes after.
    public Task InitializeAsync() => Start(Repository.PathOf("resnetgen"), Path.GetTempPath(), "--version");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Every_script_is_sound_bash()
    {
        string[] scripts = ["resnetgen", "test", ".ci/run", .. Directory.GetFiles(Repository.PathOf("build"), "*.sh")];

        foreach (var script in scripts.Select(Repository.PathOf))
        {
            var result = await Start("bash", Path.GetTempPath(), "-n", script);
            Assert.Equal(new CommandResult(0, "", ""), result);
        }
    }

    [Fact]
    public async Task It_runs_from_another_folder_and_through_a_link()
    {
        using var folder = new ScratchFolder();
        var link = folder.File("a link");
        File.CreateSymbolicLink(link, Repository.PathOf("resnetgen"));

        var result = await Start(link, folder.Path, "describe", "--help");

        Assert.Equal("", result.Error);
        Assert.Contains("resnetgen describe <SPEC>", result.Out, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task Relative_paths_are_those_of_the_users_folder()
    {
        using var folder = new ScratchFolder();
        folder.Write("own.resnet.json", """{ "version": 1, "depth": 21 }""");

        var result = await Start(Repository.PathOf("resnetgen"), folder.Path, "check", "own.resnet.json");

        Assert.StartsWith("own.resnet.json(1,26): error RNG202: ", result.Out, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task The_exit_code_of_the_command_is_that_of_the_script()
    {
        var result = await Start(Repository.PathOf("resnetgen"), Path.GetTempPath(), "nothing");

        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public async Task A_test_project_that_is_not_there_is_said_so()
    {
        var result = await Start(Repository.PathOf("test"), Path.GetTempPath(), "Nothing");

        Assert.Contains("No test project's name contains Nothing. There are: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("ResNetGen.Cli.Tests", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    private static async Task<CommandResult> Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CommandResult(process.ExitCode, await output, await error);
    }
}

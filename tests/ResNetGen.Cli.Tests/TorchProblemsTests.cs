using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace ResNetGen.Cli.Tests;

/// <summary>Error messages of the command line where libtorch cannot be loaded. Each test runs a copy of the program with one fault.</summary>
public sealed class TorchProblemsTests
{
    private const string Natives = "runtimes/linux-x64/native";

    [SkippableTheory]
    [InlineData("no libtorch", "", "Add the package TorchSharp-cpu")]
    [InlineData("no library of TorchSharp", "libLibTorchSharp.so, the native library of TorchSharp, is missing.", "Build the program again")]
    [InlineData("libtorch cut short", "libtorch_cpu.so is damaged: it has 5,000,000 bytes of at least ", "build again")]
    [InlineData("a library of TorchSharp that is none", "libLibTorchSharp.so is no shared library", "build again")]
    [InlineData("another c10", "libtorch.so cannot be loaded: ", "build.")]
    public async Task It_is_one_message_and_exit_code_1(string problem, string message, string advice)
    {
        Skip.If(!OperatingSystem.IsLinux(), "The messages are those of Linux.");
        using var folder = new ScratchFolder();
        var program = CopyOf(AppContext.BaseDirectory, folder.Path);
        Spoil(problem, Path.Combine(folder.Path, "copy", Natives));

        var bench = await Run(program, "bench", Repository.PathOf("specs/resnet20.resnet.json"), "--seconds", "0.1");

        Assert.Equal("", bench.Out);
        Assert.Contains(message, bench.Error, StringComparison.Ordinal);
        Assert.Contains(advice, bench.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", bench.Error, StringComparison.Ordinal);
        Assert.Single(bench.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(1, bench.ExitCode);

        var doctor = await Run(program, "doctor", "--json");

        Assert.Contains(message, doctor.Json.GetProperty("torchProblem").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, doctor.ExitCode);

        // What needs no libtorch goes on.
        Assert.Equal(0, (await Run(program, "check", Repository.PathOf("specs/resnet20.resnet.json"))).ExitCode);
    }

    // A system may have a libtorch of its own, of another version: then the message is about that.
    private static void Spoil(string problem, string natives)
    {
        string File(string name) => Path.Combine(natives, name);
        switch (problem)
        {
            case "no libtorch":
                System.IO.File.Delete(File("libtorch.so"));
                break;
            case "no library of TorchSharp":
                System.IO.File.Delete(File("libLibTorchSharp.so"));
                break;
            case "libtorch cut short":
                Replace(File("libtorch_cpu.so"), ReadStart(File("libtorch_cpu.so"), 5_000_000));
                break;
            case "another c10":
                Replace(File("libc10.so"), System.IO.File.ReadAllBytes(File("libshm.so")));
                break;
            default:
                Replace(File("libLibTorchSharp.so"), [1, 2, 3]);
                break;
        }
    }

    private static byte[] ReadStart(string file, int length)
    {
        using var stream = System.IO.File.OpenRead(file);
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    // The copy is of links, and what they lead to belongs to others.
    private static void Replace(string file, byte[] bytes)
    {
        System.IO.File.Delete(file);
        System.IO.File.WriteAllBytes(file, bytes);
    }

    private static string CopyOf(string program, string folder)
    {
        var copy = Path.Combine(folder, "copy");
        using var process = Process.Start("cp", ["-al", Path.TrimEndingDirectorySeparator(program), copy])!;
        process.WaitForExit();
        Skip.If(process.ExitCode != 0, "The folder for temporary files is on another file system than the repository, and takes no links to its files.");
        return Path.Combine(copy, "resnetgen.dll");
    }

    private static async Task<CommandResult> Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", "--runtimeconfig", Path.ChangeExtension(program, "runtimeconfig.json"), program, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CommandResult(process.ExitCode, await output, await error);
    }
}

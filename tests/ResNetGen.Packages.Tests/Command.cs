using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace ResNetGen.Packages.Tests;

/// <summary>Runs the <c>dotnet</c> command and other programs as a user's shell does.</summary>
/// <param name="environment">What differs from this process's environment.</param>
internal sealed class Command(params IReadOnlyList<(string Name, string Value)> environment)
{
    // Builds take seconds; a machine with other work may need some minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static readonly string DotNetRoot = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));

    /// <summary>Runs <c>dotnet</c> and returns what it wrote.</summary>
    /// <exception cref="CommandFailedException">It did not end with exit code 0; the message has what it wrote.</exception>
    /// <exception cref="TimeoutException">It did not end; it has been killed, with all that it started.</exception>
    public Task<string> DotNetAsync(string folder, params IReadOnlyList<string> arguments) =>
        RunAsync(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", folder, arguments);

    /// <summary>Runs a program and returns what it wrote.</summary>
    /// <exception cref="CommandFailedException">It did not end with exit code 0; the message has what it wrote.</exception>
    /// <exception cref="TimeoutException">It did not end; it has been killed, with all that it started.</exception>
    public async Task<string> RunAsync(string program, string folder, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The test runner's MSBuild is not the user's.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        // Servers that outlive the test would keep its folder in use.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        // A published program that needs .NET finds that of this process.
        start.Environment["DOTNET_ROOT"] = DotNetRoot;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var line = $"{program} {string.Join(' ', arguments)} in {folder}";
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException canceled)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{line} did not end within {Patience.TotalMinutes} minutes:{Environment.NewLine}{await output}{await errors}", canceled);
        }

        var written = await output + await errors;
        return process.ExitCode == 0 ? written : throw new CommandFailedException($"{line} ended with {process.ExitCode}:{Environment.NewLine}{written}");
    }
}

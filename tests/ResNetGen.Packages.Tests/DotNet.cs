using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ResNetGen.Packages.Tests;

/// <summary>Runs the <c>dotnet</c> command as a user's shell would.</summary>
/// <param name="environment">What differs from this process's environment.</param>
internal sealed class DotNet(params (string Name, string Value)[] environment)
{
    // Builds take seconds; a machine with other work may need some minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Runs <c>dotnet</c> and returns what it wrote.</summary>
    /// <exception cref="InvalidOperationException">It did not end with exit code 0; the message has what it wrote.</exception>
    /// <exception cref="TimeoutException">It did not end; it has been killed, with all that it started.</exception>
    public async Task<string> RunAsync(string folder, params string[] arguments)
    {
        var (code, written) = await EndAsync(folder, arguments);
        return code == 0 ? written : throw Unexpected(folder, arguments, code, written);
    }

    /// <summary>Runs <c>dotnet</c>, which has to refuse, and returns what it wrote.</summary>
    /// <exception cref="InvalidOperationException">It ended with exit code 0; the message has what it wrote.</exception>
    /// <exception cref="TimeoutException">It did not end; it has been killed, with all that it started.</exception>
    public async Task<string> RefuseAsync(string folder, params string[] arguments)
    {
        var (code, written) = await EndAsync(folder, arguments);
        return code != 0 ? written : throw Unexpected(folder, arguments, code, written);
    }

    private static InvalidOperationException Unexpected(string folder, IEnumerable<string> arguments, int code, string written) =>
        new($"dotnet {string.Join(' ', arguments)} in {folder} ended with {code}:{Environment.NewLine}{written}");

    private async Task<(int Code, string Written)> EndAsync(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
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
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException canceled)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet {string.Join(' ', arguments)} in {folder} did not end within {Patience.TotalMinutes} minutes:{Environment.NewLine}{await output}{await errors}", canceled);
        }

        return (process.ExitCode, await output + await errors);
    }
}

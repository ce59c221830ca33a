using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;

namespace ResNetGen.Packages.Tests;

/// <summary>Runs the <c>dotnet</c> command as a user's shell would.</summary>
/// <param name="packageFolder">Where packages are unpacked; null for the user's own folder, where some of an earlier build may be.</param>
internal sealed class DotNet(string? packageFolder)
{
    /// <summary>Runs <c>dotnet</c> and returns what it wrote.</summary>
    /// <exception cref="InvalidOperationException">It did not end with exit code 0; the message has what it wrote.</exception>
    public async Task<string> RunAsync(string folder, params string[] arguments)
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

        if (packageFolder is not null)
        {
            start.Environment["NUGET_PACKAGES"] = packageFolder;
        }

        // A server that outlives the test would keep its folder in use.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var written = await output + await errors;
        return process.ExitCode == 0
            ? written
            : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} in {folder} ended with {process.ExitCode}:{Environment.NewLine}{written}");
    }
}

using System.Diagnostics;
using System.IO;

namespace ResNetGen;

/// <summary>Python, where a machine has it: another reader and writer of the same formats.</summary>
internal static class Python
{
    // Debian's packages belong to this one, whatever else is in PATH.
    private const string Program = "/usr/bin/python3";

    /// <summary>Runs a script and returns its output. Python is a <see cref="Peer"/>.</summary>
    public static string Run(string script, params string[] arguments)
    {
        using var process = Start(new ProcessStartInfo(Program, ["-c", script, .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false });
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    /// <summary>A script that runs until its input ends.</summary>
    public static Process Start(string script) => Start(new ProcessStartInfo(Program, ["-c", script])
    {
        RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
    });

    /// <summary>Says that a test needs a module of Python: a <see cref="Peer"/>, unless Debian has no package of it, so that <c>./test</c> cannot install it.</summary>
    /// <param name="module">The name by which it is imported.</param>
    /// <param name="installation">How it is installed, where Debian has no package of it.</param>
    public static void Require(string module, string? installation = null)
    {
        var has = Run("import importlib.util, sys; print(importlib.util.find_spec(sys.argv[1]) is not None)", module).Trim();
        Skip.If(has != "True" && installation is not null, $"{Program} has no {module}; {installation}.");
        Peer.Require(has == "True", $"{Program} has no {module}; on Debian: apt-get install python3-{module.ToLowerInvariant()}.");
    }

    private static Process Start(ProcessStartInfo start)
    {
        Peer.Require(File.Exists(Program), Program + " is not installed; on Debian: apt-get install python3.");
        return Process.Start(start)!;
    }
}

using System.Diagnostics;

namespace ResNetGen;

/// <summary>Python, where a machine has it: another reader and writer of the same formats.</summary>
internal static class Python
{
    // Debian's packages belong to this one, whatever else is in PATH.
    public const string Path = "/usr/bin/python3";

    /// <summary>What a script prints; the test is skipped where there is no Python.</summary>
    public static string Run(string script, params string[] arguments)
    {
        Process? process = null;
        try
        {
            process = Process.Start(new ProcessStartInfo(Path, ["-c", script, .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Skip.If(true, Path + " is not installed.");
        }

        using (process)
        {
            var output = process!.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            return output;
        }
    }

    /// <summary>Skips the test where Python lacks a module.</summary>
    public static void Require(string module)
    {
        var has = Run("import importlib.util, sys; print(importlib.util.find_spec(sys.argv[1]) is not None)", module).Trim();
        Skip.If(has != "True", $"{Path} has no {module}; on Debian: apt-get install python3-{module}.");
    }
}

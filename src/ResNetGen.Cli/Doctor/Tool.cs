using System.ComponentModel;
using System.Diagnostics;
using System.Linq;

namespace ResNetGen.Cli.Doctor;

/// <summary>A program of this machine.</summary>
/// <param name="Name">What it is called in messages.</param>
/// <param name="Version">The first line that it says of itself, or null if it is not there.</param>
/// <param name="Package">The Debian package that has it.</param>
internal sealed record Tool(string Name, string? Version, string Package)
{
    /// <summary>Asks a program for its version.</summary>
    public static Tool Find(string name, string package)
    {
        try
        {
            var start = new ProcessStartInfo(name, "--version") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            using var process = Process.Start(start)!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new Tool(name, process.ExitCode == 0 ? said.Split('\n').First() : null, package);
        }
        catch (Win32Exception)
        {
            return new Tool(name, null, package);
        }
    }
}

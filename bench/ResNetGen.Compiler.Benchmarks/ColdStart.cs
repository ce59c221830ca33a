using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;

namespace ResNetGen.Compiler.Benchmarks;

/// <summary>
/// Two hundred networks in one compilation, in processes that have compiled nothing before: what a build waits for. A benchmark runner, which
/// compiles first, does not measure that.
/// </summary>
internal static class ColdStart
{
    private const int Processes = 7;

    /// <summary>Starts this program anew several times and writes the times that the generator took in each.</summary>
    public static void Run()
    {
        var times = Enumerable.Range(0, Processes).Select(_ => MeasureElsewhere()).Order().ToList();
        Console.WriteLine(FormattableString.Invariant(
            $"{UserProject.Networks} networks, cold: median {times[Processes / 2]:F0} ms, {times[0]:F0} to {times[^1]:F0} ms in {Processes} processes."));
    }

    /// <summary>Writes the milliseconds that the generator takes in this process.</summary>
    public static void Measure()
    {
        // Parsing and reading references belong to the compiler, whatever generators there are.
        UserProject.Compilation.GetDiagnostics();
        var start = Stopwatch.GetTimestamp();
        UserProject.Driver().RunGenerators(UserProject.Compilation);
        Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
    }

    private static double MeasureElsewhere()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ColdStart).Assembly.Location, "cold-once"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var written = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(written, CultureInfo.InvariantCulture);
    }
}

using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace ResNetGen.Cli.Runs;

/// <summary>The folder that one training run writes, and the names of the files in it.</summary>
/// <param name="Path">The folder, as the user would write it.</param>
internal sealed record RunFolder(string Path)
{
    /// <summary>The weights after the last step.</summary>
    public string Last => System.IO.Path.Combine(Path, "last.safetensors");

    /// <summary>The weights after the epoch that was best on the images held out by <c>--validation</c>.</summary>
    public string Best => System.IO.Path.Combine(Path, "best.safetensors");

    private string Report => System.IO.Path.Combine(Path, "run.json");

    /// <summary>Makes the folder for a run: the one asked for, or <c>runs/NAME-TIME</c>.</summary>
    /// <exception cref="RefusalException">It holds something already, or cannot be written.</exception>
    public static RunFolder Create(string? asked, string name)
    {
        var path = asked ?? Unused(System.IO.Path.Combine("runs", $"{name}-{DateTime.Now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}"));
        try
        {
            if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).FirstOrDefault() is { } entry)
            {
                throw new RefusalException(
                    $"--out {path}: the folder is not empty, it holds {System.IO.Path.GetFileName(entry)}. Name a new folder, so that no earlier run is overwritten.");
            }

            Directory.CreateDirectory(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException($"--out {path}: the folder cannot be written. {exception.Message}");
        }

        return new RunFolder(path);
    }

    /// <summary>Writes <c>run.json</c>, all of it or nothing.</summary>
    public void WriteReport(RunReport report)
    {
        var unfinished = Report + ".tmp";
        File.WriteAllText(unfinished, JsonSerializer.Serialize(report, JsonOutput.Options) + "\n");
        File.Move(unfinished, Report, overwrite: true);
    }

    // Two runs may start in the same second.
    private static string Unused(string path)
    {
        var free = path;
        for (var i = 2; Directory.Exists(free); i++)
        {
            free = $"{path}-{i}";
        }

        return free;
    }
}

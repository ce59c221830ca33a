using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Enumeration;
using System.Linq;
using System.Text.Json;
using ResNetGen.Cli.Specs;
using ResNetGen.Weights;

namespace ResNetGen.Cli.Runs;

/// <summary>The folder that one training run writes, and the names of the files in it. No other process writes it at the same time.</summary>
internal sealed class RunFolder : IDisposable
{
    private const string LockName = ".lock";

    /// <summary>Options that had another name when a run may have been begun.</summary>
    private static readonly Dictionary<string, string> Renamed = new(StringComparer.Ordinal) { ["--recompute"] = "--grad-checkpointing" };

    private readonly FileStream occupied;

    private RunFolder(string path, FileStream occupied)
    {
        Path = path;
        this.occupied = occupied;
    }

    /// <summary>The folder, as the user would write it.</summary>
    public string Path { get; }

    /// <summary>The weights after the last step.</summary>
    public string Last => In("last.safetensors");

    /// <summary>The weights after the epoch that was best on the images held out by <c>--validation</c>.</summary>
    public string Best => In("best.safetensors");

    /// <summary>The page that shows the run.</summary>
    public string Page => In("report.html");

    /// <summary>What <c>--resume</c> needs.</summary>
    public string Checkpoint => CheckpointIn(Path);

    /// <summary>The specification, as it was when the run was begun.</summary>
    public string Spec => SpecIn(Path);

    /// <summary>Makes the folder for a run: the one asked for, or <c>runs/NAME-TIME</c>.</summary>
    /// <exception cref="RefusalException">It holds something already, or cannot be written.</exception>
    public static RunFolder Create(string? asked, string name)
    {
        var path = asked ?? Unused(System.IO.Path.Combine("runs", $"{name}-{DateTime.Now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}"));
        return Cleared(Opened(path, () =>
        {
            // What a process leaves that is killed before it begins is nothing.
            if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).FirstOrDefault(entry => !IsLeftOver(entry)) is { } entry)
            {
                throw new RefusalException(File.Exists(ReportIn(path))
                    ? $"--out {path}: the folder holds a run. Go on with it by --resume, or name a new folder, so that no earlier run is overwritten."
                    : $"--out {path}: the folder is not empty, it holds {System.IO.Path.GetFileName(entry)}. Name a new folder, so that nothing is overwritten.");
            }

            Directory.CreateDirectory(path);
        }));
    }

    /// <summary>Opens the folder of a run that is to go on, and clears away what a killed process left half-written.</summary>
    /// <exception cref="RefusalException">Another process writes it.</exception>
    public static RunFolder Reopen(string path) => Cleared(Opened(path, static () => { }));

    /// <summary>The command that goes on with the run, or the series of runs, in a folder.</summary>
    public static string ResumeCommand(string path) => Shell.Line("resnetgen", "train", "--resume", "--out", path);

    /// <summary>Whether a folder has a run.</summary>
    public static bool HasRun(string path) => File.Exists(ReportIn(path));

    /// <summary>Reads a run's <c>run.json</c>.</summary>
    /// <exception cref="RefusalException">There is none, or it cannot be read.</exception>
    public static RunReport ReadReport(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RunReport>(File.ReadAllText(ReportIn(path)), JsonOutput.Options) is { Arguments: not null } report
                ? report with { Arguments = [.. report.Arguments.Select(argument => Renamed.GetValueOrDefault(argument, argument))] }
                : throw new RefusalException($"{ReportIn(path)}: does not say how the run was begun, so it cannot go on.");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RefusalException($"--out {path}: there is no run in this folder (no run.json), so there is nothing to go on with.");
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new RefusalException($"{ReportIn(path)}: cannot be read: {error.Message}");
        }
    }

    /// <summary>The specification of a run, as it was when the run was begun, whatever has become of its file; null for a run that was killed before it kept one.</summary>
    /// <param name="path">The run's folder.</param>
    /// <param name="begun">What its <c>run.json</c> says.</param>
    public static SpecFile? KeptSpec(string path, RunReport begun) =>
        File.Exists(SpecIn(path)) ? SpecFile.OfText(begun.Spec.File, File.ReadAllText(SpecIn(path))) : null;

    /// <summary>Whether a run in a folder has something to go on from.</summary>
    public static bool HasCheckpoint(string path) => File.Exists(CheckpointIn(path));

    /// <summary>Writes <c>run.json</c>, all of it or nothing.</summary>
    public void WriteReport(RunReport report) => Write(ReportIn(Path), JsonSerializer.Serialize(report, JsonOutput.Options) + "\n");

    /// <summary>Keeps the specification. A run that was killed before it could does so when it goes on.</summary>
    /// <param name="spec">The specification.</param>
    /// <param name="begun">What the folder says of the run; null for a new one.</param>
    /// <exception cref="RefusalException">It is not the one that the run was begun with.</exception>
    public void KeepSpec(SpecFile spec, RunReport? begun = null)
    {
        if (begun is not null && begun.Spec.Sha256 != RunSpec.Of(spec).Sha256)
        {
            throw new RefusalException($"{Path}: {(File.Exists(Spec) ? Spec : spec.Path)} is not the spec that the run was begun with. Put that back to go on (SHA-256 {begun.Spec.Sha256}), or begin a new run.");
        }

        if (!File.Exists(Spec))
        {
            Write(Spec, spec.Text);
        }
    }

    /// <summary>Lets other processes write the folder.</summary>
    public void Dispose() => occupied.Dispose();

    private static RunFolder Cleared(RunFolder folder)
    {
        foreach (var unfinished in Directory.EnumerateFiles(folder.Path, AtomicFile.UnfinishedFiles))
        {
            File.Delete(unfinished);
        }

        return folder;
    }

    private static bool IsLeftOver(string path) =>
        System.IO.Path.GetFileName(path) is LockName || FileSystemName.MatchesSimpleExpression(AtomicFile.UnfinishedFiles, System.IO.Path.GetFileName(path));

    private static void Write(string path, string text) => AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    private static RunFolder Opened(string path, Action prepare)
    {
        try
        {
            prepare();

            // Its lock goes with the process, however that ends; the file goes with an orderly end.
            return new RunFolder(path, new FileStream(System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (IOException exception) when (File.Exists(System.IO.Path.Combine(path, LockName)))
        {
            throw new RefusalException($"--out {path}: another process is training in this folder. {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException($"--out {path}: the folder cannot be written. {exception.Message}");
        }
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);

    private static string ReportIn(string path) => System.IO.Path.Combine(path, "run.json");

    private static string SpecIn(string path) => System.IO.Path.Combine(path, "spec.resnet.json");

    private static string CheckpointIn(string path) => System.IO.Path.Combine(path, "checkpoint.safetensors");

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

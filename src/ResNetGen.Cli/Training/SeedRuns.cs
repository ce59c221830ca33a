using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using ResNetGen.Cli.Runs;
using ResNetGen.Training;

namespace ResNetGen.Cli.Training;

/// <summary>Runs that differ in their seeds alone, one after the other, each in a folder of its own: what one run says is partly luck.</summary>
internal static class SeedRuns
{
    /// <summary>Trains them all, or goes on with those that are not complete.</summary>
    /// <param name="request">The first one; its folder will have the folders of all.</param>
    /// <param name="count">How many.</param>
    /// <param name="terminal">Where progress goes.</param>
    /// <param name="stop">Ends the run under way after its step, and with it all.</param>
    public static SeedOutcome Train(TrainingRequest request, int count, Terminal terminal, CancellationToken stop)
    {
        using var folder = request.Resume ? RunFolder.Reopen(request.Folder!) : RunFolder.Create(request.Folder, request.Spec.Name);
        var begun = request.Resume ? RunFolder.ReadReport(folder.Path) : null;
        var started = begun?.Started ?? DateTimeOffset.UtcNow;
        if (begun is not null)
        {
            folder.KeepSpec(request.Spec, begun);
        }

        var runs = new List<SeedRun>();
        Report("running", begun?.Seeds);
        folder.KeepSpec(request.Spec);
        try
        {
            for (var seed = request.Seed; seed < request.Seed + (long)count && !stop.IsCancellationRequested && !runs.Any(run => run.IsStopped); seed++)
            {
                terminal.Error.WriteLine($"Seed {seed}:");
                runs.Add(TrainOne(request, seed, folder.Path, begun?.Seeds, terminal, stop));
                Report("running", Of(runs, count, folder.Path));
            }
        }
        catch
        {
            Report("failed", Of(runs, count, folder.Path));
            throw;
        }

        var outcome = Of(runs, count, folder.Path);
        Report(outcome.Completed ? "completed" : outcome.IsStopped ? "stopped" : "failed", outcome);
        if (outcome.IsStopped)
        {
            terminal.Error.WriteLine($"Stopped. To go on: {RunFolder.ResumeCommand(folder.Path)}");
        }

        return outcome;

        void Report(string state, SeedOutcome? seeds) => folder.WriteReport(RunReport.Of(request, state, started, RunVersions.Current, results: null) with { Seeds = seeds });
    }

    // That a recipe diverges with one seed is a result too, which stays, and the others are still to be known.
    private static SeedRun TrainOne(TrainingRequest request, int seed, string series, SeedOutcome? earlier, Terminal terminal, CancellationToken stop)
    {
        if (earlier?.Runs.FirstOrDefault(run => run.Seed == seed) is { Failure: { } failure } failed)
        {
            terminal.Error.WriteLine(failure);
            return failed;
        }

        var path = Path.Combine(series, $"seed-{seed}");
        var one = request with
        {
            Arguments = ArgumentsOf(request.Arguments, seed, path),
            Seed = seed,
            Folder = path,
            Series = series,
            Resume = request.Resume && RunFolder.HasRun(path),
            Options = request.Options with { Seed = seed },
        };
        try
        {
            return new SeedRun(seed, TrainingRun.Train(one, terminal, stop), Failure: null);
        }
        catch (TrainingDivergedException exception)
        {
            terminal.Error.WriteLine(exception.Message);
            return new SeedRun(seed, Outcome: null, exception.Message);
        }
    }

    /// <summary>The command that trains one of them alone.</summary>
    private static string[] ArgumentsOf(string[] all, int seed, string folder)
    {
        string[] replaced = ["--seeds", "--seed", "--out"];
        var kept = all.Where((word, i) => !replaced.Contains(word) && !(i > 0 && replaced.Contains(all[i - 1])));
        return [.. kept, "--seed", seed.ToString(CultureInfo.InvariantCulture), "--out", folder];
    }

    private static SeedOutcome Of(List<SeedRun> runs, int count, string folder)
    {
        var completed = runs.Select(run => run.Outcome).OfType<Outcome>().Where(run => run.Completed).ToArray();
        var scores = completed.Select(run => run.Top1!.Value).ToArray();
        double? mean = scores.Length > 0 ? scores.Average() : null;
        return new SeedOutcome(
            completed.Length == count,
            runs.Count(run => run.Failure is not null),
            mean,
            scores.Length > 1 ? Math.Sqrt(scores.Sum(score => (score - mean!.Value) * (score - mean.Value)) / (scores.Length - 1)) : null,
            completed.Length > 0 ? completed.Average(run => run.Loss) : null,
            runs.Sum(run => run.Outcome?.Seconds ?? 0),
            runs,
            folder)
        {
            IsStopped = runs.Count < count || runs.Exists(run => run.IsStopped),
        };
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Training;

namespace ResNetGen.Logs;

/// <summary>
/// Listens to a trainer and tells the logs of a run. A log that cannot be written, because the disk is full for instance, is told of once and then left
/// alone: training goes on without it.
/// </summary>
/// <example><code>
/// using var recorder = RunRecorder.Open("runs/first", trainer, warn: Console.Error.WriteLine);
/// trainer.Run();
/// Report.Write("runs/first/report.html", new RunRecord { Epochs = recorder.Epochs, … });
/// </code></example>
public sealed class RunRecorder : IDisposable
{
    // Enough points for a curve, few enough for a small file.
    private const int StepsPerEpoch = 20;

    private readonly Trainer trainer;
    private readonly List<IRunLog> logs;
    private readonly Action<string> warn;
    private readonly string heldOut;
    private readonly List<EpochRecord> epochs;

    /// <summary>A recorder that listens from now on.</summary>
    /// <param name="trainer">The trainer. Where it goes on from a checkpoint, it has taken that up already, and the logs are opened with its epochs.</param>
    /// <param name="logs">The logs; they are closed with the recorder.</param>
    /// <param name="warn">Is told when a log cannot be written.</param>
    /// <param name="heldOut">What the images held out are: <c>test</c>, or <c>validation</c> where they are no test part.</param>
    public RunRecorder(Trainer trainer, IEnumerable<IRunLog> logs, Action<string> warn, string heldOut = "test")
    {
        ArgumentNullException.ThrowIfNull(trainer);
        this.trainer = trainer;
        this.logs = [.. logs];
        this.warn = warn;
        this.heldOut = heldOut;
        epochs = [.. trainer.Result.Epochs.Select(epoch => EpochRecord.Of(epoch, heldOut))];
        trainer.StepFinished += Add;
        trainer.EpochFinished += Add;
    }

    /// <summary>The epochs so far, in order, with those of the run that is continued.</summary>
    public IReadOnlyList<EpochRecord> Epochs => epochs;

    /// <summary>A recorder with <c>log.csv</c>, <c>log.jsonl</c> and TensorBoard's event file in a folder.</summary>
    /// <param name="folder">The run's folder; it is made where it is not there.</param>
    /// <param name="trainer">The trainer. Where it goes on from a checkpoint, it has taken that up already: what the logs have of later epochs is cut off.</param>
    /// <param name="warn">Is told when a log cannot be written.</param>
    /// <param name="heldOut">What the images held out are: <c>test</c>, or <c>validation</c> where they are no test part.</param>
    /// <param name="command">What the event file says that began the run; null for nothing.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be made.</exception>
    public static RunRecorder Open(string folder, Trainer trainer, Action<string> warn, string heldOut = "test", string? command = null)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(warn);
        Directory.CreateDirectory(folder);
        var done = trainer.Result.Epochs.Count;
        var opened = new List<IRunLog>();
        Open(() => new CsvLog(Path.Combine(folder, "log.csv"), done));
        Open(() => new JsonLinesLog(Path.Combine(folder, "log.jsonl"), done));
        Open(() => new TensorBoardLog(folder, done, command));
        return new RunRecorder(trainer, opened, warn, heldOut);

        void Open(Func<IRunLog> open) => Try(() => opened.Add(open()), exception => warn($"warning: a log cannot be written, and training goes on without it: {exception.Message}"));
    }

    /// <summary>Closes the logs.</summary>
    public void Dispose()
    {
        trainer.StepFinished -= Add;
        trainer.EpochFinished -= Add;
        foreach (var log in logs)
        {
            Try(log.Dispose, exception => warn($"warning: {log.Path} may lack its last lines: {exception.Message}"));
        }

        logs.Clear();
    }

    private void Add(object? sender, StepReport step)
    {
        if (step.Step % Math.Max(1, step.Steps / StepsPerEpoch) == 0)
        {
            Tell(log => log.Add(StepRecord.Of(step)));
        }
    }

    private void Add(object? sender, EpochReport epoch)
    {
        var record = EpochRecord.Of(epoch, heldOut);
        epochs.Add(record);
        Tell(log => log.Add(record));
    }

    private void Tell(Action<IRunLog> tell)
    {
        foreach (var log in logs.ToArray())
        {
            Try(() => tell(log), exception =>
            {
                logs.Remove(log);
                warn($"warning: {log.Path} cannot be written, and training goes on without it: {exception.Message}");

                // Closing writes what is left, and fails as writing did.
                Try(log.Dispose, _ => { });
            });
        }
    }

    private static void Try(Action write, Action<Exception> refused)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            refused(exception);
        }
    }
}

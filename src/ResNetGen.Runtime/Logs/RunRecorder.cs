using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Training;

namespace ResNetGen.Logs;

/// <summary>
/// Listens to a trainer and tells the logs of a run. A log that cannot be written, because the disk is full for instance, is told of once, and training goes
/// on without it; logs that were opened here get what they lack as soon as they can be written again.
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
    private readonly KeptLog[] logs;
    private readonly string heldOut;
    private readonly List<EpochRecord> epochs;

    /// <summary>A recorder that listens from now on.</summary>
    /// <param name="trainer">The trainer. Where it goes on from a checkpoint, it has taken that up already, and the logs are opened with its epochs.</param>
    /// <param name="logs">The logs; they are closed with the recorder.</param>
    /// <param name="warn">Is told when a log cannot be written.</param>
    /// <param name="heldOut">What the images held out are: <c>test</c>, or <c>validation</c> where they are no test part.</param>
    public RunRecorder(Trainer trainer, IEnumerable<IRunLog> logs, Action<string> warn, string heldOut = "test")
        : this(trainer, [.. logs.Select(log => new KeptLog(open: null, warn, log))], heldOut)
    {
    }

    private RunRecorder(Trainer trainer, KeptLog[] logs, string heldOut)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        this.trainer = trainer;
        this.logs = logs;
        this.heldOut = heldOut;
        epochs = [.. trainer.Result.Epochs.Select(epoch => EpochRecord.Of(epoch, heldOut))];
        CatchUp();
        trainer.StepFinished += Add;
        trainer.EpochFinished += Add;
    }

    /// <summary>The epochs so far, in order, with those of the run that is continued.</summary>
    public IReadOnlyList<EpochRecord> Epochs => epochs;

    /// <summary>A recorder with <c>log.csv</c>, <c>log.jsonl</c> and TensorBoard's event file in a folder.</summary>
    /// <param name="folder">The run's folder; it is made where it is not there.</param>
    /// <param name="trainer">The trainer. Where it goes on from a checkpoint, it has taken that up already: what the logs have of later epochs and steps is cut off.</param>
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
        return new RunRecorder(
            trainer,
            [
                new KeptLog(count => new CsvLog(Path.Combine(folder, "log.csv"), count), warn),
                new KeptLog(count => new JsonLinesLog(Path.Combine(folder, "log.jsonl"), count), warn),
                new KeptLog(count => new TensorBoardLog(folder, count, trainer.Steps, command), warn),
            ],
            heldOut);
    }

    /// <summary>Closes the logs.</summary>
    public void Dispose()
    {
        trainer.StepFinished -= Add;
        trainer.EpochFinished -= Add;
        foreach (var log in logs)
        {
            log.Dispose();
        }
    }

    private void Add(object? sender, StepReport step)
    {
        if (step.Step % Math.Max(1, step.Steps / StepsPerEpoch) == 0)
        {
            foreach (var log in logs)
            {
                log.Add(StepRecord.Of(step));
            }
        }
    }

    private void Add(object? sender, EpochReport epoch)
    {
        epochs.Add(EpochRecord.Of(epoch, heldOut));
        CatchUp();
    }

    private void CatchUp()
    {
        foreach (var log in logs)
        {
            log.CatchUp(epochs);
        }
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ResNetGen.Logs;

/// <summary>
/// A log of a run that goes on whether or not it can be written: what it could not take, because the disk was full for instance, it gets as soon as it can.
/// Which log it is, and why it cannot be written, is said once.
/// </summary>
/// <param name="open">Opens the log with so many epochs that count; null for a log that cannot be opened again.</param>
/// <param name="warn">Is told when it cannot be written.</param>
/// <param name="log">The log, where it is open already.</param>
internal sealed class KeptLog(Func<int, IRunLog>? open, Action<string> warn, IRunLog? log = null) : IDisposable
{
    private IRunLog? log = log;
    private bool isTold;

    /// <summary>Keeps a step.</summary>
    public void Add(StepRecord step) => Try(() => log?.Add(step));

    /// <summary>Keeps the epochs that the log does not have yet.</summary>
    /// <param name="epochs">All of the run so far.</param>
    public void CatchUp(IReadOnlyList<EpochRecord> epochs) => Try(() =>
    {
        log ??= open?.Invoke(epochs.Count);
        foreach (var epoch in epochs.Skip(log?.Epochs ?? epochs.Count))
        {
            log!.Add(epoch);
        }
    });

    /// <summary>Closes the log.</summary>
    public void Dispose()
    {
        Try(() => log?.Dispose());
        log = null;
    }

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!isTold)
            {
                isTold = true;
                warn($"warning: {log?.Path ?? "a log"} cannot be written, and training goes on without it: {exception.Message}");
            }

            var failed = log;
            log = null;
            try
            {
                failed?.Dispose();
            }
            catch (Exception closing) when (closing is IOException or UnauthorizedAccessException)
            {
                // Closing writes what is left, and fails as writing did.
            }
        }
    }
}

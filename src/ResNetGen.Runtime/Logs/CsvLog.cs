using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace ResNetGen.Logs;

/// <summary>A table in comma-separated values (RFC 4180, with <c>\n</c> as line end): a line of names, then a line an epoch.</summary>
public sealed class CsvLog : IRunLog
{
    private const string Header = "epoch,steps,loss,top1,learningRate,imagesPerSecond,seconds,secondsWaited,heldOut,heldOutLoss,heldOutTop1";

    private readonly EpochLines lines;

    /// <summary>Opens the log.</summary>
    /// <param name="path">The file; it is made where it is not there.</param>
    /// <param name="epochs">How many epochs of it count; 0 begins anew.</param>
    /// <exception cref="IOException">The file cannot be written, or is no such table.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public CsvLog(string path, int epochs = 0) => lines = new EpochLines(path, epochs, Header, EpochOf);

    /// <inheritdoc/>
    public string Path => lines.Path;

    /// <inheritdoc/>
    public int Epochs => lines.Epochs;

    /// <inheritdoc/>
    public void Add(StepRecord step)
    {
        // The table has a line an epoch.
    }

    /// <inheritdoc/>
    public void Add(EpochRecord epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        object[] cells =
        [
            epoch.Epoch, epoch.Steps, epoch.Loss, epoch.Top1, epoch.LearningRate, epoch.ImagesPerSecond, epoch.Seconds, epoch.SecondsWaited,
            epoch.HeldOut, epoch.HeldOutLoss, epoch.HeldOutTop1,
        ];
        lines.Add(string.Join(',', cells.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture))));
    }

    /// <inheritdoc/>
    public void Dispose() => lines.Dispose();

    private static int EpochOf(string line) =>
        line.Count(c => c == ',') == Header.Count(c => c == ',') && int.TryParse(line.AsSpan(0, line.IndexOf(',', StringComparison.Ordinal)), NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) ? epoch : 0;
}

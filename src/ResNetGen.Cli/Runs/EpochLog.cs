using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace ResNetGen.Cli.Runs;

/// <summary>A run's <c>log.csv</c> and <c>log.jsonl</c>: a line an epoch in each, there as soon as the epoch has ended.</summary>
internal sealed class EpochLog : IDisposable
{
    private static readonly JsonSerializerOptions OneLine = new(JsonOutput.Options) { WriteIndented = false };

    private readonly StreamWriter csv;
    private readonly StreamWriter jsonl;

    /// <summary>Starts both files in a folder.</summary>
    public EpochLog(string folder)
    {
        csv = new StreamWriter(Path.Combine(folder, "log.csv")) { AutoFlush = true, NewLine = "\n" };
        jsonl = new StreamWriter(Path.Combine(folder, "log.jsonl")) { AutoFlush = true, NewLine = "\n" };
        csv.WriteLine("epoch,steps,loss,top1,learningRate,imagesPerSecond,seconds,heldOut,heldOutLoss,heldOutTop1");
    }

    /// <summary>Writes one epoch.</summary>
    public void Add(EpochRecord epoch)
    {
        object?[] cells =
        [
            epoch.Epoch, epoch.Steps, epoch.Loss, epoch.Top1, epoch.LearningRate, epoch.ImagesPerSecond, epoch.Seconds,
            epoch.HeldOut, epoch.HeldOutLoss, epoch.HeldOutTop1,
        ];
        csv.WriteLine(string.Join(',', cells.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture))));
        jsonl.WriteLine(JsonSerializer.Serialize(epoch, OneLine));
    }

    public void Dispose()
    {
        csv.Dispose();
        jsonl.Dispose();
    }
}

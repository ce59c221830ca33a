using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace ResNetGen.Logs;

/// <summary>JSON lines: an object an epoch, with the members of <see cref="EpochRecord"/> in camel case. Numbers that JSON lacks are words: <c>"NaN"</c>.</summary>
public sealed class JsonLinesLog : IRunLog
{
    private readonly EpochLines lines;

    /// <summary>Opens the log.</summary>
    /// <param name="path">The file; it is made where it is not there.</param>
    /// <param name="epochs">How many epochs of it count; 0 begins anew.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public JsonLinesLog(string path, int epochs = 0) => lines = new EpochLines(path, epochs, header: null, line => RecordOf(line)?.Epoch ?? 0);

    /// <inheritdoc/>
    public string Path => lines.Path;

    /// <inheritdoc/>
    public int Epochs => lines.Epochs;

    /// <summary>The epochs that a log holds, up to the first that cannot be read.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static IReadOnlyList<EpochRecord> Read(string path) =>
        [.. File.ReadLines(path).Select(RecordOf).TakeWhile(record => record is not null).Select(record => record!)];

    /// <inheritdoc/>
    public void Add(StepRecord step)
    {
        // There is a line an epoch.
    }

    /// <inheritdoc/>
    public void Add(EpochRecord epoch) => lines.Add(JsonSerializer.Serialize(epoch, LogJson.Default.EpochRecord));

    /// <inheritdoc/>
    public void Dispose() => lines.Dispose();

    private static EpochRecord? RecordOf(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, LogJson.Default.EpochRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Collections.Generic;
using ResNetGen.Data;
using ResNetGen.Logs;
using ResNetGen.Training;

namespace ResNetGen.Reports;

/// <summary>All that a report tells of a run. What is not there is left out of the page.</summary>
/// <example><code>
/// Report.Write("report.html", new RunRecord
/// {
///     Name = "Cifar20",
///     Data = "cifar10",
///     PlannedEpochs = options.Epochs,
///     Epochs = recorder.Epochs,
///     Seconds = trainer.Result.Seconds,
///     Test = new Evaluator(network, data.Test, data.Normalization).RunDetailed(),
///     TestImages = data.Test,
///     Network = Cifar20.Info,
/// });
/// </code></example>
public sealed record RunRecord
{
    /// <summary>The network's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it learned from.</summary>
    public required string Data { get; init; }

    /// <summary>How many epochs the run was to have.</summary>
    public required int PlannedEpochs { get; init; }

    /// <summary>The epochs that were finished.</summary>
    public required IReadOnlyList<EpochRecord> Epochs { get; init; }

    /// <summary>How the run ended.</summary>
    public RunState State { get; init; }

    /// <summary>Why it ended before its time, for people to read.</summary>
    public string? Reason { get; init; }

    /// <summary>How long it took.</summary>
    public double? Seconds { get; init; }

    /// <summary>The seed.</summary>
    public long? Seed { get; init; }

    /// <summary>How the weights that the run leaves do on the test images.</summary>
    public EvaluationDetails? Test { get; init; }

    /// <summary>The test images: their classes' names, and pictures of mistakes.</summary>
    public IImageDataset? TestImages { get; init; }

    /// <summary>What the compiler knows of the network.</summary>
    public NetworkInfo? Network { get; init; }

    /// <summary>A picture of the network, as SVG. It is shown as a picture: what it may hold of scripts is not run.</summary>
    public string? Diagram { get; init; }

    /// <summary>The command that does the run again.</summary>
    public string? Command { get; init; }

    /// <summary>Versions, hashes, the machine: what one needs to know later, in order.</summary>
    public IReadOnlyList<RunFact> Facts { get; init; } = [];
}

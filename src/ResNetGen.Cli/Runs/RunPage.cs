using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;
using ResNetGen.Cli.Doctor;
using ResNetGen.Cli.Training;
using ResNetGen.Core.Emitting.Diagrams;
using ResNetGen.Core.Emitting.Diagrams.Svg;
using ResNetGen.Data;
using ResNetGen.Logs;
using ResNetGen.Reports;
using ResNetGen.Training;
using TorchSharp;

namespace ResNetGen.Cli.Runs;

/// <summary>What a run's <c>report.html</c> tells.</summary>
internal static class RunPage
{
    /// <summary>All that is known of a run at its end.</summary>
    public static RunRecord Of(
        TrainingRequest request, DateTimeOffset started, RunVersions versions, TrainingResult result, RunRecorder recorder, torch.nn.Module network, EvaluationDetails? test, DataSource data) => new()
    {
        Name = request.Spec.ClassName,
        Data = request.Data,
        PlannedEpochs = request.Options.Epochs,
        Epochs = recorder.Epochs,
        Seconds = result.Seconds,
        Seed = request.Seed,
        Test = test,
        TestImages = test is null ? null : data.Test,
        Network = (network as IGeneratedNetwork)?.Info,
        Diagram = SvgDiagram.Write(request.Spec.ClassName, request.Spec.Plan, DiagramLevel.Unit),
        Command = request.Command,
        Facts = [.. Facts(request, started, versions)],
    };

    private static IEnumerable<RunFact> Facts(TrainingRequest request, DateTimeOffset started, RunVersions versions)
    {
        var (spec, options) = (RunSpec.Of(request.Spec), request.Options);
        yield return new RunFact("spec", spec.File);
        yield return new RunFact("SHA-256 of the spec", spec.Sha256);
        foreach (var (name, value) in options.ToTexts())
        {
            yield return new RunFact(name, value);
        }

        if (request.Validation > 0)
        {
            yield return Fact("validation", $"{request.Validation} training images held out");
        }

        if (request.Weights is { } weights)
        {
            yield return new RunFact("first weights", weights);
        }

        yield return new RunFact("ResNetGen", versions.ResNetGen);
        yield return new RunFact("torch", versions.Torch);
        yield return Fact(".NET", $"{versions.DotNet} on {RuntimeInformation.OSDescription}");
        yield return Fact("processor", $"{Processor.Name()}, {Environment.ProcessorCount} cores, {versions.Threads} threads{(torch.cuda.is_available() ? ", CUDA" : "")}");
        if (versions != RunVersions.Current)
        {
            yield return Fact("went on with", $"{RunVersions.Current}");
        }

        yield return Fact("started", $"{started.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
    }

    private static RunFact Fact(string name, FormattableString value) => new(name, value.ToString(CultureInfo.InvariantCulture));
}

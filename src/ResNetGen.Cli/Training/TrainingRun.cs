using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using ResNetGen.Cli.Networks;
using ResNetGen.Cli.Runs;
using ResNetGen.Cli.Specs;
using ResNetGen.Data;
using ResNetGen.Logs;
using ResNetGen.Reports;
using ResNetGen.Torch;
using ResNetGen.Training;
using ResNetGen.Training.Checkpoints;
using ResNetGen.Weights;
using static TorchSharp.torch;

namespace ResNetGen.Cli.Training;

/// <summary>One training run: everything it needs is there, and its folder is made.</summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly TrainingRequest request;
    private readonly Terminal terminal;
    private readonly DataSource data;
    private readonly nn.Module<Tensor, Tensor> network;
    private readonly Trainer trainer;
    private readonly RunFolder folder;
    private DateTimeOffset started = DateTimeOffset.UtcNow;
    private RunVersions versions = RunVersions.Current;

    private TrainingRun(TrainingRequest request, Terminal terminal, DataSource data, nn.Module<Tensor, Tensor> network, Trainer trainer, RunFolder folder)
    {
        this.request = request;
        this.terminal = terminal;
        this.data = data;
        this.network = network;
        this.trainer = trainer;
        this.folder = folder;
    }

    private string HeldOut => request.Validation > 0 ? "validation" : "test";

    /// <summary>Trains, writes weights and logs, and scores the network; or says again what came of a run that is complete.</summary>
    /// <param name="request">What the user asked for.</param>
    /// <param name="terminal">Where progress goes.</param>
    /// <param name="stop">Ends the run after the step under way. What it takes to go on is kept.</param>
    /// <exception cref="SpecRefusedException">The spec has errors.</exception>
    /// <exception cref="RefusalException">Data, network and folder do not go together.</exception>
    /// <exception cref="DatasetException">The data cannot be read.</exception>
    /// <exception cref="WeightsException">The weights are not for this network.</exception>
    /// <exception cref="CheckpointException">The run cannot go on.</exception>
    /// <exception cref="TrainingDivergedException">The loss is no number any more.</exception>
    public static Outcome Train(TrainingRequest request, Terminal terminal, CancellationToken stop)
    {
        if (request.Resume && RunFolder.ReadReport(request.Folder!) is { State: "completed", Results: { } results })
        {
            terminal.Error.WriteLine($"{request.Folder}: the run is complete.");

            // Where it is now, should it have been moved.
            return results with { Folder = request.Folder! };
        }

        using var run = Prepare(request, terminal);
        return run.Train(stop);
    }

    /// <summary>Releases the network and lets go of the folder.</summary>
    public void Dispose()
    {
        trainer.Dispose();
        network.Dispose();
        folder.Dispose();
    }

    /// <summary>Opens the data, makes the network and, when all else is well, the folder.</summary>
    private static TrainingRun Prepare(TrainingRequest request, Terminal terminal)
    {
        var source = NetworkData.Find(request.Data, request.Broken, request.Spec, terminal);
        NetworkData.RequireClasses(source.Train, request.Spec);
        NetworkData.RequireClasses(source.Test, request.Spec);
        NetworkData.SayNote(source, terminal);
        if (request.Validation >= source.Train.Count)
        {
            throw new RefusalException($"--validation {request.Validation}: {source.Train.Name} has {source.Train.Count} images, and some have to be left to learn from.");
        }

        var module = NetworkLoader.Load(request.Spec, request.Seed);
        if (request.Weights is not null && !(request.Resume && RunFolder.HasCheckpoint(request.Folder!)))
        {
            WeightsLoader.Load(module, request.Spec, request.Weights, request.SkipHead, terminal);
        }

        var divided = request.Validation > 0 ? source.HoldOut(request.Validation, request.Seed) : source;
        if (request.Augment is not null)
        {
            request = request with { Options = request.Options with { Augmentation = Augmentation.Parse(request.Augment, request.Options.Augmentation ?? source.Augmentation) } };
        }

        var made = new Trainer(module, divided, request.Options);
        var run = new TrainingRun(
            request, terminal, source, module, made, request.Resume ? RunFolder.Reopen(request.Folder!) : RunFolder.Create(request.Folder, request.Spec.Name));
        try
        {
            run.Begin();
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>Takes up what was done before, if anything was.</summary>
    private void Begin()
    {
        if (!request.Resume)
        {
            // First what makes the folder that of a run, which can go on.
            Report("running", outcome: null);
            folder.KeepSpec(request.Spec);
            return;
        }

        var begun = RunFolder.ReadReport(folder.Path);
        folder.KeepSpec(request.Spec, begun);
        if (request.Spec.HasChanged)
        {
            terminal.Error.WriteLine($"note: {request.Spec.Path} has changed since the run was begun, which goes on with its own spec, {folder.Spec}.");
        }

        started = begun.Started;

        // A run that was killed before its first epoch ended has none, and begins again.
        if (File.Exists(folder.Checkpoint))
        {
            versions = begun.Versions;
            if (versions != RunVersions.Current)
            {
                terminal.Error.WriteLine($"note: the run was begun with {versions} and goes on with {RunVersions.Current}, so it may not be the same to the bit as without a stop.");
            }

            using var checkpoint = Checkpoint.Open(folder.Checkpoint);
            trainer.Resume(checkpoint);
        }
        else if (File.Exists(folder.Last))
        {
            throw new RefusalException($"{folder.Path}: there are weights of this run, and no {Path.GetFileName(folder.Checkpoint)} to go on from. --weights {folder.Last} begins a new run from them.");
        }
    }

    private Outcome Train(CancellationToken stop)
    {
        Announce();
        if (request.Options.Precision == Precision.Mixed && TorchPlatform.HasBFloat16 is false)
        {
            terminal.Error.WriteLine("warning: this machine has no bf16 instructions and goes through float32, so --dtype f32 is likely faster.");
        }

        Report("running", outcome: null);
        ITrainingView view = terminal.ErrorIsTerminal ? new LiveView(terminal.Progress(), HeldOut) : new PlainView(terminal.Error, HeldOut);
        using var recorder = RunRecorder.Open(folder.Path, trainer, view.Warn, HeldOut, request.Command);
        try
        {
            var (outcome, test) = Run(view, stop);
            var goOn = RunFolder.ResumeCommand(request.Series ?? folder.Path);
            WritePage(outcome.Completed ? RunState.Completed : RunState.Stopped, outcome.Completed ? null : $"'{goOn}' goes on.", recorder, test);

            // Last, because a run that says it is completed is not looked at again.
            Report(outcome.Completed ? "completed" : "stopped", outcome);
            if (!outcome.Completed && request.Series is null)
            {
                terminal.Error.WriteLine($"Stopped. To go on: {goOn}");
            }

            return outcome;
        }
        catch (TrainingDivergedException exception)
        {
            Keep(folder.Path, _ => Report("failed", outcome: null), view);
            WritePage(RunState.Failed, exception.Message, recorder, test: null);
            terminal.Error.WriteLine(trainer.Result.Epochs.Count > 0
                ? $"{folder.Last} has the weights after epoch {trainer.Result.Epochs.Count}, the last good ones; --weights begins a new run from them."
                : "No epoch was finished, so no weights were kept.");
            throw;
        }
        catch (Exception exception)
        {
            Keep(folder.Path, _ => Report("failed", outcome: null), view);
            WritePage(RunState.Failed, exception.Message, recorder, test: null);
            throw;
        }
    }

    private (Outcome Outcome, EvaluationDetails? Test) Run(ITrainingView view, CancellationToken stop)
    {
        var note = DataNote.Of(data);
        var best = request.Validation > 0 ? BestWeights.EpochIn(folder.Best, trainer.Result.Epochs) : null;
        var isLastKept = false;

        // After the logs: no checkpoint has an epoch that they lack.
        trainer.EpochFinished += (_, epoch) =>
        {
            if (request.Validation > 0 && (best is null || epoch.Test.Top1 > best.Test.Top1) && Keep(folder.Best, path => BestWeights.Save(path, network, note, epoch), view))
            {
                best = epoch;
            }

            isLastKept = Keep(folder.Last, SaveWeights, view);
            Keep(folder.Checkpoint, SaveCheckpoint, view);
        };

        var result = view.Show(trainer, () => trainer.Run(stop));
        NetworkData.SayBroken(data, terminal);
        if (!result.Completed)
        {
            Keep(folder.Checkpoint, SaveCheckpoint, view);
            Keep(folder.Last, SaveWeights, view);
        }

        // Where images were held out for the choice, the test part has not been looked at yet. A stop that comes now comes too late.
        var test = result.Completed
            ? new Evaluator(network, data.Test, data.Normalization, request.Options.BatchSize, data.Broken).RunDetailed(stop: CancellationToken.None)
            : null;
        var scores = test?.Evaluation ?? (request.Validation == 0 ? result.Last : null);
        var outcome = new Outcome(
            result.Epochs.Count,
            result.Completed,
            scores?.Images,
            scores?.Correct,
            scores?.Top1,
            scores?.Top5,
            scores?.Loss,
            best?.Epoch,
            result.Seconds,
            result.ImagesPerSecond,
            folder.Path);
        if (result.Completed && !isLastKept)
        {
            SaveLast(scores!);
        }

        return (outcome, test);

        void SaveWeights(string path) => Safetensors.Save(path, network, note.Texts);

        void SaveLast(Evaluation scores)
        {
            try
            {
                SaveWeights(folder.Last);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // What it came to is known, and is said in any case.
                terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The run is done: {scores.Correct:N0} of {scores.Images:N0} test images are right, the loss is {scores.Loss:F3}. Its last weights could not be written to {folder.Last}."));
                throw;
            }
        }
    }

    private void WritePage(RunState state, string? reason, RunRecorder recorder, EvaluationDetails? test)
    {
        var page = RunPage.Of(request, started, versions, trainer.Result, recorder, network, test, data) with { State = state, Reason = reason };
        try
        {
            Reports.Report.Write(folder.Page, page);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DatasetException)
        {
            // The run is worth more than its page.
            terminal.Error.WriteLine($"warning: {folder.Page} was not written: {exception.Message}");
        }
    }

    private void SaveCheckpoint(string path) => trainer.SaveCheckpoint(path, new Dictionary<string, string> { ["command"] = request.Command, ["spec"] = RunSpec.Of(request.Spec).Sha256 });

    /// <summary>Writes a file while the run goes on. A disk that is full now may not be at the next epoch, so the run does not end.</summary>
    /// <returns>Whether it was written.</returns>
    private static bool Keep(string path, Action<string> write, ITrainingView view)
    {
        try
        {
            write(path);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            view.Warn($"warning: {path} was not written, and is as it was before: {error.Message} It is tried again after the next epoch.");
            return false;
        }
    }

    private void Announce()
    {
        var done = trainer.Result.Epochs.Count;
        terminal.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Spec.ClassName}, {request.Spec.Plan.Parameters:N0} parameters, on {data.Name}: {data.Train.Count - request.Validation:N0} images to learn from, {(request.Validation > 0 ? $"{request.Validation:N0} of the same to choose the best epoch by, {data.Test.Count:N0} to test at the end" : $"{data.Test.Count:N0} held out")}. {TorchPlatform.Description}, {get_num_threads()} threads. Writing {folder.Path}{Path.DirectorySeparatorChar}{(request.Resume ? $", going on after epoch {done} of {request.Options.Epochs}" : "")}"));
    }

    private void Report(string state, Outcome? outcome) => folder.WriteReport(RunReport.Of(request, state, started, versions, outcome));
}

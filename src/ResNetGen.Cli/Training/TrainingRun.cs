using System;
using System.Globalization;
using System.IO;
using System.Threading;
using ResNetGen.Cli.Networks;
using ResNetGen.Cli.Runs;
using ResNetGen.Cli.Specs;
using ResNetGen.Data;
using ResNetGen.Torch;
using ResNetGen.Training;
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
    private readonly DateTimeOffset started = DateTimeOffset.UtcNow;

    private TrainingRun(TrainingRequest request, Terminal terminal, DataSource data, nn.Module<Tensor, Tensor> network, Trainer trainer, RunFolder folder)
    {
        this.request = request;
        this.terminal = terminal;
        this.data = data;
        this.network = network;
        this.trainer = trainer;
        this.folder = folder;
    }

    /// <summary>Opens the data, makes the network and, when all else is well, the folder.</summary>
    /// <exception cref="SpecRefusedException">The spec has errors.</exception>
    /// <exception cref="RefusalException">Data, network and folder do not go together.</exception>
    /// <exception cref="DatasetException">The data cannot be read.</exception>
    /// <exception cref="WeightsException">The weights are not for this network.</exception>
    public static TrainingRun Prepare(TrainingRequest request, Terminal terminal)
    {
        var source = NetworkData.Find(request.Data, request.Spec);
        NetworkData.RequireClasses(source.Train, request.Spec);
        NetworkData.RequireClasses(source.Test, request.Spec);
        var divided = request.Validation > 0 ? HeldOutImages.Divide(source, request.Validation, request.Seed) : source;

        var module = NetworkLoader.Load(request.Spec, request.Seed);
        if (request.Weights is not null)
        {
            WeightsLoader.Load(module, request.Spec, request.Weights, request.SkipHead, terminal);
        }

        return new TrainingRun(
            request, terminal, source, module, new Trainer(module, divided, request.Options), RunFolder.Create(request.Folder, request.Spec.Name));
    }

    private string HeldOut => request.Validation > 0 ? "validation" : "test";

    /// <summary>Trains, writes weights and logs, and scores the network.</summary>
    /// <param name="stop">Ends the run after the step under way. The weights are kept, and not scored.</param>
    /// <exception cref="TrainingDivergedException">The loss is no number any more.</exception>
    public Outcome Train(CancellationToken stop)
    {
        Announce();
        Report("running", outcome: null);
        try
        {
            var outcome = Run(stop);
            Report(outcome.Completed ? "completed" : "stopped", outcome);
            return outcome;
        }
        catch
        {
            Report("failed", outcome: null);
            throw;
        }
    }

    public void Dispose()
    {
        trainer.Dispose();
        network.Dispose();
    }

    private Outcome Run(CancellationToken stop)
    {
        using var log = new EpochLog(folder.Path);
        var bestEpoch = default(EpochReport);
        var learningRate = 0.0;
        var steps = 0L;
        trainer.StepFinished += (_, step) => (learningRate, steps) = (step.LearningRate, steps + 1);
        trainer.EpochFinished += (_, epoch) =>
        {
            log.Add(EpochRecord.Of(epoch, steps, learningRate, (DateTimeOffset.UtcNow - started).TotalSeconds, HeldOut));
            if (request.Validation > 0 && !(epoch.Test.Top1 <= bestEpoch?.Test.Top1))
            {
                bestEpoch = epoch;
                Safetensors.Save(folder.Best, network);
            }
        };

        ITrainingView view = terminal.ErrorIsTerminal ? new LiveView(terminal.Progress(), HeldOut) : new PlainView(terminal.Error, HeldOut);
        var result = view.Show(trainer, () => trainer.Run(stop));
        Safetensors.Save(folder.Last, network);

        // Where images were held out for the choice, the test part has not been looked at yet. A stop that comes now comes too late.
        var scores = request.Validation == 0 ? result.Last
            : result.Completed ? new Evaluator(network, data.Test, data.Normalization, request.Options.BatchSize).Run(stop: CancellationToken.None)
            : null;
        return new Outcome(
            result.Epochs.Count,
            result.Completed,
            scores?.Images,
            scores?.Correct,
            scores?.Top1,
            scores?.Top5,
            scores?.Loss,
            bestEpoch?.Epoch,
            (DateTimeOffset.UtcNow - started).TotalSeconds,
            result.ImagesPerSecond,
            folder.Path);
    }

    private void Announce() => terminal.Error.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{request.Spec.ClassName}, {request.Spec.Plan.Parameters:N0} parameters, on {data.Name}: {data.Train.Count - request.Validation:N0} images to learn from, {data.Test.Count:N0} held out. {TorchPlatform.Current.Name} {TorchPlatform.Current.Version}, {TorchPlatform.Current.Threads} threads. Writing {folder.Path}{Path.DirectorySeparatorChar}"));

    private void Report(string state, Outcome? outcome) => folder.WriteReport(RunReport.Of(request, state, started, outcome));
}

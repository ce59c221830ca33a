using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ResNetGen.Data;
using ResNetGen.Torch;
using ResNetGen.Training.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Training;

/// <summary>
/// Trains a network on cross-entropy, and scores it on the held-out images after each epoch. On one machine, the same seed, weights and thread count give
/// the same run, also one that was stopped and went on from a checkpoint. It writes nothing by itself but what <see cref="SaveCheckpoint"/> is asked for.
/// </summary>
/// <example><code>
/// using var trainer = new Trainer(network, DataSource.Find("shapes", Net.Info.Input));
/// trainer.EpochFinished += (_, epoch) => Console.WriteLine($"{epoch.Epoch}: {epoch.Test.Top1:P1}");
/// var result = trainer.Run();
/// </code></example>
public sealed class Trainer : IDisposable
{
    private readonly nn.Module<Tensor, Tensor> network;
    private readonly CompiledNetwork? compiled;
    private readonly TrainingOptions options;
    private readonly IImageDataset train;
    private readonly BatchLoader loader;
    private readonly Evaluator evaluator;
    private readonly OptimizerHelper optimizer;
    private readonly CompiledOptimizer? compiledOptimizer;
    private readonly WeightAverage? average;
    private readonly List<EpochReport> epochs = [];
    private readonly Parameter[] parameters;
    private EpochSums sums = EpochSums.None;
    private long steps;
    private double seconds;

    /// <summary>A trainer. Nothing is changed yet.</summary>
    /// <param name="network">Takes N x C x H x W, gives N scores for each class. It is trained on the device that it is on.</param>
    /// <param name="data">What to learn from, and what to be judged by.</param>
    /// <param name="options">How; null for the usual way.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the network has nothing to train.</exception>
    /// <exception cref="DatasetException">The data cannot be opened.</exception>
    /// <exception cref="NotSupportedException">The torch underneath has no mixed precision, or cannot compute units again.</exception>
    public Trainer(nn.Module<Tensor, Tensor> network, DataSource data, TrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        this.network = network;
        this.options = options ?? new TrainingOptions();
        this.options.Check();
        compiled = CompiledNetwork.For(network, this.options);
        if (compiled is null)
        {
            new Placement(network).Require(this.options.Precision);
        }

        if (RecomputesInEagerMode)
        {
            UnitRecomputation.Require(network);
        }

        train = data.Train;
        evaluator = new Evaluator(compiled ?? network, data.Test, data.Normalization, this.options.BatchSize, data.Broken);
        var groups = DecayGroups.Of(network, this.options);
        parameters = [.. groups.SelectMany(group => group)];
        optimizer = parameters.Length > 0 ? this.options.Optimizer.Make(groups, this.options.LearningRate) : throw new ArgumentException("The network has no parameters to train.");
        compiledOptimizer = compiled is null ? null : CompiledOptimizer.For(optimizer);
        average = this.options.AverageDecay is { } decay ? new WeightAverage(network, decay) : null;
        loader = new BatchLoader(train, new BatchOptions
        {
            Size = this.options.BatchSize,
            Normalization = data.Normalization,
            Augmentation = this.options.Augmentation ?? data.Augmentation,
            Shuffle = true,
            DropPartial = true,
            Seed = this.options.Seed,
            Broken = data.Broken,
            ReplaceBroken = true,
        });
    }

    /// <summary>Raised after each step, on the thread that trains.</summary>
    public event EventHandler<StepReport>? StepFinished;

    /// <summary>Raised after each epoch's evaluation, on the thread that trains. The network has the weights that were scored.</summary>
    public event EventHandler<EpochReport>? EpochFinished;

    /// <summary>What has been done so far, by this object or by those whose checkpoints it went on from.</summary>
    public TrainingResult Result => new([.. epochs], epochs.Count == options.Epochs, seconds);

    /// <summary>Optimizer steps so far, those of an epoch that was begun included.</summary>
    public long Steps => steps;

    /// <summary>Whether the engine computes the passes (<see cref="TrainingOptions.Compile"/>).</summary>
    public bool IsCompiled => compiled is not null;

    private bool RecomputesInEagerMode => options.GradCheckpointing && compiled is null;

    private int StepsPerEpoch => (loader.Batches + options.BatchesPerStep - 1) / options.BatchesPerStep;

    /// <summary>Trains until all epochs are done. The network is in evaluation mode afterwards, with the weights that are scored.</summary>
    /// <param name="stop">
    /// Ends the run after the step under way; the result then has the epochs that were finished. Calling this again goes on from there.
    /// </param>
    /// <exception cref="TrainingDivergedException">A loss is infinite or no number.</exception>
    /// <exception cref="ArgumentException">The network does not give one score for each of the data's classes.</exception>
    /// <exception cref="DatasetException">An image cannot be read.</exception>
    public TrainingResult Run(CancellationToken stop = default)
    {
        try
        {
            while (epochs.Count < options.Epochs)
            {
                RunEpoch(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was finished is the result.
        }

        return Result;
    }

    /// <summary>
    /// Trains epoch by epoch on another thread, each when it is asked for: between two epochs the network is the caller's, in evaluation mode and with the
    /// weights that are scored.
    /// </summary>
    /// <param name="stop">Ends the epoch under way after its step. Another call goes on from there.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <inheritdoc cref="Run" path="/exception"/>
    public async IAsyncEnumerable<EpochReport> RunAsync([EnumeratorCancellation] CancellationToken stop = default)
    {
        while (epochs.Count < options.Epochs)
        {
            yield return await Task.Run(() => RunEpoch(stop), stop).ConfigureAwait(false);
        }
    }

    /// <summary>Writes all that a run needs to go on to the same bits. It can be called while the trainer is at rest, and in the handlers of its events.</summary>
    /// <param name="path">The file; one that is there is replaced, or stays as it was if this fails.</param>
    /// <param name="notes">Texts to keep with it.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void SaveCheckpoint(string path, IReadOnlyDictionary<string, string>? notes = null) => Checkpoint.Save(
        path,
        network,
        average,
        optimizer,
        new CheckpointState(0, options.ToTexts(), DataText, notes ?? new Dictionary<string, string>(), epochs, sums, steps, seconds));

    /// <summary>Goes on from a checkpoint: <see cref="Run"/> then does what is left.</summary>
    /// <param name="checkpoint">One of a run with the same network, data and options.</param>
    /// <exception cref="CheckpointException">It is not. Nothing has been changed then.</exception>
    public void Resume(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        checkpoint.RequireSame(options.ToTexts(), DataText);
        checkpoint.Restore(network, average, optimizer);
        var state = checkpoint.State;
        epochs.Clear();
        epochs.AddRange(state.Epochs);
        (sums, steps, seconds) = (state.Sums, state.Steps, state.Seconds);
        UseScoredWeights();
    }

    /// <summary>Releases the optimizer's state and the batches. The network stays.</summary>
    public void Dispose()
    {
        loader.Dispose();
        compiledOptimizer?.Dispose();
        optimizer.Dispose();
        average?.Dispose();
        compiled?.Dispose();
    }

    private string DataText => FormattableString.Invariant($"{train.Name}, {train.Count} images of {train.Shape}, {train.ClassNames.Count} classes with the SHA-256 {ClassesHash[..8]}");

    private string ClassesHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', train.ClassNames))));

    private EpochReport RunEpoch(CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            var learningRate = sums.Batches < loader.Batches ? TrainEpoch(stop) : LearningRate(steps - 1);
            UseScoredWeights();
            var test = evaluator.Run(stop: stop);
            if (!double.IsFinite(test.Loss))
            {
                throw TrainingDivergedException.AfterEpoch(epochs.Count + 1, learningRate, options.LearningRate, test.Loss);
            }

            epochs.Add(new EpochReport(
                epochs.Count + 1, options.Epochs, sums.Loss / sums.Images, sums.Top1, test, learningRate, steps, sums.Seconds, sums.SecondsWaited, sums.Images / sums.Seconds));
            sums = EpochSums.None;
        }
        finally
        {
            UseScoredWeights();
            seconds += watch.Elapsed.TotalSeconds;
        }

        EpochFinished?.Invoke(this, epochs[^1]);
        return epochs[^1];
    }

    private void UseScoredWeights()
    {
        network.eval();
        average?.PutIntoNetwork(true);
    }

    /// <summary>Does the steps of an epoch that are left.</summary>
    /// <returns>The last learning rate.</returns>
    private double TrainEpoch(CancellationToken stop)
    {
        average?.PutIntoNetwork(false);
        network.train();
        using var recomputation = RecomputesInEagerMode ? UnitRecomputation.Of(network) : null;
        var placement = new Placement(compiled ?? network);
        var (watch, before) = (Stopwatch.StartNew(), sums);
        var (learningRate, losses, images, reached) = (0.0, 0.0, 0, sums);
        foreach (var batch in loader.Epoch(epochs.Count, sums.Batches))
        {
            using (batch)
            {
                if (batch.Number % options.BatchesPerStep == 0)
                {
                    stop.ThrowIfCancellationRequested();
                    ZeroGradients();
                    (losses, images) = (0, 0);
                }

                learningRate = LearningRate(steps);
                var batches = Math.Min(options.BatchesPerStep, loader.Batches - (batch.Number / options.BatchesPerStep * options.BatchesPerStep));
                (var loss, reached) = ComputeGradients(batch, placement, 1.0 / batches, reached);
                if (!double.IsFinite(loss))
                {
                    throw TrainingDivergedException.AtStep(epochs.Count + 1, (batch.Number / options.BatchesPerStep) + 1, learningRate, options.LearningRate, loss);
                }

                (losses, images) = (losses + (loss * batch.Count), images + batch.Count);
            }

            if ((batch.Number + 1) % options.BatchesPerStep == 0 || batch.Number + 1 == loader.Batches)
            {
                // Not before: what comes to grief in the middle of a step has not happened.
                Step(learningRate);
                sums = reached with { Seconds = before.Seconds + watch.Elapsed.TotalSeconds, SecondsWaited = before.SecondsWaited + loader.SecondsWaited };
                reached = sums;
                StepFinished?.Invoke(this, new StepReport(
                    epochs.Count + 1,
                    options.Epochs,
                    (batch.Number / options.BatchesPerStep) + 1,
                    StepsPerEpoch,
                    losses / images,
                    sums.Top1,
                    learningRate,
                    sums.Images / sums.Seconds));
            }
        }

        return learningRate;
    }

    private double LearningRate(long step) => options.LearningRate * options.Schedule.Factor(step, (long)options.Epochs * StepsPerEpoch);

    // The scope is for what TorchSharp's zero_ returns, a tensor for each parameter that nobody takes.
    private void ZeroGradients()
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
    }

    private void Step(double learningRate)
    {
        if (options.ClipNorm is { } longest)
        {
            nn.utils.clip_grad_norm_(parameters, longest);
        }

        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate = learningRate;
        }

        if (compiledOptimizer is not null)
        {
            compiledOptimizer.Step();
        }
        else
        {
            optimizer.step();
        }

        average?.Add(steps);
        steps++;
    }

    /// <summary>Passes a batch forward and back; adds the gradients to those in the parameters, and leaves nothing else.</summary>
    /// <returns>The loss, and what the epoch adds up to with this batch.</returns>
    private (double Loss, EpochSums Sums) ComputeGradients(Batch batch, Placement placement, double share, EpochSums before)
    {
        using var scope = NewDisposeScope();
        var scores = placement.Scores(compiled ?? network, batch, options.Precision);
        Scores.CheckShape(scores.shape, batch.Count, train.ClassNames.Count, train.Name);
        var loss = Loss(scores, placement.Labels(batch));
        if (batch.MixShare < 1)
        {
            loss = loss.mul(batch.MixShare).add(Loss(scores, placement.MixedLabels(batch)).mul(1 - batch.MixShare));
        }

        try
        {
            (share == 1 ? loss : loss.mul(share)).backward();
        }
        catch (ExternalException) when (compiled?.BackwardFailure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
            throw;
        }
        catch (ExternalException) when (RecomputesInEagerMode)
        {
            Recomputation.ThrowFailure();
            throw;
        }

        var number = loss.item<float>();
        return (number, before.With(Scores.Numbers(scores), MemoryMarshal.Cast<byte, long>(batch.Labels.bytes), number));
    }

    private Tensor Loss(Tensor scores, Tensor labels) => nn.functional.cross_entropy(scores, labels, label_smoothing: options.LabelSmoothing);
}

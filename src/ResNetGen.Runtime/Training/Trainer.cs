using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using ResNetGen.Data;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Training;

/// <summary>
/// Trains a network by stochastic gradient descent with momentum on cross-entropy, and scores it on the held-out images after each epoch. On one
/// machine, the same seed, weights and thread count give the same run.
/// </summary>
/// <example><code>
/// using var trainer = new Trainer(network, DataSource.Find("shapes", Net.Info.Input));
/// trainer.EpochFinished += (_, epoch) => Console.WriteLine($"{epoch.Epoch}: {epoch.Test.Top1:P1}");
/// var result = trainer.Run();
/// </code></example>
public sealed class Trainer : IDisposable
{
    private readonly nn.Module<Tensor, Tensor> network;
    private readonly TrainingOptions options;
    private readonly IImageDataset train;
    private readonly BatchLoader loader;
    private readonly Evaluator evaluator;
    private readonly optim.Optimizer optimizer;

    /// <summary>A trainer. Nothing is changed yet.</summary>
    /// <param name="network">Takes N x C x H x W, gives N scores for each class. It is trained on the device that it is on.</param>
    /// <param name="data">What to learn from, and what to be judged by.</param>
    /// <param name="options">How; null for the usual way.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the network has nothing to train.</exception>
    /// <exception cref="DatasetException">The data cannot be opened.</exception>
    public Trainer(nn.Module<Tensor, Tensor> network, DataSource data, TrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        this.network = network;
        this.options = options ?? new TrainingOptions();
        this.options.Check();
        train = data.Train;
        evaluator = new Evaluator(network, data.Test, data.Normalization, this.options.BatchSize);
        optimizer = Optimizer();
        loader = new BatchLoader(train, new BatchOptions
        {
            Size = this.options.BatchSize,
            Normalization = data.Normalization,
            Augmentation = data.Augmentation,
            Shuffle = true,
            DropPartial = true,
            Seed = this.options.Seed,
        });
    }

    /// <summary>Raised after each step, on the thread that trains.</summary>
    public event EventHandler<StepReport>? StepFinished;

    /// <summary>Raised after each epoch's evaluation, on the thread that trains.</summary>
    public event EventHandler<EpochReport>? EpochFinished;

    /// <summary>Trains for all epochs. The network is in evaluation mode afterwards.</summary>
    /// <param name="stop">Ends the run after the step under way; the result then has the epochs that were finished.</param>
    /// <exception cref="TrainingDivergedException">A loss is infinite or no number.</exception>
    /// <exception cref="ArgumentException">The network does not give one score for each of the data's classes.</exception>
    /// <exception cref="DatasetException">An image cannot be read.</exception>
    public TrainingResult Run(CancellationToken stop = default)
    {
        var watch = Stopwatch.StartNew();
        var epochs = new List<EpochReport>(options.Epochs);
        try
        {
            for (var epoch = 0; epoch < options.Epochs; epoch++)
            {
                var (loss, top1, images, seconds) = TrainEpoch(epoch, stop);
                var test = evaluator.Run(stop: stop);
                epochs.Add(new EpochReport(epoch + 1, options.Epochs, loss, top1, test, seconds, images / seconds));
                EpochFinished?.Invoke(this, epochs[^1]);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was finished is the result.
        }
        finally
        {
            network.eval();
        }

        return new TrainingResult(epochs, epochs.Count == options.Epochs, watch.Elapsed.TotalSeconds);
    }

    /// <summary>Releases the optimizer's state and the batches. The network stays.</summary>
    public void Dispose()
    {
        loader.Dispose();
        optimizer.Dispose();
    }

    private SGD Optimizer()
    {
        var groups = DecayGroups.Of(network, options).Select(group => new SGD.ParamGroup(
            group.ToArray(), options.LearningRate, options.Momentum, 0, group.Key, options.Nesterov)).ToArray();
        return groups.Length > 0
            ? optim.SGD(groups, options.LearningRate, options.Momentum, 0, 0, options.Nesterov)
            : throw new ArgumentException("The network has no parameters to train.");
    }

    private (double Loss, double Top1, int Images, double Seconds) TrainEpoch(int epoch, CancellationToken stop)
    {
        network.train();
        var placement = new Placement(network);
        var watch = Stopwatch.StartNew();
        var tally = new Tally();
        var losses = 0.0;
        foreach (var batch in loader.Epoch(epoch))
        {
            using (batch)
            {
                stop.ThrowIfCancellationRequested();
                var learningRate = SetLearningRate(((long)epoch * loader.Batches) + batch.Number);
                var loss = ComputeGradients(batch, placement, tally);
                if (!double.IsFinite(loss))
                {
                    throw new TrainingDivergedException(epoch + 1, batch.Number + 1, learningRate, loss);
                }

                optimizer.step();
                losses += loss * batch.Count;
                StepFinished?.Invoke(this, new StepReport(
                    epoch + 1,
                    options.Epochs,
                    batch.Number + 1,
                    loader.Batches,
                    loss,
                    tally.Top1,
                    learningRate,
                    tally.Images / watch.Elapsed.TotalSeconds));
            }
        }

        return (losses / tally.Images, tally.Top1, tally.Images, watch.Elapsed.TotalSeconds);
    }

    private double SetLearningRate(long step)
    {
        var learningRate = options.LearningRate * options.Schedule.Factor(step, (long)options.Epochs * loader.Batches);
        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate = learningRate;
        }

        return learningRate;
    }

    /// <summary>Passes a batch forward and back; leaves the gradients in the parameters, and nothing else.</summary>
    private double ComputeGradients(Batch batch, Placement placement, Tally tally)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var scores = network.call(placement.Images(batch));
        Scores.CheckShape(scores.shape, batch.Count, train.ClassNames.Count, train.Name);
        var loss = nn.functional.cross_entropy(scores, placement.Labels(batch), label_smoothing: options.LabelSmoothing);
        loss.backward();
        tally.Add(Scores.Numbers(scores), MemoryMarshal.Cast<byte, long>(batch.Labels.bytes));
        return loss.item<float>();
    }
}

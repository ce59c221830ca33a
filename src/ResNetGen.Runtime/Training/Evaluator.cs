using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using ResNetGen.Data;
using ResNetGen.Weights;
using static TorchSharp.torch;

namespace ResNetGen.Training;

/// <summary>Scores a network on a data set: in evaluation mode, without gradients, every image once and as it is.</summary>
public sealed class Evaluator
{
    private readonly nn.Module<Tensor, Tensor> network;
    private readonly IImageDataset data;
    private readonly BatchOptions options;

    /// <summary>An evaluator.</summary>
    /// <param name="network">Takes N x C x H x W, gives N scores for each class.</param>
    /// <param name="data">The images and their labels.</param>
    /// <param name="normalization">How pixels become numbers: the one that the network was trained with.</param>
    /// <param name="batchSize">Images at a time. It changes the speed, not the result.</param>
    /// <param name="broken">
    /// Takes note of images that cannot be read; they are left out, and <see cref="Evaluation.Images"/> counts the others. Null: the first of them ends the evaluation.
    /// </param>
    public Evaluator(nn.Module<Tensor, Tensor> network, IImageDataset data, Normalization normalization, int batchSize = 128, BrokenImages? broken = null)
    {
        this.network = network;
        this.data = data;
        options = new BatchOptions { Size = batchSize, Normalization = normalization, Broken = broken };
    }

    /// <summary>Scores all images. The network is in the mode afterwards that it was in before.</summary>
    /// <param name="logitsFile">
    /// Where the scores go, if anywhere: little-endian float32, a row an image in the data set's order. The file is there whole or not at all. As each image has its row, an
    /// image that cannot be read ends an evaluation that writes one.
    /// </param>
    /// <param name="progress">Is told how many images are done, after each batch.</param>
    /// <param name="stop">Stops after a batch.</param>
    /// <exception cref="ArgumentException">The network does not give one score for each of the data set's classes.</exception>
    /// <exception cref="DatasetException">An image cannot be read.</exception>
    /// <exception cref="IOException">The file of scores cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Evaluation Run(string? logitsFile = null, IProgress<int>? progress = null, CancellationToken stop = default)
    {
        if (logitsFile is null)
        {
            return Run(options, Stream.Null, details: null, progress, stop);
        }

        Evaluation? evaluation = null;
        AtomicFile.Write(logitsFile, stream => evaluation = Run(options with { Broken = null }, stream, details: null, progress, stop));
        return evaluation!;
    }

    /// <summary>Scores all images, as <see cref="Run(string?, IProgress{int}?, CancellationToken)"/>, and says class by class how it went.</summary>
    /// <param name="answers">How many of the surest mistakes are kept, and of the least sure right answers.</param>
    /// <param name="progress">Is told how many images are done, after each batch.</param>
    /// <param name="stop">Stops after a batch.</param>
    /// <exception cref="ArgumentException">The network does not give one score for each of the data set's classes.</exception>
    /// <exception cref="DatasetException">An image cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public EvaluationDetails RunDetailed(int answers = 24, IProgress<int>? progress = null, CancellationToken stop = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(answers);
        var details = new DetailsTally(data.ClassNames.Count, answers);
        return details.Details(Run(options, Stream.Null, details, progress, stop));
    }

    private Evaluation Run(BatchOptions batches, Stream logits, DetailsTally? details, IProgress<int>? progress, CancellationToken stop)
    {
        using var evaluation = new EvaluationMode(network);
        using var loader = new BatchLoader(data, batches);
        using var inference = inference_mode();
        var placement = new Placement(network);
        var tally = new Tally();
        foreach (var batch in loader.Epoch(0))
        {
            using (batch)
            using (NewDisposeScope())
            {
                stop.ThrowIfCancellationRequested();
                var scores = network.call(placement.Images(batch));
                Scores.CheckShape(scores.shape, batch.Count, data.ClassNames.Count, data.Name);
                var numbers = Scores.Numbers(scores);
                logits.Write(MemoryMarshal.AsBytes(numbers));
                var labels = MemoryMarshal.Cast<byte, long>(batch.Labels.bytes);
                tally.Add(numbers, labels);
                details?.Add(numbers, labels, batch.Indices);
            }

            progress?.Report(tally.Images);
        }

        return tally.Evaluation;
    }
}

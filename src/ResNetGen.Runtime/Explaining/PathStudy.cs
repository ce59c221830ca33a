using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ResNetGen.Data;
using ResNetGen.Training;
using static TorchSharp.torch;

namespace ResNetGen.Explaining;

/// <summary>
/// By which paths a residual network's gradient comes: Veit, Wilber and Belongie (2016, arXiv:1605.06431), section 5. A network of n units has 2^n paths,
/// binomially distributed by how many units' layers they pass through. For each length paths are drawn; the batch goes forward through the whole network, and
/// the loss's gradient goes back to the images by one path alone.
/// </summary>
public sealed class PathStudy
{
    private readonly nn.Module<Tensor, Tensor> network;
    private readonly NetworkParts parts;
    private readonly ImageSubset images;
    private readonly BatchOptions batches;
    private readonly PathOptions options;

    /// <summary>A study.</summary>
    /// <param name="network">A generated network with a shortcut around each unit. It is afterwards as it was.</param>
    /// <param name="data">Images with labels.</param>
    /// <param name="normalization">How pixels become numbers: the one that it was trained with.</param>
    /// <param name="options">How thorough it is.</param>
    /// <exception cref="ArgumentException">The compiler did not write the network, or a unit of it has no shortcut.</exception>
    public PathStudy(nn.Module<Tensor, Tensor> network, IImageDataset data, Normalization normalization, PathOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Images, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Draws, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Lengths, 2);
        this.network = network;
        this.options = options;
        parts = NetworkParts.OfResidual(network);
        images = EvenlyTaken.Of(data, options.Images);
        batches = new BatchOptions { Normalization = normalization, Size = images.Count };
    }

    private int Units => parts.Units.Count;

    private List<int> Lengths
    {
        get
        {
            var step = Math.Max(1, (int)Math.Ceiling((Units + 1.0) / options.Lengths));
            return [.. Enumerable.Range(0, Units + 1).Where(length => length % step == 0)];
        }
    }

    /// <summary>Looks.</summary>
    /// <param name="progress">Is told which share is done, 0 to 1.</param>
    /// <param name="stop">Stops after a batch.</param>
    /// <exception cref="DatasetException">An image cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public PathReport Run(IProgress<double>? progress = null, CancellationToken stop = default)
    {
        using var loader = new BatchLoader(images, batches);
        using var batch = loader.Epoch(0).First();
        using var evaluation = new EvaluationMode(network);
        using var gradients = enable_grad();
        using var switches = new UnitSwitches(parts);
        var placement = new Placement(network);
        var lengths = Lengths;
        var measured = new List<double>();
        foreach (var length in lengths)
        {
            var sum = 0.0;
            for (var draw = 0; draw < options.Draws; draw++)
            {
                stop.ThrowIfCancellationRequested();
                switches.Set(Draw(length, draw), UnitMode.ResidualGradient, UnitMode.ShortcutGradient);
                sum += GradientOf(batch, placement);
            }

            measured.Add(sum / options.Draws);
            progress?.Report((double)measured.Count / lengths.Count);
        }

        return Report(lengths, measured);
    }

    private PathReport Report(List<int> lengths, List<double> gradients)
    {
        // The numbers of paths of deep networks are beyond any type; their logarithms are not.
        var all = Units * Math.Log(2);
        var paths = lengths.Select(length => Math.Exp(LogChoices(Units, length) - all)).ToList();
        var weights = paths.Zip(gradients, (share, gradient) => share * gradient).ToList();
        var sum = weights.Sum();
        var shares = weights.Select(weight => sum > 0 ? weight / sum : 0).ToList();
        return new PathReport(
            parts.Info.Name,
            images.Name,
            images.Count,
            Units,
            Units / 2.0,
            lengths.Zip(shares, (length, share) => length * share).Sum(),
            [.. lengths.Select((length, i) => new PathLength(length, paths[i], gradients[i], shares[i]))]);
    }

    /// <summary>The logarithm of n over k.</summary>
    private static double LogChoices(int n, int k)
    {
        var log = 0.0;
        for (var i = 1; i <= k; i++)
        {
            log += Math.Log((double)(n - k + i) / i);
        }

        return log;
    }

    /// <summary>The mean over images of the length of the gradient of each image's loss.</summary>
    private double GradientOf(Batch batch, Placement placement)
    {
        using var scope = NewDisposeScope();
        var input = placement.Images(batch).detach().clone().requires_grad_(true);
        var loss = nn.functional.cross_entropy(network.call(input), placement.Labels(batch), reduction: nn.Reduction.Sum);
        var gradient = autograd.grad([loss], [input], null, false, false, true)[0];

        // No way back from the loss to the images: every way is through layers that this path passes by.
        return gradient is null ? 0 : Scores.Numbers(gradient.pow(2).sum([1, 2, 3]).sqrt().mean())[0];
    }

    private int[] Draw(int length, int draw)
    {
        var units = Enumerable.Range(0, Units).ToArray();
        new RandomStream(options.Seed, length, draw).Shuffle(units);
        return units[..length];
    }
}

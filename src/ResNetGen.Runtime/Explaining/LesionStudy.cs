using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ResNetGen.Data;
using ResNetGen.Training;
using static TorchSharp.torch;

namespace ResNetGen.Explaining;

/// <summary>
/// What a residual network can do without: Veit, Wilber and Belongie (2016, arXiv:1605.06431), section 4. Units are deleted one by one and several at once,
/// and swapped; the network is not trained again. A deleted unit is its shortcut alone.
/// </summary>
public sealed class LesionStudy
{
    private readonly NetworkParts parts;
    private readonly Evaluator evaluator;
    private readonly ImageSubset images;
    private readonly LesionOptions options;

    /// <summary>A study.</summary>
    /// <param name="network">A generated network with a shortcut around each unit. It is afterwards as it was.</param>
    /// <param name="data">Images that it was not trained on.</param>
    /// <param name="normalization">How pixels become numbers: the one that it was trained with.</param>
    /// <param name="options">How thorough it is.</param>
    /// <exception cref="ArgumentException">The compiler did not write the network, or a unit of it has no shortcut.</exception>
    public LesionStudy(nn.Module<Tensor, Tensor> network, IImageDataset data, Normalization normalization, LesionOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Images, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Draws, 1);
        parts = NetworkParts.OfResidual(network);
        this.options = options;
        images = EvenlyTaken.Of(data, options.Images);
        evaluator = new Evaluator(network, images, normalization, options.BatchSize);
    }

    private IEnumerable<int> DeletedCounts => Enumerable.Range(2, Math.Max(0, Math.Min(options.MostDeleted, parts.Units.Count) - 1));

    /// <summary>Looks.</summary>
    /// <param name="progress">Is told which share is done, 0 to 1.</param>
    /// <param name="stop">Stops after a batch.</param>
    /// <exception cref="DatasetException">An image cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public LesionReport Run(IProgress<double>? progress = null, CancellationToken stop = default)
    {
        using var order = new UnitOrder(parts);
        int[] swaps = order.CanSwap ? [.. Enumerable.Range(0, 6).Select(power => 1 << power).Where(count => count <= Math.Max(1, order.Movable))] : [];
        var (done, all) = (0, 1 + parts.Units.Count + ((DeletedCounts.Count() + swaps.Length) * options.Draws));
        double Score()
        {
            var top1 = evaluator.Run(stop: stop).Top1;
            progress?.Report((double)++done / all);
            return top1;
        }

        var changesShape = new bool[parts.Units.Count];
        var looks = parts.Units.Select((unit, number) => new ForwardHook(unit.Module, (input, output) =>
        {
            changesShape[number] = !input.shape.SequenceEqual(output.shape);
            return output;
        })).ToList();
        double whole;
        try
        {
            whole = Score();
        }
        finally
        {
            looks.ForEach(look => look.Dispose());
        }

        var swapped = swaps.SelectMany((count, i) => Enumerable.Range(0, options.Draws).Select(draw =>
        {
            order.Swap(count, new RandomStream(options.Seed, i, draw));
            return new SwappedUnits(count, order.KendallTau, Score());
        })).ToList();
        order.Swap(0, default);

        using var switches = new UnitSwitches(parts);
        var single = parts.Units.Select((unit, number) =>
        {
            switches.Set([number], UnitMode.Deleted, UnitMode.Whole);
            return new UnitLesion(unit.Name, changesShape[number], Score());
        }).ToList();
        var several = DeletedCounts.Select(count => Several(count, Enumerable.Range(0, options.Draws).Select(draw =>
        {
            switches.Set(Draw(count, draw), UnitMode.Deleted, UnitMode.Whole);
            return Score();
        }).ToList()));
        return new LesionReport(parts.Info.Name, images.Name, images.Count, whole, single, [.. several], swapped);
    }

    private static DeletedUnits Several(int count, List<double> scores) => new(count, scores.Count, scores.Average(), scores.Min(), scores.Max());

    private int[] Draw(int count, int draw)
    {
        var units = Enumerable.Range(0, parts.Units.Count).ToArray();
        new RandomStream(options.Seed, 1000 + count, draw).Shuffle(units);
        return units[..count];
    }
}

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Planning;
using ResNetGen.Data;
using ResNetGen.Training;
using static TorchSharp.torch;

namespace ResNetGen.Inference;

/// <summary>
/// Computes a fused graph by TorchSharp's operations, one after another: networks on a GPU, in float64, and in bfloat16 on processors without its instructions.
/// Feature maps are channels-last: so the convolutions of oneDNN and of cuDNN take them, the latter for the matrix units of a GPU.
/// </summary>
internal sealed class TorchEngine : IInferenceEngine
{
    private readonly FusedGraph graph;
    private readonly List<TorchStep> steps;
    private readonly Precision precision;

    /// <summary>Prepares a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="precision">The precision of its convolutions and matrix products.</param>
    public TorchEngine(NetworkGraph graph, ModuleWeights weights, Precision precision)
    {
        Engine.Weights.WeightCheck.Require(graph, weights);
        weights.RequireFinite();
        FoldedWeights.RequireNorms(graph, weights);
        this.precision = precision;
        this.graph = FusedGraph.Of(graph);
        var lastUses = LastUses(this.graph);
        var made = new List<TorchStep>();
        foreach (var operation in this.graph.Operations)
        {
            made.Add(TorchStep.Of(operation, weights, precision == Precision.Mixed ? ScalarType.BFloat16 : null, [.. lastUses[made.Count]]));
            foreach (var key in operation.Keys)
            {
                weights.Release(key);
            }
        }

        steps = made;
    }

    public string Name => "torch";

    public string? FallbackReason => null;

    public Tensor Run(Tensor images) => Run(images, static (_, compute) => compute());

    public IReadOnlyList<StepTime> Profile(Tensor images, int runs)
    {
        var least = new double[steps.Count];
        Array.Fill(least, double.PositiveInfinity);
        var macs = new double[steps.Count];
        for (var run = 0; run < runs; run++)
        {
            using var result = Run(images, (i, compute) =>
            {
                var start = Stopwatch.GetTimestamp();
                var computed = compute();
                least[i] = Math.Min(least[i], Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                macs[i] = steps[i].MacsOf(computed);
                return computed;
            });
        }

        return [.. steps.Select((step, i) => new StepTime(step.Description, least[i], macs[i]))];
    }

    public string Explain(int images)
    {
        var text = new StringBuilder($"torch, {steps.Count} steps\n");
        for (var i = 0; i < steps.Count; i++)
        {
            text.Append($"{i + 1,4}  {steps[i].Description}\n");
        }

        return text.ToString();
    }

    public void Dispose()
    {
        foreach (var step in steps)
        {
            step.Dispose();
        }
    }

    // The values that no later operation reads, for each operation.
    private static ILookup<int, int> LastUses(FusedGraph graph) => graph.Operations
        .SelectMany((operation, place) => operation.Reads.Append(operation.Output).Select(value => (value, place)))
        .Where(use => use.value != 0 && use.value != graph.Output)
        .GroupBy(use => use.value, use => use.place)
        .ToLookup(uses => uses.Max(), uses => uses.Key);

    private Tensor Run(Tensor images, Func<int, Func<Tensor>, Tensor> around)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var type = images.dtype;
        images = ImageLayout.ChannelsLast(images);
        var values = new Dictionary<int, Tensor> { [0] = precision == Precision.Mixed ? TorchStep.Converted(images, ScalarType.BFloat16) : images };
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            values[step.Output] = around(i, () => step.Compute(values));
            foreach (var value in step.LastUses)
            {
                values.Remove(value, out var unused);
                unused?.Dispose();
            }
        }

        // Feature maps are given as other engines give them.
        var given = TorchStep.Converted(values[graph.Output], type);
        return (given.dim() == 4 ? given.contiguous() : given).MoveToOuterDisposeScope();
    }
}

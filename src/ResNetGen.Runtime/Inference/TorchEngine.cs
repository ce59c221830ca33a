using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using ResNetGen.Data;
using ResNetGen.Inference.Binding;
using ResNetGen.Inference.Steps;
using ResNetGen.Training;
using static TorchSharp.torch;

namespace ResNetGen.Inference;

/// <summary>
/// Runs a program by TorchSharp's operations, one after another. Channels lie side by side: so the convolutions of oneDNN and of cuDNN take them, the latter for
/// the matrix units of a GPU.
/// </summary>
internal sealed class TorchEngine : IInferenceEngine
{
    private readonly IReadOnlyList<FoldedStep> steps;
    private readonly int buffers;
    private readonly int output;
    private readonly Precision precision;

    /// <summary>An engine for a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="precision">The numbers that it is computed with.</param>
    /// <param name="disposesLayers">Whether the network's layers are disposed as they are folded.</param>
    public TorchEngine(BoundProgram program, Precision precision, bool disposesLayers)
    {
        steps = [.. program.Fold(disposesLayers).Select(step => step.For(precision == Precision.Mixed ? ScalarType.BFloat16 : null))];
        (buffers, output) = (program.Buffers, program.Output);
        this.precision = precision;
    }

    public string Name => "torch";

    public Tensor Run(Tensor images) => Run(images, (_, step) => step());

    public IReadOnlyList<StepTime> Profile(Tensor images, int runs)
    {
        var least = new double[steps.Count];
        Array.Fill(least, double.PositiveInfinity);
        var multiplyAdds = new double[steps.Count];
        for (var run = 0; run < runs; run++)
        {
            using var result = Run(images, (i, step) =>
            {
                var start = Stopwatch.GetTimestamp();
                var computed = step();
                least[i] = Math.Min(least[i], Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                multiplyAdds[i] = steps[i] is { Placed.Step: LayerStep, Weights: [{ } weight, ..] } ? (double)computed.numel() / computed.shape[1] * weight.numel() : 0;
                return computed;
            });
        }

        return [.. steps.Select((step, i) => new StepTime(step.Placed.Step.GetType().Name, least[i], multiplyAdds[i]))];
    }

    private Tensor Run(Tensor images, Func<int, Func<Tensor>, Tensor> around)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var type = images.dtype;
        images = ImageLayout.ChannelsLast(images);
        images = precision == Precision.Mixed ? FoldedStep.Converted(images, ScalarType.BFloat16) : images;
        var maps = new Tensor?[buffers];
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            var result = around(i, () => Compute(step));
            maps[step.Placed.To]?.Dispose();
            maps[step.Placed.To] = result;
        }

        // What is no vector is given as other engines give it.
        var given = FoldedStep.Converted(maps[output]!, type);
        return (given.dim() == 4 ? given.contiguous() : given).MoveToOuterDisposeScope();

        Tensor Compute(FoldedStep step)
        {
            var result = step.Placed.Step.Compute([.. step.Placed.From.Select(At)], step.Weights);
            foreach (var operation in step.Placed.After)
            {
                result = operation is PostAddition addition ? result.add_(At(addition.Buffer)) : ((PostActivation)operation).Over(result);
            }

            return result;
        }

        Tensor At(int buffer) => buffer == Buffer.Image ? images : maps[buffer]!;
    }

    public void Dispose()
    {
        foreach (var step in steps)
        {
            step.Dispose();
        }
    }
}

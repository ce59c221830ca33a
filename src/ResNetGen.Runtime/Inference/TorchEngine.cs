using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using ResNetGen.Inference.Binding;
using ResNetGen.Inference.Steps;
using ResNetGen.Training;
using static TorchSharp.torch;

namespace ResNetGen.Inference;

/// <summary>Runs a program by TorchSharp's operations, one after another.</summary>
internal sealed class TorchEngine : IInferenceEngine
{
    private readonly BoundProgram program;
    private readonly Precision precision;

    /// <summary>An engine that takes the program over.</summary>
    public TorchEngine(BoundProgram program, Precision precision)
    {
        this.program = precision == Precision.Mixed ? program.In(ScalarType.BFloat16) : program;
        this.precision = precision;
    }

    public string Name => "torch";

    public Tensor Run(Tensor images) => Run(images, (_, step) => step());

    public IReadOnlyList<StepTime> Profile(Tensor images, int runs)
    {
        var least = new double[program.Steps.Count];
        Array.Fill(least, double.PositiveInfinity);
        var multiplyAdds = new double[program.Steps.Count];
        for (var run = 0; run < runs; run++)
        {
            using var result = Run(images, (i, step) =>
            {
                var start = Stopwatch.GetTimestamp();
                var output = step();
                least[i] = Math.Min(least[i], Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                multiplyAdds[i] = program.Steps[i] is { Step: LayerStep, Weights: [{ } weight, ..] } ? (double)output.numel() / output.shape[1] * weight.numel() : 0;
                return output;
            });
        }

        return [.. program.Steps.Select((step, i) => new StepTime(step.Step.GetType().Name, least[i], multiplyAdds[i]))];
    }

    private Tensor Run(Tensor images, Func<int, Func<Tensor>, Tensor> around)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var type = images.dtype;
        images = precision == Precision.Mixed ? BoundProgram.Converted(images, ScalarType.BFloat16) : images;
        var buffers = new Tensor?[program.Buffers];
        for (var i = 0; i < program.Steps.Count; i++)
        {
            var step = program.Steps[i];
            var result = around(i, () => Compute(step));
            buffers[step.To]?.Dispose();
            buffers[step.To] = result;
        }

        return BoundProgram.Converted(buffers[program.Output]!, type).MoveToOuterDisposeScope();

        Tensor Compute(BoundStep step)
        {
            var result = step.Step.Compute([.. step.From.Select(At)], step.Weights);
            foreach (var operation in step.After)
            {
                result = operation is PostAddition addition ? result.add_(At(addition.Buffer)) : ((PostActivation)operation).Over(result);
            }

            return result;
        }

        Tensor At(int buffer) => buffer == Buffer.Image ? images : buffers[buffer]!;
    }

    public void Dispose() => program.Dispose();
}

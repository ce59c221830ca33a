using System;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Planning;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Training.Steps;

/// <summary>The mean cross-entropy of logits, and their gradient.</summary>
internal sealed unsafe class CrossEntropyStep(TrainingState state, int logits, int output) : Step([logits], output)
{
    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    // Few values: one worker adds them in order.
    public override void Run(in StepRun run, int pass, in Worker worker)
    {
        if (worker.Index > 0)
        {
            return;
        }

        var (from, to) = (run.Input(), run.Output);
        var (count, classes, plane) = (from.Layout.Width, from.Layout.Channels, from.Layout.Plane);
        float smoothing = state.LabelSmoothing, spread = smoothing / classes;
        var (loss, correct) = (0.0, 0);
        for (var image = 0; image < count; image++)
        {
            float* x = (float*)from.Data + (image * Layout.Lanes), gradient = (float*)to.Data + (image * Layout.Lanes);
            double most = double.NegativeInfinity, sum = 0, all = 0;
            for (var c = 0; c < classes; c++)
            {
                most = Math.Max(most, x[Place(c)]);
                all += x[Place(c)];
            }

            for (var c = 0; c < classes; c++)
            {
                sum += Math.Exp(x[Place(c)] - most);
            }

            // The target is a distribution: two classes, which may be the same, and a share of all.
            var (label, mixed) = (state.Labels[image], state.MixedLabels[image]);
            float ofLabel = (1 - smoothing) * state.Lambda, ofMixed = (1 - smoothing) * (1 - state.Lambda);
            loss += most + Math.Log(sum) - (ofLabel * x[Place(label)]) - (ofMixed * x[Place(mixed)]) - (spread * all);
            correct += x[Place(label)] == most ? 1 : 0;
            for (var c = 0; c < Layout.BlocksOf(classes) * Layout.Lanes; c++)
            {
                gradient[Place(c)] = c >= classes ? 0 : (float)(((Math.Exp(x[Place(c)] - most) / sum) - spread - (c == label ? ofLabel : 0) - (c == mixed ? ofMixed : 0)) / count);
            }
        }

        state.Loss = loss / count;
        state.Correct = correct;

        long Place(int c) => (c / Layout.Lanes * plane) + (c % Layout.Lanes);
    }

    public override string Describe(StepMethod method) => "cross-entropy";
}

/// <summary>The gradient of the network's output as the caller has it.</summary>
internal sealed unsafe class OutputGradientStep(TrainingState state, int networkOutput, int output) : Step([networkOutput], output)
{
    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    public override void Run(in StepRun run, int pass, in Worker worker) =>
        run.KernelsOf(run.Output.Layout).Import(state.OutputGradient, run.Output, run.ClearsHaloOf(Output), worker);

    public override string Describe(StepMethod method) => "gradient of the output";
}

/// <summary>Writes the gradient of the images where the caller wants it.</summary>
internal sealed unsafe class ImageGradientStep(TrainingState state, int gradient) : Step([gradient], StepEpilogue.NoValue)
{
    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    public override void Run(in StepRun run, int pass, in Worker worker)
    {
        var map = run.Input();
        var length = (long)map.Layout.Channels * map.Layout.Height * map.Layout.Width;
        var (begin, end) = worker.ShareOf(map.Layout.Images);
        for (var image = (int)begin; image < end; image++)
        {
            run.Kernels.Export(map, image, state.ImageGradient + (image * length));
        }
    }

    public override string Describe(StepMethod method) => "gradient of the images";
}

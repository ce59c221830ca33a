using System;
using System.Collections.Generic;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Planning;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Training.Steps;

/// <summary>Dropout, forward or of a gradient: both leave out the same values of one call.</summary>
/// <param name="state">Says whether values are left out, and which.</param>
/// <param name="number">The number of the layer.</param>
/// <param name="rate">The probability that a value is left out.</param>
/// <param name="input">What is read.</param>
/// <param name="output">What is written.</param>
internal sealed class DropoutStep(TrainingState state, int number, double rate, int input, int output) : Step([input], output)
{
    public override bool IsPointwise => true;

    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    public override void Run(in StepRun run, int pass, in Worker worker)
    {
        var map = run.Input();
        run.KernelsOf(map.Layout).Dropout(
            new DropoutJob
            {
                Input = map, Output = run.Output, Rate = state.IsTraining(number) ? (float)rate : 0, Seed = state.SeedOf(number), ClearsHalo = run.ClearsHaloOf(Output),
            },
            worker);
    }

    public override string Describe(StepMethod method) => "dropout";
}

/// <summary>Stochastic depth of a unit's residual, forward or of its gradient: whole, or zeros where the unit is left out of a call.</summary>
internal sealed unsafe class StochasticDepthStep(TrainingState state, int number, double survivalProbability, int input, int output) : Step([input], output)
{
    public override bool IsPointwise => true;

    public override PassKind KindOf(int pass, StepLayouts layouts, StepMethod method) => ByImage(layouts.First);

    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    public override void Run(in StepRun run, int pass, in Worker worker)
    {
        if (state.IsLeftOut(number))
        {
            // Nothing was computed that could be read.
            run.Clear(Output, worker);
            return;
        }

        var map = run.Input();
        var factor = state.IsTraining(number) ? 1 : (float)survivalProbability;
        run.KernelsOf(map.Layout).Affine(new AffineJob { Input = map, Factor = factor, Epilogue = run.Epilogue() }, worker);
    }

    public override string Describe(StepMethod method) => "stochastic depth";
}

/// <summary>The gradients of a highway gate's residual, shortcut and opening.</summary>
internal sealed unsafe class GateGradientStep(int gradient, int residual, int shortcut, int opening, bool isExclusive, int ofResidual, int ofShortcut, int ofOpening)
    : Step([gradient, residual, shortcut, opening], ofResidual)
{
    public override IEnumerable<int> Writes => [Output, ofShortcut, ofOpening];

    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    public override void Run(in StepRun run, int pass, in Worker worker) => run.KernelsOf(run.Output.Layout).GateGradient(
        new GateGradientJob
        {
            Gradient = run.Input(), Residual = run.Input(1).Data, Shortcut = run.Input(2).Data, Gate = run.Input(3).Data, IsExclusive = isExclusive,
            ResidualGradient = run.Output.Data, ShortcutGradient = run.View(ofShortcut).Data, OpeningGradient = run.View(ofOpening).Data,
            ClearsHalo = run.ClearsHaloOf(Output) || run.ClearsHaloOf(ofShortcut) || run.ClearsHaloOf(ofOpening),
        },
        worker);

    public override string Describe(StepMethod method) => "gradient of gate";
}

/// <summary>The gradient of the scales by which attention multiplies channels.</summary>
internal sealed class ScaleGradientStep(int gradient, int input, int scales, int output) : Step([gradient, input, scales], output)
{
    public override Layout LayoutOf(StepLayouts layouts) => layouts.Inputs[2];

    public override void Run(in StepRun run, int pass, in Worker worker) => run.Kernels.ScaleGradient(run.Input(), run.Input(1), run.Output, worker);

    public override string Describe(StepMethod method) => "gradient of channel scale";
}

/// <summary>The gradient of a one-dimensional convolution along the channels of vectors, and of its weights.</summary>
internal sealed unsafe class ChannelConvolutionGradientStep(TrainingParameter weight, int kernel, int gradient, int input, int output) : Step([gradient, input], output)
{
    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    // Few values: one worker adds them in order.
    public override void Run(in StepRun run, int pass, in Worker worker)
    {
        if (worker.Index > 0)
        {
            return;
        }

        var layout = run.Output.Layout;
        float* gradients = (float*)run.Input().Data, inputs = (float*)run.Input(1).Data, to = (float*)run.Output.Data;
        new Span<float>(to, checked((int)layout.Length)).Clear();
        for (var image = 0; image < layout.Width; image++)
        {
            for (var channel = 0; channel < layout.Channels; channel++)
            {
                for (var k = 0; k < kernel; k++)
                {
                    var other = channel + k - (kernel / 2);
                    if (other >= 0 && other < layout.Channels)
                    {
                        to[Place(other)] += gradients[Place(channel)] * weight.Values[k];
                        if (!weight.IsFrozen)
                        {
                            weight.Gradient[k] += gradients[Place(channel)] * inputs[Place(other)];
                        }
                    }
                }
            }

            long Place(int channel) => (channel / Layout.Lanes * layout.Plane) + ((long)image * Layout.Lanes) + (channel % Layout.Lanes);
        }
    }

    public override string Describe(StepMethod method) => "gradient of channel convolution";
}

/// <summary>A one-dimensional convolution along the channels of vectors, with weights that may change.</summary>
internal sealed unsafe class ChannelConvolutionForwardStep(TrainingParameter weight, int kernel, int input, int output) : Step([input], output)
{
    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    public override void Run(in StepRun run, int pass, in Worker worker) => run.KernelsOf(run.Output.Layout).ConvolveChannels(
        new ChannelConvolutionJob { Input = run.Input(), Output = run.Output, Weights = weight.Values, Kernel = kernel }, worker);

    public override string Describe(StepMethod method) => "channel convolution";
}

/// <summary>Removes rows and columns around feature maps: the gradient of zero padding.</summary>
internal sealed class CropStep(int top, int left, int gradient, int input, int output) : Step([gradient], output)
{
    public override Layout LayoutOf(StepLayouts layouts) => layouts.Values[input];

    public override void Run(in StepRun run, int pass, in Worker worker) => run.Kernels.Copy(
        new CopyJob { Input = run.Input(), Output = run.Output, Stride = 1, Top = -top, Left = -left, ClearsHalo = run.ClearsHaloOf(Output) }, worker);

    public override string Describe(StepMethod method) => "gradient of zero pad";
}

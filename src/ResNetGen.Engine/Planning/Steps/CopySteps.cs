using System;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Planning.Steps;

/// <summary>The channels of two feature maps, one after the other.</summary>
internal sealed class ConcatenateStep(int first, int second, int output) : Step([first, second], output)
{
    // A block may have channels of both.
    public override int Passes => 2;

    public override Layout LayoutOf(StepLayouts layouts)
    {
        var (left, right) = (layouts.Inputs[0], layouts.Inputs[1]);
        return left with { Channels = right.Channels } == right
            ? left with { Channels = left.Channels + right.Channels }
            : throw new ArgumentException("The images have a size at which two feature maps that are concatenated differ in shape.");
    }

    public override void Run(in StepRun run, int pass, in Worker worker) => run.KernelsOf(run.Output.Layout).Copy(
        new CopyJob
        {
            Input = run.Input(pass), Output = run.Output, Stride = 1, ChannelsBefore = pass == 0 ? 0 : run.Input().Layout.Channels,
            ClearsRest = pass == 0, ClearsHalo = pass == 0 && run.ClearsHaloOf(Output),
        },
        worker);

    public override string Describe(StepMethod method) => "concatenate";
}

/// <summary>Zeros around feature maps, or channels of zeros before and behind.</summary>
internal sealed class PaddingStep(int input, int output, int top, int bottom, int left, int right, int before, int behind) : Step([input], output)
{
    public override Layout LayoutOf(StepLayouts layouts) => layouts.First with
    {
        Channels = layouts.First.Channels + before + behind, Height = layouts.First.Height + top + bottom, Width = layouts.First.Width + left + right,
    };

    public override void Run(in StepRun run, int pass, in Worker worker) => run.KernelsOf(run.Output.Layout).Copy(
        new CopyJob
        {
            Input = run.Input(), Output = run.Output, Stride = 1, ChannelsBefore = before, Top = top, Left = left, ClearsRest = true,
            ClearsHalo = run.ClearsHaloOf(Output),
        },
        worker);

    public override string Describe(StepMethod method) => before + behind > 0 ? "pad channels" : "zero pad";
}

/// <summary>The rows and columns at multiples of a stride.</summary>
internal sealed class SubsampleStep(int input, int output, int stride) : Step([input], output)
{
    public override Layout LayoutOf(StepLayouts layouts) => layouts.First with
    {
        Height = (layouts.First.Height + stride - 1) / stride, Width = (layouts.First.Width + stride - 1) / stride,
    };

    public override void Run(in StepRun run, int pass, in Worker worker) => run.Kernels.Copy(
        new CopyJob { Input = run.Input(), Output = run.Output, Stride = stride, ClearsRest = true, ClearsHalo = run.ClearsHaloOf(Output) }, worker);

    public override string Describe(StepMethod method) => "subsample";
}

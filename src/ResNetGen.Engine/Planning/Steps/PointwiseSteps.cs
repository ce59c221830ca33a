using System;
using System.Runtime.CompilerServices;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Planning.Steps;

/// <summary>scale * x + shift for each channel: a norm that no layer takes, a product with a constant, or the value as it is, for its epilogue.</summary>
internal sealed unsafe class AffineStep : Step
{
    private readonly float factor;

    /// <summary>A norm.</summary>
    public AffineStep(int input, int output, AlignedMemory scale, AlignedMemory shift)
        : base([input], output) => (Scale, Shift) = (scale, shift);

    /// <summary>A product with a constant.</summary>
    public AffineStep(int input, int output, double factor)
        : base([input], output) => this.factor = (float)factor;

    public AlignedMemory? Scale { get; }

    public AlignedMemory? Shift { get; }

    public override bool IsPointwise => true;

    public override PassKind KindOf(int pass, StepLayouts layouts, StepMethod method) => ByImage(layouts.First);

    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(in StepRun run, int pass, in Worker worker)
    {
        var input = run.Input();
        var job = new AffineJob
        {
            Input = input, Scale = Scale is null ? null : Scale.Floats, Shift = Shift is null ? null : Shift.Floats, Factor = factor, Epilogue = run.Epilogue(),
        };
        run.KernelsOf(input.Layout).Affine(job, worker);
    }

    public override string Describe(StepMethod method) => Scale is null ? factor == 1 ? "copy" : "scale" : "norm";

    public override void Release()
    {
        base.Release();
        Scale?.Dispose();
        Shift?.Dispose();
    }
}

/// <summary>Feature maps times a scale for each channel of each image: the end of attention.</summary>
internal sealed class ChannelScaleStep(int input, int scales, int output) : Step([input, scales], output)
{
    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    public override void Run(in StepRun run, int pass, in Worker worker) =>
        run.Kernels.ScaleChannels(new ChannelScaleJob { Input = run.Input(), Scales = run.Input(1), Epilogue = run.Epilogue() }, worker);

    public override string Describe(StepMethod method) => "channel scale";
}

/// <summary>A highway gate.</summary>
internal sealed unsafe class GateStep(int residual, int shortcut, int opening, bool isExclusive, int output) : Step([residual, shortcut, opening], output)
{
    public override Layout LayoutOf(StepLayouts layouts) => layouts.Inputs[1] == layouts.First && layouts.Inputs[2] == layouts.First
        ? layouts.First
        : throw new ArgumentException("The images have a size at which a gate, its residual and its shortcut differ in shape.");

    public override void Run(in StepRun run, int pass, in Worker worker) => run.KernelsOf(run.Output.Layout).Gate(
        new GateJob
        {
            Residual = run.Input().Data, Shortcut = run.Input(1).Data, Gate = run.Input(2).Data, IsExclusive = isExclusive, Epilogue = run.Epilogue(),
        },
        worker);

    public override string Describe(StepMethod method) => "gate";
}

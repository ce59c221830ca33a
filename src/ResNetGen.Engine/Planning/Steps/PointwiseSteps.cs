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

    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    public override void Run(in StepRun run, int phase, in Worker worker)
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

/// <summary>Feature maps times a number for each channel of each image: the end of attention.</summary>
internal sealed class ChannelScaleStep(int input, int scales, int output) : Step([input, scales], output)
{
    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    public override void Run(in StepRun run, int phase, in Worker worker) =>
        run.Kernels.ScaleChannels(new ChannelScaleJob { Input = run.Input(), Scales = run.Input(1), Epilogue = run.Epilogue() }, worker);

    public override string Describe(StepMethod method) => "channel scale";
}

/// <summary>A convolution along the channels of vectors.</summary>
internal sealed unsafe class ChannelConvolutionStep(int input, int output, float[] weight) : Step([input], output)
{
    private readonly AlignedMemory weights = AlignedMemory.OfBlocks(weight);
    private readonly int kernel = weight.Length;

    public override bool HasEpilogue => false;

    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    public override void Run(in StepRun run, int phase, in Worker worker) => run.Kernels.ForVectors.ConvolveChannels(
        new ChannelConvolutionJob { Input = run.Input(), Output = run.Output, Weights = weights.Floats, Kernel = kernel }, worker);

    public override string Describe(StepMethod method) => "channel convolution";

    public override void Release()
    {
        base.Release();
        weights.Dispose();
    }
}

/// <summary>A highway gate.</summary>
internal sealed unsafe class GateStep(int residual, int shortcut, int opening, bool isExclusive, int output) : Step([residual, shortcut, opening], output)
{
    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    public override void Run(in StepRun run, int phase, in Worker worker) => run.KernelsOf(run.Output.Layout).Gate(
        new GateJob
        {
            Residual = run.Input().Data, Shortcut = run.Input(1).Data, Gate = run.Input(2).Data, IsExclusive = isExclusive, Epilogue = run.Epilogue(),
        },
        worker);

    public override string Describe(StepMethod method) => "gate";
}

/// <summary>A group normalization.</summary>
internal sealed unsafe class GroupNormStep(int input, int output, float[] scale, float[] shift, int groups, double epsilon) : Step([input], output)
{
    private readonly AlignedMemory scales = AlignedMemory.OfBlocks(scale), shifts = AlignedMemory.OfBlocks(shift);

    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    public override long ScratchOf(StepLayouts layouts, StepMethod method, KernelSet kernels) =>
        (layouts.First.IsVectors ? kernels.ForVectors : kernels).GroupNormScratch(
            new GroupNormJob { Input = new MapView(layouts.First, null), Groups = groups, Epilogue = new Epilogue { Output = new MapView(layouts.First, null) } });

    public override void Run(in StepRun run, int phase, in Worker worker)
    {
        var map = run.Input();
        var job = new GroupNormJob
        {
            Input = map, Scale = scales.Floats, Shift = shifts.Floats, Groups = groups, Epsilon = (float)epsilon, Epilogue = run.Epilogue(),
        };
        run.KernelsOf(map.Layout).GroupNorm(job, worker);
    }

    public override string Describe(StepMethod method) => "group norm";

    public override void Release()
    {
        base.Release();
        scales.Dispose();
        shifts.Dispose();
    }
}

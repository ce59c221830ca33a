using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Planning;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Training.Steps;

/// <summary>A group normalization forward, with factors and constants that may change.</summary>
internal sealed unsafe class GroupNormForwardStep(GroupNorm norm, TrainingParameter weight, TrainingParameter bias, int input, int output) : Step([input], output)
{
    // Kernels read whole blocks.
    private readonly AlignedMemory scale = AlignedMemory.OfBlocks(new float[norm.Channels]), shift = AlignedMemory.OfBlocks(new float[norm.Channels]);

    public override int Passes => 2;

    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    public override long ScratchOf(StepLayouts layouts, StepMethod method, KernelSet kernels) =>
        (layouts.First.IsVectors ? kernels.ForVectors : kernels).GroupNormScratch(new GroupNormJob { Input = new MapView(layouts.First, null), Groups = norm.Groups, Epilogue = new Epilogue { Output = new MapView(layouts.First, null) } });

    public override void Run(in StepRun run, int pass, in Worker worker)
    {
        if (pass == 0)
        {
            if (worker.Index == 0)
            {
                weight.ValueSpan.CopyTo(scale.Values);
                bias.ValueSpan.CopyTo(shift.Values);
            }

            return;
        }

        var map = run.Input();
        run.KernelsOf(map.Layout).GroupNorm(
            new GroupNormJob { Input = map, Scale = scale.Floats, Shift = shift.Floats, Groups = norm.Groups, Epsilon = (float)norm.Epsilon, Epilogue = run.Epilogue() }, worker);
    }

    public override string Describe(StepMethod method) => "group norm";

    public override void Release()
    {
        base.Release();
        scale.Dispose();
        shift.Dispose();
    }
}

/// <summary>The gradients of a group normalization's input, factors and constants.</summary>
internal sealed unsafe class GroupNormGradientStep(GroupNorm norm, TrainingParameter weight, TrainingParameter bias, int gradient, int input, int output) : Step([gradient, input], output)
{
    public override int Passes => 2;

    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    public override long ScratchOf(StepLayouts layouts, StepMethod method, KernelSet kernels) => 2L * norm.Channels * sizeof(double);

    public override void Run(in StepRun run, int pass, in Worker worker)
    {
        if (pass == 0)
        {
            var map = run.Input(1);
            run.KernelsOf(map.Layout).GroupNormGradient(
                new GroupNormGradientJob
                {
                    Gradient = run.Input(), Input = map, InputGradient = run.Output, Scale = weight.Values, Groups = norm.Groups, Epsilon = (float)norm.Epsilon,
                    Sums = (double*)worker.Scratch, ClearsHalo = run.ClearsHaloOf(Output),
                },
                worker);
            return;
        }

        var (begin, end) = worker.ShareOf(norm.Channels);
        for (var channel = begin; channel < end; channel++)
        {
            double ofWeight = 0, ofBias = 0;
            for (var share = 0; share < worker.Count; share++)
            {
                ofWeight += ((double*)worker.ScratchOf(share))[channel];
                ofBias += ((double*)worker.ScratchOf(share))[norm.Channels + channel];
            }

            if (!weight.IsFrozen)
            {
                weight.Gradient[channel] += (float)ofWeight;
            }

            if (!bias.IsFrozen)
            {
                bias.Gradient[channel] += (float)ofBias;
            }
        }
    }

    public override string Describe(StepMethod method) => "gradient of group norm";
}

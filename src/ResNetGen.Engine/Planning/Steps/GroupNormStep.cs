using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Planning.Steps;

/// <summary>A group normalization.</summary>
internal sealed unsafe class GroupNormStep(int input, int output, float[] scale, float[] shift, int groups, double epsilon) : Step([input], output)
{
    private readonly AlignedMemory scales = AlignedMemory.OfBlocks(scale), shifts = AlignedMemory.OfBlocks(shift);

    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    public override long ScratchOf(StepLayouts layouts, StepMethod method, KernelSet kernels) =>
        (layouts.First.IsVectors ? kernels.ForVectors : kernels).GroupNormScratch(
            new GroupNormJob { Input = new MapView(layouts.First, null), Groups = groups, Epilogue = new Epilogue { Output = new MapView(layouts.First, null) } });

    public override void Run(in StepRun run, int pass, in Worker worker)
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

using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Planning.Steps;

/// <summary>A convolution along the channels of vectors.</summary>
internal sealed unsafe class ChannelConvolutionStep(int input, int output, float[] weight) : Step([input], output)
{
    private readonly AlignedMemory weights = AlignedMemory.OfBlocks(weight);
    private readonly int kernel = weight.Length;

    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    public override void Run(in StepRun run, int pass, in Worker worker) => run.Kernels.ForVectors.ConvolveChannels(
        new ChannelConvolutionJob { Input = run.Input(), Output = run.Output, Weights = weights.Floats, Kernel = kernel }, worker);

    public override string Describe(StepMethod method) => "channel convolution";

    public override void Release()
    {
        base.Release();
        weights.Dispose();
    }
}

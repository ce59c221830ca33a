using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Planning;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Training.Steps;

/// <summary>The gradient of an activation that no norm computes: its derivative at the input times the gradient of the result.</summary>
internal sealed unsafe class ActivationGradientStep : Step
{
    private readonly ActivationStep activation;
    private readonly AlignedMemory ones, zeros;

    public ActivationGradientStep(ActivationStep activation, int channels, int gradient, int input, int output)
        : base([gradient, input], output)
    {
        this.activation = activation;
        var blocks = new float[channels];
        zeros = AlignedMemory.OfBlocks(blocks);
        System.Array.Fill(blocks, 1);
        ones = AlignedMemory.OfBlocks(blocks);
    }

    public override bool IsPointwise => true;

    public override PassKind KindOf(int pass, StepLayouts layouts, StepMethod method) => ByImage(layouts.First);

    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    public override void Run(in StepRun run, int pass, in Worker worker)
    {
        var gradient = run.Input();
        run.KernelsOf(gradient.Layout).NormGradient(
            new NormGradientJob
            {
                Gradient = gradient, Input = run.Input(1), Scale = ones.Floats, Shift = zeros.Floats, Activation = activation,
                Factor = ones.Floats, Slope = zeros.Floats, Constant = zeros.Floats, InputGradient = run.Output.Data, ClearsHalo = run.ClearsHaloOf(Output),
            },
            worker);
    }

    public override string Describe(StepMethod method) => $"gradient of {activation.Function}";

    public override void Release()
    {
        base.Release();
        ones.Dispose();
        zeros.Dispose();
    }
}

using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Planning;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Training.Steps;

/// <summary>The gradient of a pool's input.</summary>
/// <param name="pool">The pool; null for one of whole feature maps.</param>
/// <param name="isMaximum">Whether the pool takes maxima.</param>
/// <param name="gradient">The gradient of the output.</param>
/// <param name="input">The input, which maxima read.</param>
/// <param name="output">The gradient of the input.</param>
internal sealed class PoolGradientStep(Pool? pool, bool isMaximum, int gradient, int input, int output) : Step(isMaximum ? [gradient, input] : [gradient], output)
{
    public override Layout LayoutOf(StepLayouts layouts) => layouts.Values[input];

    public override void Run(in StepRun run, int pass, in Worker worker) => run.Kernels.PoolGradient(
        new PoolGradientJob
        {
            Gradient = run.Input(), Input = isMaximum ? run.Input(1) : run.Output, InputGradient = run.Output, IsMaximum = isMaximum,
            Kernel = pool?.Kernel ?? 0, Stride = pool?.Stride ?? 0, Padding = pool?.Padding ?? 0, ClearsHalo = run.ClearsHaloOf(Output),
        },
        worker);

    public override string Describe(StepMethod method) => $"gradient of {(isMaximum ? "max" : "average")} pool";
}

/// <summary>The gradient of subsampling.</summary>
internal sealed class SpreadStep(int stride, int gradient, int input, int output) : Step([gradient], output)
{
    public override Layout LayoutOf(StepLayouts layouts) => layouts.Values[input];

    public override void Run(in StepRun run, int pass, in Worker worker) =>
        run.Kernels.SpreadPixels(run.Input(), run.Output, stride, run.ClearsHaloOf(Output), worker);

    public override string Describe(StepMethod method) => "gradient of subsampling";
}

/// <summary>The gradient of padded channels: those of the input.</summary>
internal sealed class ChannelSliceStep(int first, int gradient, int input, int output) : Step([gradient], output)
{
    public override Layout LayoutOf(StepLayouts layouts) => layouts.Values[input];

    public override void Run(in StepRun run, int pass, in Worker worker) => run.KernelsOf(run.Output.Layout).Copy(
        new CopyJob { Input = run.Input(), Output = run.Output, Stride = 1, ChannelsBefore = -first, ClearsRest = true, ClearsHalo = run.ClearsHaloOf(Output) }, worker);

    public override string Describe(StepMethod method) => "gradient of padded channels";
}

/// <summary>Vectors of all values of feature maps as feature maps: the gradient of flattening.</summary>
internal sealed class UnflattenStep(int gradient, int input, int output) : Step([gradient], output)
{
    public override Layout LayoutOf(StepLayouts layouts) => layouts.Values[input];

    public override void Run(in StepRun run, int pass, in Worker worker) => run.Kernels.Unflatten(run.Input(), run.Output, run.ClearsHaloOf(Output), worker);

    public override string Describe(StepMethod method) => "gradient of flatten";
}

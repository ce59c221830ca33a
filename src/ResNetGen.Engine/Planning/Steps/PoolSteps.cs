using System.Globalization;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Planning.Steps;

/// <summary>The maximum or the mean of windows.</summary>
internal sealed class PoolStep(Pool pool, int input, int output) : Step([input], output)
{
    public override Layout LayoutOf(StepLayouts layouts) => layouts.First with
    {
        Height = GraphBuilder.Windows(layouts.First.Height, pool.Kernel, pool.Stride, pool.Padding, pool.CeilMode),
        Width = GraphBuilder.Windows(layouts.First.Width, pool.Kernel, pool.Stride, pool.Padding, pool.CeilMode),
    };

    public override void Run(in StepRun run, int pass, in Worker worker) => run.Kernels.Pool(
        new PoolJob
        {
            Input = run.Input(), Output = run.Output, IsMaximum = pool.IsMaximum, Kernel = pool.Kernel, Stride = pool.Stride, Padding = pool.Padding,
            ClearsHalo = run.ClearsHaloOf(Output),
        },
        worker);

    public override string Describe(StepMethod method) =>
        string.Create(CultureInfo.InvariantCulture, $"{(pool.IsMaximum ? "max" : "average")} pool {pool.Kernel}x{pool.Kernel}/{pool.Stride}");
}

/// <summary>The maximum or the mean of each channel.</summary>
internal sealed class GlobalPoolStep(bool isMaximum, int input, int output) : Step([input], output)
{
    public override Layout LayoutOf(StepLayouts layouts) => layouts.Vectors(layouts.First.Channels);

    public override void Run(in StepRun run, int pass, in Worker worker) =>
        run.Kernels.GlobalPool(new GlobalPoolJob { Input = run.Input(), Output = run.Output, IsMaximum = isMaximum }, worker);

    public override string Describe(StepMethod method) => isMaximum ? "global max pool" : "global average pool";
}

/// <summary>Feature maps as vectors of all their values.</summary>
internal sealed class FlattenStep(int input, int output) : Step([input], output)
{
    public override Layout LayoutOf(StepLayouts layouts) => layouts.Vectors(checked(layouts.First.Channels * layouts.First.Height * layouts.First.Width));

    public override void Run(in StepRun run, int pass, in Worker worker) => run.Kernels.Flatten(run.Input(), run.Output, worker);

    public override string Describe(StepMethod method) => "flatten";
}

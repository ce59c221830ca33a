using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Planning;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Training.Steps;

/// <summary>
/// A step of a unit that may be left out of a pass: Huang et al. (2016, arXiv:1603.09382), section 3. Then it is not computed, and other steps read zeros, or what
/// others had contributed to a gradient.
/// </summary>
internal sealed class UnitStep : Step
{
    private readonly Step step;
    private readonly TrainingState state;
    private readonly int number;
    private int[] readOutside = [];

    /// <param name="step">The step.</param>
    /// <param name="state">Says whether the unit is left out.</param>
    /// <param name="number">The number of the unit's stochastic depth.</param>
    public UnitStep(Step step, TrainingState state, int number)
        : base(step.Inputs, step.Output)
    {
        (this.step, this.state, this.number) = (step, state, number);
        Epilogue = step.Epilogue;
    }

    /// <summary>Whether the result of a step that is left out is what it would have added to.</summary>
    public bool PassesAddend { get; set; }

    public override IEnumerable<int> Writes => step.Writes;

    public override bool IsPointwise => step.IsPointwise;

    public override int HaloOfInput => step.HaloOfInput;

    public override int Passes => step.Passes;

    public override PassKind KindOf(int pass, StepLayouts layouts, StepMethod method) => step.KindOf(pass, layouts, method);

    public override bool ReadsHaloOf(int position) => step.ReadsHaloOf(position);

    public override Layout LayoutOf(StepLayouts layouts) => step.LayoutOf(layouts);

    public override Layout LayoutOfWritten(int position, StepLayouts layouts) => step.LayoutOfWritten(position, layouts);

    public override StepMethod MethodFor(StepLayouts layouts, int threads, KernelSet kernels) => step.MethodFor(layouts, threads, kernels);

    public override long ScratchOf(StepLayouts layouts, StepMethod method, KernelSet kernels) => step.ScratchOf(layouts, method, kernels);

    public override string Describe(StepMethod method) => step.Describe(method);

    public override double MacsFor(Layout input, Layout output) => step.MacsFor(input, output);

    public override void Release() => step.Release();

    /// <summary>Finds out which results are read by steps that are computed although the unit is left out.</summary>
    /// <param name="steps">All steps.</param>
    /// <param name="output">The network's output.</param>
    public void FindReaders(IEnumerable<Step> steps, int output)
    {
        var outside = steps.Where(other => other is not UnitStep unit || unit.number != number).SelectMany(other => other.Reads).Append(output).ToHashSet();
        readOutside = [.. Writes.Where(value => outside.Contains(value) || (PassesAddend && value == Output))];
    }

    public override void Run(in StepRun run, int pass, in Worker worker)
    {
        if (!state.IsLeftOut(number))
        {
            step.Run(run, pass, worker);
        }
        else if (pass == Passes - 1)
        {
            // The last pass has the memory of the results.
            foreach (var value in readOutside)
            {
                if (PassesAddend && value == Output && Epilogue.Addend != StepEpilogue.NoValue)
                {
                    var from = run.View(Epilogue.Addend);
                    run.KernelsOf(from.Layout).Affine(
                        new AffineJob { Input = from, Factor = 1, Epilogue = new Epilogue { Output = run.Output, ClearsHalo = run.ClearsHaloOf(Output) } }, worker);
                }
                else
                {
                    run.Clear(value, worker);
                }
            }
        }
    }
}

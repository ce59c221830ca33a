using System.Collections.Generic;
using System.Threading;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Planning;

/// <summary>Prepares the steps of a plan on several threads: in a large network, to pack the weights takes most of the time to the first result.</summary>
internal sealed class Preparation : ITeamWork
{
    private readonly IReadOnlyList<Step> steps;
    private readonly StepMethod[] methods;
    private readonly StepSpan span;
    private int next;

    private Preparation(IReadOnlyList<Step> steps, StepMethod[] methods, StepSpan span)
    {
        (this.steps, this.methods, this.span) = (steps, methods, span);
        next = span.Begin;
    }

    /// <summary>Prepares steps.</summary>
    /// <param name="steps">All steps of the network.</param>
    /// <param name="methods">The method of each step.</param>
    /// <param name="span">The steps that are prepared.</param>
    /// <param name="threads">The most threads.</param>
    public static void Run(IReadOnlyList<Step> steps, StepMethod[] methods, StepSpan span, int threads) =>
        ThreadTeam.Run(new Preparation(steps, methods, span), threads, isShort: false);

    void ITeamWork.Begin(int count)
    {
    }

    void ITeamWork.Run(int index, int count)
    {
        for (var step = Next(); step < span.End; step = Next())
        {
            steps[step].Prepare(methods[step]);
        }

        int Next() => Interlocked.Increment(ref next) - 1;
    }

    void ITeamWork.Abort() => Volatile.Write(ref next, span.End);
}

using System.Collections.Generic;
using System.Threading;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Planning;

/// <summary>Prepares the steps of a plan on several threads: in a large network, to pack the weights takes most of the time to the first result.</summary>
internal sealed class Preparation : ITeamWork
{
    private readonly IReadOnlyList<(Step Step, StepMethod Method)> steps;
    private int next;

    private Preparation(IReadOnlyList<(Step Step, StepMethod Method)> steps) => this.steps = steps;

    /// <summary>Prepares steps.</summary>
    /// <param name="steps">The steps, each with its method.</param>
    /// <param name="threads">The most threads.</param>
    public static void Run(IReadOnlyList<(Step Step, StepMethod Method)> steps, int threads) =>
        ThreadTeam.Run(new Preparation(steps), threads, isShort: false);

    void ITeamWork.Begin(int count)
    {
    }

    void ITeamWork.Run(int index, int count)
    {
        for (var i = Next(); i < steps.Count; i = Next())
        {
            steps[i].Step.Prepare(steps[i].Method);
        }

        int Next() => Interlocked.Increment(ref next) - 1;
    }

    void ITeamWork.Abort() => Volatile.Write(ref next, steps.Count);
}

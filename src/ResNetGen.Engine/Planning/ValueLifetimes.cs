using System.Collections.Generic;

namespace ResNetGen.Engine.Planning;

/// <summary>The steps at which each value of a network is live: from the step that makes the value to the last step that reads it.</summary>
internal sealed class ValueLifetimes
{
    private readonly IReadOnlyList<Step> steps;
    private readonly int[] lastRead;

    /// <summary>Computes the lifetimes.</summary>
    /// <param name="steps">The steps of the network.</param>
    /// <param name="values">The number of values.</param>
    /// <param name="output">The network's output, which is live after the last step.</param>
    public ValueLifetimes(IReadOnlyList<Step> steps, int values, int output)
    {
        this.steps = steps;
        lastRead = new int[values];
        for (var i = 0; i < steps.Count; i++)
        {
            foreach (var value in steps[i].Reads)
            {
                lastRead[value] = i;
            }
        }

        lastRead[output] = steps.Count;
    }

    /// <summary>The last step that reads a value: the number of steps for the network's output, 0 for a value that no step reads.</summary>
    public int LastReadOf(int value) => lastRead[value];

    /// <summary>
    /// The values that earlier steps make and a step or later ones read, for the first step, the second, and so on; last those after all steps. The list is the
    /// same one each time.
    /// </summary>
    public IEnumerable<IReadOnlyList<int>> LiveBeforeEachStep()
    {
        var live = new List<int>();
        yield return live;
        for (var i = 0; i < steps.Count; i++)
        {
            live.AddRange(steps[i].Writes);
            live.RemoveAll(value => lastRead[value] <= i);
            yield return live;
        }
    }
}

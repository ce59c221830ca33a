using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designs;

namespace ResNetGen.Core.Planning;

/// <summary>What an architecture can say and the planner cannot plan.</summary>
public static class Unplanned
{
    /// <summary>The parts that a plan of this architecture would leave out, in words: <c>keys of Keras Applications</c>. Each once.</summary>
    public static IReadOnlyList<string> In(Architecture architecture) => Parts(architecture).Distinct().ToList();

    private static IEnumerable<string> Parts(Architecture architecture)
    {
        if (architecture.Stem.Pool is { Kind: PoolKind.Average, Padding: > 0, Ceiling: true })
        {
            yield return "an average pool that is padded and rounds up";
        }

        if (architecture.Keys == KeyStyle.Keras)
        {
            yield return "keys of Keras Applications";
        }

        if (architecture.Survival is not null
            && architecture.Stages.Any(s => s.Shortcut.Plain is PlainShortcut.ExclusiveGate or PlainShortcut.ShortcutGate or PlainShortcut.Concatenate or PlainShortcut.None))
        {
            yield return "stochastic depth where units have no shortcut, concatenate or have a gate";
        }
    }
}

using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Planning;

/// <summary>Units one after another, with what passes them all by and what stands behind them.</summary>
/// <param name="Key">The stage's key in the state_dict.</param>
/// <param name="Runs">Its units, in order.</param>
/// <param name="Around">What is added to what the units give, made of what the first unit takes: no operations for the value itself. Null for nothing.</param>
/// <param name="Transition">What stands behind the units, or null.</param>
public sealed record StagePlan(string Key, EquatableArray<UnitRun> Runs, Graph? Around, Graph? Transition)
{
    /// <summary>How many units it has.</summary>
    public int Units => Runs.Sum(r => r.Count);

    /// <summary>The feature map that its units give.</summary>
    public Shape UnitOutput => Runs[Runs.Count - 1].Unit.Graph.Output;

    /// <summary>The feature map that the next stage takes.</summary>
    public Shape Output => Transition?.Output ?? UnitOutput;

    /// <summary>How many numbers are trained.</summary>
    public long Parameters => Runs.Select(r => r.Parameters).Concat(Beside.Select(g => g.Parameters)).Aggregate(0L, Count.Sum);

    /// <summary>Multiply-adds for one image.</summary>
    public long MultiplyAdds => Runs.Select(r => r.MultiplyAdds).Concat(Beside.Select(g => g.MultiplyAdds)).Aggregate(0L, Count.Sum);

    /// <summary>The graphs beside the units.</summary>
    public IEnumerable<Graph> Beside
    {
        get
        {
            if (Around is not null)
            {
                yield return Around;
            }

            if (Transition is not null)
            {
                yield return Transition;
            }
        }
    }
}

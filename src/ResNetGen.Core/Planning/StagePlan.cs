using System.Linq;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Planning;

/// <summary>Units that work on feature maps of one size.</summary>
/// <param name="Key">The stage's key in the state_dict.</param>
/// <param name="Runs">Its units, in order.</param>
public sealed record StagePlan(string Key, EquatableArray<UnitRun> Runs)
{
    /// <summary>How many units it has.</summary>
    public int Units => Runs.Sum(r => r.Count);

    /// <summary>The feature map that it gives.</summary>
    public Shape Output => Runs[Runs.Count - 1].Unit.Graph.Output;

    /// <summary>How many numbers are trained.</summary>
    public long Parameters => Runs.Aggregate(0L, (sum, r) => Count.Sum(sum, r.Parameters));

    /// <summary>Multiply-adds for one image.</summary>
    public long MultiplyAdds => Runs.Aggregate(0L, (sum, r) => Count.Sum(sum, r.MultiplyAdds));
}

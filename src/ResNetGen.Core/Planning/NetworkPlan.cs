using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Planning;

/// <summary>A network, checked: every operation with its shapes, keys and costs. All that is made of a specification is made of this.</summary>
/// <param name="Version">1 for post-activation, 2 for pre-activation, 0 for others.</param>
/// <param name="Depth">The convolutions on the longest path, and the classifier.</param>
/// <param name="Stem">From the image to the first stage.</param>
/// <param name="Stages">The stages.</param>
/// <param name="Head">From the last stage to the scores.</param>
/// <param name="Start">How weights start.</param>
public sealed record NetworkPlan(int Version, int Depth, Graph Stem, EquatableArray<StagePlan> Stages, Graph Head, StartDesign Start)
{
    /// <summary>The shape of one image.</summary>
    public Shape Input => Stem.Input;

    /// <summary>How many scores there are for an image.</summary>
    public int Classes => Head.Output.Channels;

    /// <summary>How many numbers are trained. Running statistics are not counted.</summary>
    public long Parameters =>
        Stages.Aggregate(Count.Sum(Stem.Parameters, Head.Parameters), (sum, stage) => Count.Sum(sum, stage.Parameters));

    /// <summary>Multiply-adds of convolutions and linear layers for one image.</summary>
    public long MultiplyAdds =>
        Stages.Aggregate(Count.Sum(Stem.MultiplyAdds, Head.MultiplyAdds), (sum, stage) => Count.Sum(sum, stage.MultiplyAdds));

    /// <summary>The state_dict in its order, with whole keys. Its length grows with depth.</summary>
    public IEnumerable<TensorPlan> Tensors => Stem.Tensors.Concat(Stages.SelectMany(TensorsOf)).Concat(Head.Tensors);

    private static IEnumerable<TensorPlan> TensorsOf(StagePlan stage)
    {
        var units = stage.Runs.SelectMany(run => Enumerable.Repeat(run.Unit, run.Count));
        return units.SelectMany((unit, index) => unit.Graph.Tensors.Select(tensor =>
            tensor with { Key = stage.Key + "." + index.ToString(CultureInfo.InvariantCulture) + "." + tensor.Key }));
    }
}

using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Emitting.Summary;
using ResNetGen.Core.Planning;

namespace ResNetGen.Cli.Commands;

/// <summary>A network as <c>describe --json</c> gives it. Shapes are without the batch: [channels, height, width], or [length].</summary>
internal sealed record NetworkJson(
    string Name,
    int Version,
    int Depth,
    int[] Input,
    int[] Output,
    long Parameters,
    long MultiplyAdds,
    long ReceptiveField,
    IEnumerable<StageJson> Stages,
    IEnumerable<KeyJson> Keys)
{
    /// <summary>One network.</summary>
    public static NetworkJson Of(NetworkSummary summary)
    {
        var plan = summary.Plan;
        return new NetworkJson(
            summary.Name,
            plan.Version,
            plan.Depth,
            Sizes(plan.Input),
            Sizes(plan.Head.Output),
            plan.Parameters,
            plan.MultiplyAdds,
            summary.ReceptiveField,
            plan.Stages.Select(stage => new StageJson(stage.Key, stage.Units, Sizes(stage.Output), stage.Parameters, stage.MultiplyAdds)),
            plan.Tensors.Select(tensor => new KeyJson(tensor.Key, tensor.Dimensions)));
    }

    private static int[] Sizes(Shape shape) => shape.IsVector ? [shape.Channels] : [shape.Channels, shape.Height, shape.Width];
}

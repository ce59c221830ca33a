using System.Linq;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Planning;

/// <summary>One residual unit.</summary>
/// <param name="Structure">A name for the order of its layers and the kind of its shortcut: <c>BasicUnit</c>.</param>
/// <param name="Description">The structure in words.</param>
/// <param name="Graph">What it computes.</param>
/// <param name="LastNorm">The key of the last norm before the addition, or behind it where it stands there; null without norms.</param>
public sealed record UnitPlan(string Structure, string Description, Graph Graph, string? LastNorm)
{
    /// <summary>The key of the last layer before the shortcut joins; null where there is no shortcut.</summary>
    public string? ResidualEnd
    {
        get
        {
            var join = Graph.Operations.FirstOrDefault(o => o is Add or Concatenation or Gate);
            var layer = join is null ? null : Graph.MakerOf(join.Inputs[0]);
            while (layer is { Key: null })
            {
                layer = Graph.MakerOf(layer.Inputs[0]);
            }

            return layer?.Key;
        }
    }
}

using System.Collections.Generic;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Steps;

/// <summary>A residual and a shortcut weighed by a gate g: Srivastava et al. (2015, arXiv:1505.00387).</summary>
/// <param name="Residual">The buffer of what the unit's layers give.</param>
/// <param name="Shortcut">The buffer of what passes them by; it counts by 1 - g.</param>
/// <param name="Opening">The buffer of the gate g, a number from 0 to 1 for each of them.</param>
/// <param name="To">The buffer that it writes.</param>
/// <param name="IsExclusive">Whether the residual counts by g; otherwise it counts whole.</param>
public sealed record GateStep(int Residual, int Shortcut, int Opening, int To, bool IsExclusive)
    : Step(To)
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> From => [Residual, Shortcut, Opening];

    internal override Tensor Compute(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> folded)
    {
        using var scope = NewDisposeScope();
        var (residual, shortcut, opening) = (inputs[0], inputs[1], inputs[2]);
        var result = IsExclusive ? shortcut.lerp(residual, opening) : residual.add(shortcut).sub(shortcut.mul(opening));
        return result.MoveToOuterDisposeScope();
    }
}

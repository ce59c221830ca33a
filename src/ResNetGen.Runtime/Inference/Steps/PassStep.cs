using System.Collections.Generic;
using ResNetGen.Inference.Binding;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Steps;

/// <summary>The numbers as they are, or times a constant, for what is done after that.</summary>
/// <param name="Input">The buffer that it takes.</param>
/// <param name="To">The buffer that it writes.</param>
/// <param name="Factor">The constant.</param>
/// <param name="Survives">Whether they count by the unit's probability of survival too.</param>
public sealed record PassStep(int Input, int To, double Factor, bool Survives)
    : Step(To)
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> From => [Input];

    /// <summary>The constant, where the unit's residual counts by this probability.</summary>
    internal double FactorFor(double survival) => Factor * (Survives ? survival : 1);

    internal override Tensor?[] Fold(PartWeights weights, double survival) => [tensor(FactorFor(survival), dtype: ScalarType.Float32)];

    internal override Tensor Compute(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> folded) => inputs[0].mul(folded[0]!);
}

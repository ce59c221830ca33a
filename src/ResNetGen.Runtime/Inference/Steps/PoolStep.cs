using System.Collections.Generic;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Steps;

/// <summary>One number of each window of each channel.</summary>
/// <param name="Input">The buffer that it takes.</param>
/// <param name="To">The buffer that it writes.</param>
/// <param name="IsMaximum">Whether it is the greatest number; otherwise the mean, padding not counted.</param>
/// <param name="Kernel">Rows and columns of the window.</param>
/// <param name="Stride">How many positions it moves on in both directions.</param>
/// <param name="Padding">Rows and columns on each side, which do not count.</param>
/// <param name="Ceiling">Whether a window that does not fit whole is taken too.</param>
public sealed record PoolStep(int Input, int To, bool IsMaximum, int Kernel, int Stride, int Padding, bool Ceiling)
    : Step(To)
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> From => [Input];

    internal override Tensor Compute(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> folded)
    {
        if (IsMaximum)
        {
            return nn.functional.max_pool2d(inputs[0], Kernel, stride: Stride, padding: Padding, ceil_mode: Ceiling);
        }

        // The function has other parameters in each release of TorchSharp; the module has not.
        using nn.Module<Tensor, Tensor> pool = nn.AvgPool2d(Kernel, Stride, Padding, Ceiling, false);
        return pool.call(inputs[0]);
    }
}

using ResNetGen.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Explaining;

/// <summary>One unit of a network.</summary>
/// <param name="Name">Its stage and its number there, from 0: <c>layer1.0</c>.</param>
/// <param name="Stage">Which stage, from 0.</param>
/// <param name="Module">The unit.</param>
internal sealed record NetworkUnit(string Name, int Stage, nn.Module<Tensor, Tensor> Module)
{
    /// <summary>The last layer before the shortcut joins; null where there is no shortcut.</summary>
    public nn.Module<Tensor, Tensor>? ResidualEnd => (Module as IResidualUnit)?.ResidualEnd;
}

using static TorchSharp.torch;

namespace ResNetGen.Modules;

/// <summary>A unit of a generated network whose layers are passed by: what they give joins a shortcut.</summary>
public interface IResidualUnit
{
    /// <summary>
    /// The last layer with weights before the shortcut joins. Where it gives zeros, the unit is its shortcut alone; studies of single units rest on that.
    /// </summary>
    nn.Module<Tensor, Tensor> ResidualEnd { get; }
}

using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Modules;

/// <summary>
/// Weighs the channels of a feature map by two layers over their means: N x C x H x W to the same. Hu et al. (2018, arXiv:1709.01507).
/// </summary>
public sealed class SqueezeExcitation : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d fc1;
    private readonly Conv2d fc2;

    /// <summary>The two layers, as 1 x 1 convolutions.</summary>
    /// <param name="channels">Channels that it takes and gives.</param>
    /// <param name="inner">Channels between the two.</param>
    public SqueezeExcitation(int channels, int inner)
        : base(nameof(SqueezeExcitation))
    {
        register_module("fc1", fc1 = nn.Conv2d(channels, inner, 1));
        register_module("fc2", fc2 = nn.Conv2d(inner, channels, 1));
    }

    /// <summary>The first layer: C to fewer.</summary>
    public Conv2d Fc1 => fc1;

    /// <summary>The second layer: back to C.</summary>
    public Conv2d Fc2 => fc2;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var weights = fc2.call(fc1.call(input.mean([2, 3], true)).relu_()).sigmoid();
        return input.mul(weights).MoveToOuterDisposeScope();
    }

    /// <summary>Does nothing: the constructor registers each layer by its key, without reflection.</summary>
    protected override void RegisterComponents()
    {
    }
}

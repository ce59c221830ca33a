using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Modules;

/// <summary>
/// Weighs the channels of a feature map by a one-dimensional convolution over their means: N x C x H x W to the same. Wang et al. (2020, arXiv:1910.03151).
/// </summary>
public sealed class EfficientChannelAttention : nn.Module<Tensor, Tensor>
{
    private readonly Conv1d conv;

    /// <summary>The convolution.</summary>
    /// <param name="kernel">How many neighbouring channels a weight depends on; odd.</param>
    public EfficientChannelAttention(int kernel)
        : base(nameof(EfficientChannelAttention))
    {
        register_module("conv", conv = nn.Conv1d(1, 1, kernel, padding: kernel / 2, bias: false));
    }

    /// <summary>The convolution over the channels' means.</summary>
    public Conv1d Conv => conv;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var means = input.mean([2, 3]).unsqueeze(1);
        var weights = conv.call(means).sigmoid().squeeze(1).unsqueeze(-1).unsqueeze(-1);
        return input.mul(weights).MoveToOuterDisposeScope();
    }

    /// <summary>Does nothing: the constructor registers each layer by its key, without reflection.</summary>
    protected override void RegisterComponents()
    {
    }
}

using System.Collections.Generic;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.WrittenOut;

/// <summary>The layers of a part of a network, of its weights and sums alone: what the part's own computation is held against.</summary>
internal sealed class WrittenLayers
{
    private readonly Dictionary<string, Tensor> weights;
    private readonly string prefix;
    private readonly bool training;
    private readonly double epsilon;

    /// <param name="network">The network.</param>
    /// <param name="prefix">What the keys of the part begin with: <c>layer1.0.</c>.</param>
    /// <param name="epsilon">What its norms add to a variance.</param>
    public WrittenLayers(nn.Module network, string prefix, double epsilon)
    {
        weights = network.state_dict();
        training = network.training;
        this.prefix = prefix;
        this.epsilon = epsilon;
    }

    /// <summary>A tensor of the part.</summary>
    public Tensor this[string key] => weights[prefix + key];

    /// <summary>A convolution, with as many zeros on all sides as keep the size at stride 1.</summary>
    public Tensor Conv(string key, Tensor x, long stride = 1)
    {
        var kernel = this[key + ".weight"];
        var zeros = kernel.shape[2] / 2;
        var y = nn.functional.conv2d(x, kernel, null, [stride, stride], [zeros, zeros]);
        return weights.TryGetValue(prefix + key + ".bias", out var bias) ? y + bias.reshape(1, -1, 1, 1) : y;
    }

    /// <summary>Batch normalization: by the batch in training, by what was gathered in evaluation. Ioffe and Szegedy (2015, arXiv:1502.03167), algorithms 1 and 2.</summary>
    public Tensor Norm(string key, Tensor x)
    {
        var mean = training ? x.mean([0L, 2, 3], true) : OfChannels(key + ".running_mean");
        var variance = training ? (x - mean).square().mean([0L, 2, 3], true) : OfChannels(key + ".running_var");
        return ((x - mean) / variance.add(epsilon).sqrt() * OfChannels(key + ".weight")) + OfChannels(key + ".bias");
    }

    /// <summary>Dropout as PyTorch has it: what is left is widened in training, and evaluation drops nothing.</summary>
    public Tensor Dropout(Tensor x, double share) => training ? nn.functional.dropout(x, share) : x;

    private Tensor OfChannels(string key) => this[key].reshape(1, -1, 1, 1);
}

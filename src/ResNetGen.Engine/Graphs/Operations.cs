using System.Collections.Generic;

namespace ResNetGen.Engine.Graphs;

/// <summary>An operation of a <see cref="NetworkGraph"/>. Each operation makes one value.</summary>
/// <param name="Inputs">The numbers of the values that the operation reads.</param>
public abstract record Operation(IReadOnlyList<int> Inputs)
{
    /// <summary>The key of the layer's tensors in the state_dict, such as <c>layer1.0.conv1</c>; null for an operation without weights.</summary>
    public string? Key { get; init; }
}

/// <summary>A two-dimensional convolution with a square kernel. Tensors: <c>weight</c>, and <c>bias</c> where <paramref name="HasBias"/>.</summary>
public sealed record Conv2d(
    int Input, int InChannels, int OutChannels, int Kernel, int Stride, int Padding, int Dilation, int Groups, bool HasBias)
    : Operation([Input]);

/// <summary>A fully connected layer with a bias: vectors to vectors. Tensors: <c>weight</c> and <c>bias</c>.</summary>
public sealed record Linear(int Input, int InFeatures, int OutFeatures) : Operation([Input]);

/// <summary>Batch normalization of feature maps or vectors: Ioffe and Szegedy (2015). Tensors: <c>weight bias running_mean running_var</c>.</summary>
/// <param name="Input">The value.</param>
/// <param name="Channels">Its channels.</param>
/// <param name="Epsilon">Added to a variance.</param>
/// <param name="Momentum">The share of a new batch in the running statistics, as PyTorch counts it.</param>
public sealed record BatchNorm(int Input, int Channels, double Epsilon, double Momentum) : Operation([Input]);

/// <summary>Group normalization: Wu and He (2018, arXiv:1803.08494). Tensors: <c>weight</c> and <c>bias</c>.</summary>
public sealed record GroupNorm(int Input, int Channels, int Groups, double Epsilon) : Operation([Input]);

/// <summary>The function of an <see cref="ActivationLayer"/>.</summary>
public enum ActivationKind
{
    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>max(x, slope * x).</summary>
    LeakyRelu,

    /// <summary>1 / (1 + exp(-x)).</summary>
    Sigmoid,

    /// <summary>x * sigmoid(x), also called swish.</summary>
    Silu,

    /// <summary>x times the normal distribution's cumulative function.</summary>
    Gelu,
}

/// <summary>An activation function of each value.</summary>
public sealed record ActivationLayer(int Input, ActivationKind Kind, double NegativeSlope = 0) : Operation([Input]);

/// <summary>The sum of two values of one shape.</summary>
public sealed record Add(int Left, int Right) : Operation([Left, Right]);

/// <summary>The channels of two values, one after the other.</summary>
public sealed record Concatenate(int First, int Second) : Operation([First, Second]);

/// <summary>A highway gate g over a residual and a shortcut: Srivastava et al. (2015, arXiv:1505.00387).</summary>
/// <param name="Residual">The residual. It counts by g where <paramref name="IsExclusive"/>, otherwise whole.</param>
/// <param name="Shortcut">The shortcut, which counts by 1 - g.</param>
/// <param name="Opening">The gate g, from 0 to 1.</param>
/// <param name="IsExclusive">Whether the residual counts by g.</param>
public sealed record Gate(int Residual, int Shortcut, int Opening, bool IsExclusive) : Operation([Residual, Shortcut, Opening]);

/// <summary>The maximum or the mean of each window. Padding does not count.</summary>
public sealed record Pool(int Input, bool IsMaximum, int Kernel, int Stride, int Padding, bool CeilMode) : Operation([Input]);

/// <summary>The maximum or the mean of each channel: feature maps to vectors.</summary>
public sealed record GlobalPool(int Input, bool IsMaximum) : Operation([Input]);

/// <summary>All values of an image in the order channel, row, column: feature maps to vectors.</summary>
public sealed record Flatten(int Input) : Operation([Input]);

/// <summary>Rows and columns of zeros around a feature map.</summary>
public sealed record ZeroPad(int Input, int Top, int Bottom, int Left, int Right) : Operation([Input]);

/// <summary>Channels of zeros before and behind those of the input.</summary>
public sealed record PadChannels(int Input, int Before, int Behind) : Operation([Input]);

/// <summary>The rows and columns at multiples of the stride.</summary>
public sealed record Subsample(int Input, int Stride) : Operation([Input]);

/// <summary>A product with a constant.</summary>
public sealed record Scale(int Input, double Factor) : Operation([Input]);

/// <summary>Dropout in training, nothing in evaluation: Srivastava et al. (2014, JMLR 15).</summary>
public sealed record Dropout(int Input, double Rate) : Operation([Input]);

/// <summary>Stochastic depth: in evaluation a product with the unit's survival probability. Huang et al. (2016, arXiv:1603.09382), equations 2 and 5.</summary>
public sealed record StochasticDepth(int Input, double SurvivalProbability) : Operation([Input]);

/// <summary>Squeeze-and-excitation: Hu et al. (2018, arXiv:1709.01507). Tensors: <c>fc1.weight fc1.bias fc2.weight fc2.bias</c>.</summary>
public sealed record SqueezeExcitation(int Input, int Channels, int SqueezedChannels) : Operation([Input]);

/// <summary>Efficient channel attention: Wang et al. (2020, arXiv:1910.03151). Tensor: <c>conv.weight</c>.</summary>
public sealed record EfficientChannelAttention(int Input, int Kernel) : Operation([Input]);

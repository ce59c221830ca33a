using System.Collections.Generic;

namespace ResNetGen.Engine.Graphs;

/// <summary>An operation of a <see cref="NetworkGraph"/>. Each operation makes one value.</summary>
public abstract record Operation
{
    private protected Operation()
    {
    }

    /// <summary>The numbers of the values that the operation reads.</summary>
    public abstract IReadOnlyList<int> Inputs { get; }

    /// <summary>The key of the layer's tensors in the state_dict, such as <c>layer1.0.conv1</c>; null for an operation without weights.</summary>
    public string? Key { get; init; }

    /// <summary>The tensors that the layer's inference uses, with their shapes. Their keys are the layer's, a dot and the name.</summary>
    internal virtual IReadOnlyList<(string Name, long[] Shape)> Tensors => [];
}

/// <summary>A two-dimensional convolution with a square kernel. Tensors: <c>weight</c>, and <c>bias</c> where <paramref name="HasBias"/>.</summary>
/// <param name="Input">The feature map.</param>
/// <param name="InChannels">Channels of the input.</param>
/// <param name="OutChannels">Channels of the result.</param>
/// <param name="Kernel">Rows and columns of the kernel.</param>
/// <param name="Stride">Rows and columns from one window to the next.</param>
/// <param name="Padding">Rows and columns of zeros on each side.</param>
/// <param name="Dilation">The distance between the positions that the kernel reads; 1 for neighbors.</param>
/// <param name="Groups">The groups of channels; each output channel reads the input channels of its group.</param>
/// <param name="HasBias">Whether a constant is added to each output channel.</param>
public sealed record Conv2d(
    int Input, int InChannels, int OutChannels, int Kernel, int Stride, int Padding, int Dilation, int Groups, bool HasBias)
    : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Inputs => [Input];

    internal override IReadOnlyList<(string Name, long[] Shape)> Tensors => HasBias
        ? [("weight", [OutChannels, InChannels / Groups, Kernel, Kernel]), ("bias", [OutChannels])]
        : [("weight", [OutChannels, InChannels / Groups, Kernel, Kernel])];
}

/// <summary>A fully connected layer with a bias: vectors to vectors. Tensors: <c>weight</c> and <c>bias</c>.</summary>
/// <param name="Input">The vectors.</param>
/// <param name="InFeatures">The length of the input vectors.</param>
/// <param name="OutFeatures">The length of the resulting vectors.</param>
public sealed record Linear(int Input, int InFeatures, int OutFeatures)
    : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Inputs => [Input];

    internal override IReadOnlyList<(string Name, long[] Shape)> Tensors => [("weight", [OutFeatures, InFeatures]), ("bias", [OutFeatures])];
}

/// <summary>Batch normalization of feature maps or vectors: Ioffe and Szegedy (2015). Tensors: <c>weight bias running_mean running_var</c>.</summary>
/// <param name="Input">The value.</param>
/// <param name="Channels">Its channels.</param>
/// <param name="Epsilon">Added to a variance.</param>
/// <param name="Momentum">The share of a new batch in the running statistics, as PyTorch counts it.</param>
public sealed record BatchNorm(int Input, int Channels, double Epsilon, double Momentum)
    : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Inputs => [Input];

    internal override IReadOnlyList<(string Name, long[] Shape)> Tensors =>
        [("weight", [Channels]), ("bias", [Channels]), ("running_mean", [Channels]), ("running_var", [Channels])];
}

/// <summary>Group normalization: Wu and He (2018, arXiv:1803.08494). Tensors: <c>weight</c> and <c>bias</c>.</summary>
/// <param name="Input">The value.</param>
/// <param name="Channels">Its channels.</param>
/// <param name="Groups">The groups of channels that are normalized together.</param>
/// <param name="Epsilon">Added to a variance.</param>
public sealed record GroupNorm(int Input, int Channels, int Groups, double Epsilon)
    : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Inputs => [Input];

    internal override IReadOnlyList<(string Name, long[] Shape)> Tensors => [("weight", [Channels]), ("bias", [Channels])];
}

/// <summary>The function of an <see cref="ActivationLayer"/>.</summary>
public enum ActivationKind
{
    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>x above zero, slope * x below.</summary>
    LeakyRelu,

    /// <summary>1 / (1 + exp(-x)).</summary>
    Sigmoid,

    /// <summary>x * sigmoid(x), also called swish.</summary>
    Silu,

    /// <summary>x times the normal distribution's cumulative function.</summary>
    Gelu,
}

/// <summary>An activation function of each value.</summary>
/// <param name="Input">The value.</param>
/// <param name="Kind">The function.</param>
/// <param name="NegativeSlope">The slope of a leaky ReLU below zero; 0 for others.</param>
public sealed record ActivationLayer(int Input, ActivationKind Kind, double NegativeSlope = 0)
    : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Inputs => [Input];
}

/// <summary>The sum of two values of one shape.</summary>
public sealed record Add(int Left, int Right)
    : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Inputs => [Left, Right];
}

/// <summary>The channels of two values, one after the other.</summary>
public sealed record Concatenate(int First, int Second)
    : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Inputs => [First, Second];
}

/// <summary>A highway gate g over a residual and a shortcut: Srivastava et al. (2015, arXiv:1505.00387).</summary>
/// <param name="Residual">The residual. It counts by g where <paramref name="IsExclusive"/>, otherwise whole.</param>
/// <param name="Shortcut">The shortcut, which counts by 1 - g.</param>
/// <param name="Opening">The gate g, from 0 to 1.</param>
/// <param name="IsExclusive">Whether the residual counts by g.</param>
public sealed record Gate(int Residual, int Shortcut, int Opening, bool IsExclusive)
    : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Inputs => [Residual, Shortcut, Opening];
}

/// <summary>The maximum or the mean of each window. Padding does not count.</summary>
/// <param name="Input">The feature map.</param>
/// <param name="IsMaximum">Whether the result is the maximum; otherwise the mean.</param>
/// <param name="Kernel">Rows and columns of the window.</param>
/// <param name="Stride">Rows and columns from one window to the next.</param>
/// <param name="Padding">Rows and columns on each side.</param>
/// <param name="CeilMode">Whether a window that fits only partly counts.</param>
public sealed record Pool(int Input, bool IsMaximum, int Kernel, int Stride, int Padding, bool CeilMode)
    : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Inputs => [Input];
}

/// <summary>The maximum or the mean of each channel: feature maps to vectors.</summary>
public sealed record GlobalPool(int Input, bool IsMaximum)
    : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Inputs => [Input];
}

/// <summary>All values of an image in the order channel, row, column: feature maps to vectors.</summary>
public sealed record Flatten(int Input)
    : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Inputs => [Input];
}

/// <summary>Rows and columns of zeros around a feature map.</summary>
public sealed record ZeroPad(int Input, int Top, int Bottom, int Left, int Right)
    : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Inputs => [Input];
}

/// <summary>Channels of zeros before and after those of the input.</summary>
public sealed record PadChannels(int Input, int Before, int After)
    : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Inputs => [Input];
}

/// <summary>The rows and columns at multiples of the stride.</summary>
public sealed record Subsample(int Input, int Stride)
    : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Inputs => [Input];
}

/// <summary>A product with a constant.</summary>
public sealed record Scale(int Input, double Factor)
    : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Inputs => [Input];
}

/// <summary>Dropout in training, nothing in evaluation: Srivastava et al. (2014, JMLR 15).</summary>
public sealed record Dropout(int Input, double Rate)
    : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Inputs => [Input];
}

/// <summary>Stochastic depth: in evaluation a product with the unit's survival probability. Huang et al. (2016, arXiv:1603.09382), equations 2 and 5.</summary>
public sealed record StochasticDepth(int Input, double SurvivalProbability)
    : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Inputs => [Input];
}

/// <summary>Squeeze-and-excitation: Hu et al. (2018, arXiv:1709.01507). Tensors: <c>fc1.weight fc1.bias fc2.weight fc2.bias</c>.</summary>
public sealed record SqueezeExcitation(int Input, int Channels, int SqueezedChannels)
    : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Inputs => [Input];

    internal override IReadOnlyList<(string Name, long[] Shape)> Tensors =>
    [
        ("fc1.weight", [SqueezedChannels, Channels, 1, 1]), ("fc1.bias", [SqueezedChannels]),
        ("fc2.weight", [Channels, SqueezedChannels, 1, 1]), ("fc2.bias", [Channels]),
    ];
}

/// <summary>Efficient channel attention: Wang et al. (2020, arXiv:1910.03151). Tensor: <c>conv.weight</c>.</summary>
public sealed record EfficientChannelAttention(int Input, int Kernel)
    : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Inputs => [Input];

    internal override IReadOnlyList<(string Name, long[] Shape)> Tensors => [("conv.weight", [1, 1, Kernel])];
}

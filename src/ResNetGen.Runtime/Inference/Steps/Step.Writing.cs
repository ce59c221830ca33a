namespace ResNetGen.Inference.Steps;

/// <content>How programs are written: a step, and after points what is done with its numbers.</content>
public abstract partial record Step
{
    /// <summary>A convolution of square kernels.</summary>
    /// <param name="layer">Its key within the part.</param>
    /// <param name="from">N x C x H x W.</param>
    /// <param name="to">The buffer that it writes.</param>
    /// <param name="kernel">Rows and columns of the kernel.</param>
    /// <param name="stride">How many positions it moves on in both directions.</param>
    /// <param name="padding">Rows and columns of zeros on each side.</param>
    /// <param name="dilation">The distance between the positions that the kernel looks at; 1 for neighbours.</param>
    /// <param name="groups">In how many groups channels are taken apart.</param>
    public static ConvolutionStep Convolution(string layer, int from, int to, int kernel, int stride = 1, int padding = 0, int dilation = 1, int groups = 1) =>
        new(layer, from, to, kernel, stride, padding, dilation, groups);

    /// <summary>A fully connected layer: N x C to N x K.</summary>
    public static LinearStep Linear(string layer, int from, int to) => new(layer, from, to);

    /// <summary>A batch normalization that no layer before it can take: a factor and a constant for each channel.</summary>
    public static NormStep Norm(string layer, int from, int to, double epsilon = 1e-5) => new(layer, from, to, epsilon);

    /// <summary>Group normalization: Wu and He (2018, arXiv:1803.08494).</summary>
    public static GroupNormStep GroupNorm(string layer, int from, int to, int groups, double epsilon = 1e-5) => new(layer, from, to, groups, epsilon);

    /// <summary>The numbers as they are, for what is done after that; times a constant, and by how much the unit counts where <paramref name="survives"/>.</summary>
    public static PassStep Pass(int from, int to, double factor = 1, bool survives = false) => new(from, to, factor, survives);

    /// <summary>The channels of two feature maps, one after the other.</summary>
    public static ConcatenationStep Concatenation(int first, int second, int to) => new(first, second, to);

    /// <summary>A residual and a shortcut weighed by a gate g: the shortcut by 1 - g, the residual by g where <paramref name="exclusive"/>.</summary>
    public static GateStep Gate(int residual, int shortcut, int opening, int to, bool exclusive) => new(residual, shortcut, opening, to, exclusive);

    /// <summary>1 / (1 + exp(-x)).</summary>
    public static SigmoidStep Sigmoid(int from, int to) => new(from, to);

    /// <summary>The greatest number of each window.</summary>
    public static PoolStep MaxPool(int from, int to, int kernel, int stride, int padding = 0, bool ceiling = false) =>
        new(from, to, IsMaximum: true, kernel, stride, padding, ceiling);

    /// <summary>The mean of each window, padding not counted.</summary>
    public static PoolStep AveragePool(int from, int to, int kernel, int stride, int padding = 0, bool ceiling = false) =>
        new(from, to, IsMaximum: false, kernel, stride, padding, ceiling);

    /// <summary>The mean of each channel: N x C x H x W to N x C.</summary>
    public static MeanStep Mean(int from, int to) => new(from, to);

    /// <summary>The greatest number of each channel: N x C x H x W to N x C.</summary>
    public static MaximumStep Maximum(int from, int to) => new(from, to);

    /// <summary>All positions of all channels, one after another: N x C x H x W to N x (C * H * W).</summary>
    public static FlattenStep Flatten(int from, int to) => new(from, to);

    /// <summary>Rows and columns of zeros around a feature map.</summary>
    public static PaddingStep Pad(int from, int to, int top, int bottom, int left, int right) => new(from, to, top, bottom, left, right);

    /// <summary>Every row and column at multiples of the stride.</summary>
    public static SubsampleStep Subsample(int from, int to, int stride) => new(from, to, stride);

    /// <summary>Channels of zeros before and behind those that are there.</summary>
    public static ChannelPaddingStep PadChannels(int from, int to, int before, int behind) => new(from, to, before, behind);

    /// <summary>Channels weighed by two layers over their means: Hu et al. (2018, arXiv:1709.01507).</summary>
    public static SqueezeExcitationStep SqueezeExcitation(string layer, int from, int to) => new(layer, from, to);

    /// <summary>Channels weighed by a one-dimensional convolution over their means: Wang et al. (2020, arXiv:1910.03151).</summary>
    public static EfficientChannelAttentionStep EfficientChannelAttention(string layer, int from, int to) => new(layer, from, to);

    /// <summary>Then what stands in a buffer is added.</summary>
    public Step Add(int buffer) => Then(new PostAddition(buffer));

    /// <summary>Then max(x, 0).</summary>
    public Step Relu() => Then(new PostActivation(ActivationKind.Relu));

    /// <summary>Then max(x, slope * x).</summary>
    public Step LeakyRelu(double slope) => Then(new PostActivation(ActivationKind.LeakyRelu, slope));

    /// <summary>Then x * sigmoid(x).</summary>
    public Step Silu() => Then(new PostActivation(ActivationKind.Silu));

    /// <summary>Then x times the normal distribution's cumulative function.</summary>
    public Step Gelu() => Then(new PostActivation(ActivationKind.Gelu));

    private Step Then(PostOperation operation) => this with { After = [.. After, operation] };
}

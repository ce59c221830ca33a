namespace ResNetGen.Engine.Kernels;

/// <summary>Sums over all pixels of each channel: of x and of x squared, both counted from a value near x, so that the variance of values far from zero is exact.</summary>
internal unsafe struct ChannelSumsJob
{
    public MapView Input;

    /// <summary>The value that is subtracted from each channel.</summary>
    public float* Origin;

    /// <summary>Receives the worker's sums: block, then 16 sums and 16 sums of squares.</summary>
    public double* Sums;

    /// <summary>Whether the sums are added to those that are there.</summary>
    public bool Continues;
}

/// <summary>
/// The gradient of activation(scale * x + shift), of activation(scale * x + shift + addend) where <see cref="Output"/> is there, for batch normalization: sums first, then the
/// gradient of x as <c>factor * g + slope * x + constant</c>, where g is the gradient behind the activation.
/// </summary>
internal unsafe struct NormGradientJob
{
    /// <summary>The gradient of the result.</summary>
    public MapView Gradient;

    /// <summary>The input x.</summary>
    public MapView Input;

    /// <summary>The result, from which the activation's derivative follows; null where it follows from scale * x + shift.</summary>
    public byte* Output;

    /// <summary>The factor and the constant of each channel, as the forward pass used them.</summary>
    public float* Scale, Shift;

    public ActivationStep Activation;

    /// <summary>The mean of each channel, from which x is counted in sums.</summary>
    public float* Mean;

    /// <summary>Receives the worker's sums: block, then 16 sums of g and 16 sums of g * (x - mean).</summary>
    public double* Sums;

    /// <summary>Whether the sums are added to those that are there.</summary>
    public bool ContinuesSums;

    /// <summary>The coefficients of the input's gradient, for each channel.</summary>
    public float* Factor, Slope, Constant;

    /// <summary>Receives the input's gradient.</summary>
    public byte* InputGradient;

    /// <summary>Another part of the input's gradient, which is added; null for none.</summary>
    public byte* Other;

    public bool ClearsHalo;

    /// <summary>Receives g, the gradient of the addend; null where there is none or where it is the gradient of the result.</summary>
    public byte* AddendGradient;

    public bool ClearsAddendHalo;
}

/// <summary>Images in float32, channels-last, with rows and columns of zeros around each.</summary>
/// <param name="data">The first value, which is padding where there is some.</param>
/// <param name="channels">Channels.</param>
/// <param name="height">Rows of an image.</param>
/// <param name="width">Columns of an image.</param>
/// <param name="padding">Rows and columns of zeros on each side.</param>
internal readonly unsafe struct PaddedImages(float* data, int channels, int height, int width, int padding)
{
    public float* Data { get; } = data;

    public int Channels { get; } = channels;

    public int Padding { get; } = padding;

    /// <summary>Floats of a row.</summary>
    public long Row { get; } = (width + (2L * padding)) * channels;

    /// <summary>Floats of an image.</summary>
    public long Image => (height + (2L * Padding)) * Row;
}

/// <summary>The gradient of a convolution's or a linear layer's weights.</summary>
internal unsafe struct WeightGradientJob
{
    /// <summary>The convolution's input, where it is feature maps or vectors.</summary>
    public MapView Input;

    /// <summary>The convolution's input, where it is images, with the convolution's padding.</summary>
    public PaddedImages Images;

    /// <summary>The gradient of its output.</summary>
    public MapView Gradient;

    /// <summary>
    /// Receives the gradient: output block, input block of the group, place in the kernel, input channel, output channel. That of a convolution of images lies as <see
    /// cref="ImageConvolutionJob.Weights"/>. Places without a weight are not written.
    /// </summary>
    public float* Weights;

    /// <summary>Whether the gradient is added to what is there.</summary>
    public bool Continues;

    public int Kernel, Stride, Padding, Dilation;

    /// <summary>How many output blocks share their input blocks; 0 for all.</summary>
    public int GroupBlocks;

    /// <summary>The input blocks of an output block.</summary>
    public int InputBlocks;

    /// <summary>Whether workers share the output blocks; otherwise they share the rows, and each has weights of its own.</summary>
    public bool SharesBlocks;
}

/// <summary>The gradient of a strided convolution's input: a sum over the places of the kernel that met each pixel.</summary>
internal unsafe struct TransposedConvolutionJob
{
    /// <summary>The gradient of the convolution's output.</summary>
    public MapView Gradient;

    /// <summary>Receives the gradient of the input.</summary>
    public Epilogue Epilogue;

    /// <summary>For each phase of rows and columns, weights as <see cref="ConvolutionJob.Weights"/> has them.</summary>
    public byte** Weights;

    /// <summary>For each phase, the places of its segments in bytes, counted from a pixel of the gradient; the last is there twice.</summary>
    public long** Offsets;

    /// <summary>For each phase, its segments.</summary>
    public int* Segments;

    /// <summary>The rows and the columns from a pixel of a phase to the next; there are as many phases of each.</summary>
    public int Stride;

    public int GroupBlocks;
    public int GroupInputs;
}

/// <summary>The gradient of pooling windows, or of whole feature maps where <see cref="Gradient"/> has vectors.</summary>
internal struct PoolGradientJob
{
    /// <summary>The gradient of the pool's output.</summary>
    public MapView Gradient;

    /// <summary>The pool's input; read for maxima alone.</summary>
    public MapView Input;

    /// <summary>Receives the gradient of the input.</summary>
    public MapView InputGradient;

    public bool IsMaximum;
    public int Kernel, Stride, Padding;
    public bool ClearsHalo;
}

/// <summary>
/// Leaves out values at random, and divides the others by their probability: Srivastava et al. (2014, JMLR 15). The gradient is the same job, with the same seed, of the
/// gradient.
/// </summary>
internal struct DropoutJob
{
    public MapView Input, Output;

    /// <summary>The probability that a value is left out.</summary>
    public float Rate;

    /// <summary>Decides, with the place of a value, whether it is left out.</summary>
    public ulong Seed;

    public bool ClearsHalo;
}

/// <summary>The gradients of a highway gate's inputs; all in one layout.</summary>
internal unsafe struct GateGradientJob
{
    public MapView Gradient;
    public byte* Residual, Shortcut, Gate;
    public bool IsExclusive;

    /// <summary>Receive the gradients.</summary>
    public byte* ResidualGradient, ShortcutGradient, OpeningGradient;

    public bool ClearsHalo;
}

/// <summary>The gradient of a group normalization.</summary>
internal unsafe struct GroupNormGradientJob
{
    public MapView Gradient, Input, InputGradient;

    /// <summary>The factor of each channel.</summary>
    public float* Scale;

    public int Groups;
    public float Epsilon;

    /// <summary>Receives the worker's sums: for each channel the gradient of its factor, then for each the gradient of its constant.</summary>
    public double* Sums;

    public bool ClearsHalo;
}

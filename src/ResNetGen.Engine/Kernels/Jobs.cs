namespace ResNetGen.Engine.Kernels;

/// <summary>An activation function as kernels compute it.</summary>
internal enum ActivationFunction
{
    None,
    Relu,
    LeakyRelu,
    Sigmoid,
    Silu,
    Gelu,
}

/// <summary>An activation and its parameter.</summary>
/// <param name="Function">The function.</param>
/// <param name="NegativeSlope">The slope of a leaky ReLU below zero.</param>
internal readonly record struct ActivationStep(ActivationFunction Function, float NegativeSlope = 0)
{
    public bool IsNone => Function == ActivationFunction.None;
}

/// <summary>
/// What an operation does with each value before it is written: activation, addition, activation. <see cref="Second"/> receives the result
/// once more, as activation(scale * x + shift): the pre-activation norm of the next unit, which would have to read the values again.
/// </summary>
internal unsafe struct Epilogue
{
    public ActivationStep Before, After;

    /// <summary>The addend, in the output's layout; null for none.</summary>
    public byte* Addend;

    /// <summary>Where the result goes.</summary>
    public MapView Output;

    /// <summary>Whether a convolution reads the halo of the output, which then has to be cleared.</summary>
    public bool ClearsHalo;

    /// <summary>The second result, in the output's layout; null for none.</summary>
    public byte* Second;

    public bool ClearsSecondHalo;

    /// <summary>The factor and the constant of each channel of the second result.</summary>
    public float* Scale, Shift;

    public ActivationStep SecondActivation;
}

/// <summary>
/// A convolution or a linear layer over blocks of channels. Each output block is a sum over segments: 16 channels of the input at an
/// offset, times 16 x 16 weights. A 1 x 1 convolution may read its input through a norm and an activation, a row at a time.
/// </summary>
internal unsafe struct ConvolutionJob
{
    public MapView Input;

    /// <summary>The norm of the input; null for none.</summary>
    public float* InputScale, InputShift;

    public ActivationStep InputActivation;
    public Epilogue Epilogue;

    /// <summary>
    /// Output block, segment, input channel, output channel; as <see cref="KernelSet.ArrangeWeights"/> leaves each segment.
    /// </summary>
    public byte* Weights;

    public float* Bias;

    /// <summary>
    /// The place of each segment in bytes, from the pixel under the output's, in the first input block of the group; the last is there
    /// twice.
    /// </summary>
    public long* Offsets;

    public int Segments;

    /// <summary>1 or more.</summary>
    public int Stride;

    /// <summary>How many output blocks share their input blocks; 0 for all.</summary>
    public int GroupBlocks;

    /// <summary>The input blocks of a group.</summary>
    public int GroupInputs;
}

/// <summary>The first convolution, which reads images as the caller laid them out, in float32, and writes feature maps.</summary>
internal unsafe struct ImageConvolutionJob
{
    public float* Images;

    /// <summary>The distances in elements between images, channels, rows and columns.</summary>
    public long ImageStride, ChannelStride, RowStride, ColumnStride;

    public int Channels, Height, Width;
    public int Kernel, Stride, Padding;

    /// <summary>
    /// float32: output block, number in the kernel (row, column, channel), output channel; filled up to <see cref="Segments"/> times 16
    /// numbers.
    /// </summary>
    public float* Weights;

    public float* Bias;
    public int Segments;
    public Epilogue Epilogue;
}

/// <summary>
/// A 3 x 3 convolution by Winograd's F(4 x 4, 3 x 3): Lavin and Gray (2015, arXiv:1509.09308), a fourth of the multiplications.
/// </summary>
internal unsafe struct WinogradJob
{
    public MapView Input;
    public Epilogue Epilogue;

    /// <summary>
    /// Group of output blocks, 36 positions of the transform domain, block of the group, input block, input channel, output channel.
    /// </summary>
    public byte* Weights;

    public float* Bias;

    /// <summary>How many tiles are transformed at once.</summary>
    public int MaxTiles;

    /// <summary>Whether the transform domain is kept in the element type of feature maps; otherwise in float32.</summary>
    public bool IsRounded;
}

/// <summary>scale * x + shift for each channel.</summary>
internal unsafe struct AffineJob
{
    public MapView Input;

    /// <summary>A factor for each channel; null for <see cref="Factor"/>.</summary>
    public float* Scale;

    /// <summary>A constant for each channel; null for 0.</summary>
    public float* Shift;

    public float Factor;
    public Epilogue Epilogue;
}

/// <summary>Each channel of each image times a number; those are vectors.</summary>
internal struct ChannelScaleJob
{
    public MapView Input, Scales;
    public Epilogue Epilogue;
}

/// <summary>
/// A one-dimensional convolution along the channels of vectors, with zeros beyond: the attention of Wang et al. (2020, arXiv:1910.03151).
/// </summary>
internal unsafe struct ChannelConvolutionJob
{
    public MapView Input, Output;
    public float* Weights;
    public int Kernel;
}

/// <summary>
/// shortcut + (residual - shortcut) * gate where exclusive, else shortcut + residual - shortcut * gate; all in the output's layout.
/// </summary>
internal unsafe struct GateJob
{
    public byte* Residual, Shortcut, Gate;
    public bool IsExclusive;
    public Epilogue Epilogue;
}

/// <summary>Group normalization: Wu and He (2018, arXiv:1803.08494). Takes feature maps or vectors.</summary>
internal unsafe struct GroupNormJob
{
    public MapView Input;
    public float* Scale, Shift;
    public int Groups;
    public float Epsilon;
    public Epilogue Epilogue;
}

/// <summary>The maximum or the mean of each window; padding does not count.</summary>
internal struct PoolJob
{
    public MapView Input, Output;
    public bool IsMaximum;
    public int Kernel, Stride, Padding;

    /// <summary>Whether a convolution reads the halo of the output.</summary>
    public bool ClearsHalo;
}

/// <summary>The maximum or the mean of each channel: feature maps to vectors.</summary>
internal struct GlobalPoolJob
{
    public MapView Input, Output;
    public bool IsMaximum;
}

/// <summary>
/// Copies every <see cref="Stride"/>-th row and column of the input to the output, behind <see cref="ChannelsBefore"/> channels, <see
/// cref="Top"/> rows and <see cref="Left"/> columns. Where these are negative, as many of the input are left out at the beginning.
/// </summary>
internal struct CopyJob
{
    public MapView Input, Output;
    public int Stride, ChannelsBefore, Top, Left;

    /// <summary>Whether what is not written becomes zeros: channels before and behind, rows and columns around.</summary>
    public bool ClearsRest;

    public bool ClearsHalo;
}

using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Kernels;

/// <summary>
/// The kernels for one vector width and one element type of feature maps. Sums are float32. Kernels neither allocate nor throw, and what they compute for an
/// image depends on the job alone, never on how many workers share it.
/// </summary>
internal abstract unsafe class KernelSet
{
    /// <summary>The names of all kernels, the fastest first.</summary>
    public static System.Collections.Generic.IReadOnlyList<string> Names { get; } = ["AVX-512", "AVX2", "128-bit"];

    /// <summary>The fastest kernels that this processor has, or those of a name; null where it has none.</summary>
    public static KernelSet? Find(string? name, bool bfloat16) => null;

    /// <summary>The instructions: <c>AVX-512</c>, <c>AVX2</c>, <c>128-bit</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Bytes of an element of feature maps and weights: 4 or 2.</summary>
    public abstract int ElementSize { get; }

    /// <summary>The kernels for vectors, which are float32 for either element type: they cost little, and logits are not rounded.</summary>
    public abstract KernelSet ForVectors { get; }

    /// <summary>How many output blocks a Winograd convolution with so many output blocks computes at once.</summary>
    public abstract int WinogradBlocks(int outputBlocks);

    /// <summary>Arranges weights of so many input channels for 16 output channels each as kernels read them.</summary>
    /// <param name="weights">Input channel, output channel.</param>
    /// <param name="inputs">A multiple of 16.</param>
    /// <param name="to"><paramref name="inputs"/> * 16 elements.</param>
    public abstract void ArrangeWeights(float* weights, long inputs, byte* to);

    public abstract void Convolve(in ConvolutionJob job, in Worker worker);

    /// <summary>Bytes of scratch memory that <see cref="Convolve"/> needs.</summary>
    public abstract long ConvolveScratch(in ConvolutionJob job);

    public abstract void ConvolveImages(in ImageConvolutionJob job, in Worker worker);

    public abstract long ConvolveImagesScratch(in ImageConvolutionJob job);

    public abstract void ConvolveWinograd(in WinogradJob job, in Worker worker);

    public abstract long ConvolveWinogradScratch(in WinogradJob job);

    public abstract void Affine(in AffineJob job, in Worker worker);

    public abstract void ScaleChannels(in ChannelScaleJob job, in Worker worker);

    public abstract void ConvolveChannels(in ChannelConvolutionJob job, in Worker worker);

    public abstract void Gate(in GateJob job, in Worker worker);

    public abstract void GroupNorm(in GroupNormJob job, in Worker worker);

    public abstract long GroupNormScratch(in GroupNormJob job);

    public abstract void Pool(in PoolJob job, in Worker worker);

    public abstract void GlobalPool(in GlobalPoolJob job, in Worker worker);

    public abstract void Copy(in CopyJob job, in Worker worker);

    /// <summary>N x C x H x W to vectors of C * H * W values.</summary>
    public abstract void Flatten(in MapView input, in MapView output, in Worker worker);

    /// <summary>Writes one image's values in the order channel, row, column.</summary>
    public abstract void Export(in MapView input, int image, float* to);
}

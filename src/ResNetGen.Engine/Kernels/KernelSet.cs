using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Kernels;

/// <summary>
/// The kernels for one vector width and one element type of feature maps. Sums are float32. The result for an image depends on the job alone, never on how many
/// workers share it. Kernels neither allocate nor throw, except that the bfloat16 kernels write a tile as machine code when they first use it.
/// </summary>
internal abstract unsafe class KernelSet
{
    /// <summary>The names of the kernels, the fastest first.</summary>
    public static IReadOnlyList<string> Names { get; } = [Simd512.Name, Simd256.Name, Simd128.Name];

    /// <summary>The instructions: <c>AVX-512</c>, <c>AVX2</c>, <c>128-bit</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Bytes of an element of feature maps and weights: 4 or 2.</summary>
    public abstract int ElementSize { get; }

    /// <summary>The type of an element.</summary>
    public DType DType => ElementSize == sizeof(float) ? DType.Float32 : DType.BFloat16;

    /// <summary>The kernels for vectors, which are float32 for either element type: they cost little, and logits are not rounded.</summary>
    public abstract KernelSet ForVectors { get; }

    /// <summary>Finds the fastest kernels that this processor has, or those of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>; null for the fastest.</param>
    /// <param name="bfloat16">Whether feature maps are bfloat16 instead of float32; AVX-512 alone has kernels for them.</param>
    /// <returns>Null where the processor has none.</returns>
    public static KernelSet? Find(string? name, bool bfloat16)
    {
        if (Simd512.IsSupported && (name ?? Simd512.Name) == Simd512.Name)
        {
            return bfloat16
                ? ForBFloat16(BFloat16Tiles.ProcessorObstacle, BFloat16Tiles.MemoryObstacle)
                : Float32Kernels<Simd512, Vector512<float>>.Instance;
        }

        if (bfloat16)
        {
            return null;
        }

        if (Simd256.IsSupported && (name ?? Simd256.Name) == Simd256.Name)
        {
            return Float32Kernels<Simd256, Vector256<float>>.Instance;
        }

        return (name ?? Simd128.Name) == Simd128.Name ? Float32Kernels<Simd128, Vector128<float>>.Instance : null;
    }

    /// <summary>Finds the fastest kernels that this processor has for an element type, or those of a name; in float32 where only executable memory is missing.</summary>
    /// <param name="name">One of <see cref="Names"/>; null for the fastest.</param>
    /// <param name="dtype">The element type of feature maps.</param>
    /// <exception cref="ArgumentException">The processor has none, or there is no such type.</exception>
    public static KernelSet Require(string? name, DType dtype)
    {
        if (!Enum.IsDefined(dtype))
        {
            throw new ArgumentException($"There is no element type {dtype}.", nameof(dtype));
        }

        var isBFloat16 = dtype == DType.BFloat16;
        return Find(name, isBFloat16)
            ?? throw new ArgumentException(MissingKernels.MessageFor(name, isBFloat16, [.. Names.Where(other => Find(other, isBFloat16) is not null)]), nameof(dtype));
    }

    /// <summary>The kernels for bfloat16, in float32 where only executable memory is missing; null where the processor lacks the instructions.</summary>
    internal static KernelSet? ForBFloat16(string? processorObstacle, string? memoryObstacle) => (processorObstacle, memoryObstacle) switch
    {
        (not null, _) => null,
        (_, not null) => Float32Kernels<Simd512, Vector512<float>>.Instance,
        _ => BFloat16Kernels.Instance,
    };

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

    /// <summary>Reads values in the order image, channel, row, column; the channels that fill up the last block become zeros.</summary>
    public abstract void Import(float* from, in MapView output, bool clearsHalo, in Worker worker);

    /// <summary>Sums over the pixels of each channel, for the worker's share of the rows.</summary>
    public abstract void SumChannels(in ChannelSumsJob job, in Worker worker);

    /// <summary>The sums that the gradient of a batch normalization needs, for the worker's share of the rows.</summary>
    public abstract void SumNormGradients(in NormGradientJob job, in Worker worker);

    /// <summary>The gradient of a norm's or an activation's input.</summary>
    public abstract void NormGradient(in NormGradientJob job, in Worker worker);

    /// <summary>The gradient of a convolution's weights, for the worker's share of the rows or of the output blocks.</summary>
    public abstract void WeightGradient(in WeightGradientJob job, in Worker worker);

    /// <summary>Bytes of scratch memory that <see cref="WeightGradient"/> needs.</summary>
    public abstract long WeightGradientScratch(in WeightGradientJob job);

    public abstract void ConvolveTransposed(in TransposedConvolutionJob job, in Worker worker);

    /// <summary>Bytes of scratch memory that <see cref="ConvolveTransposed"/> needs.</summary>
    public abstract long ConvolveTransposedScratch(in TransposedConvolutionJob job);

    public abstract void PoolGradient(in PoolGradientJob job, in Worker worker);

    /// <summary>Vectors of C * H * W values to N x C x H x W: the gradient of <see cref="Flatten"/>.</summary>
    public abstract void Unflatten(in MapView input, in MapView output, bool clearsHalo, in Worker worker);

    public abstract void Dropout(in DropoutJob job, in Worker worker);

    public abstract void GateGradient(in GateGradientJob job, in Worker worker);

    /// <summary>The gradient of the scales of channels: for each channel of an image the sum of the products of gradient and input.</summary>
    public abstract void ScaleGradient(in MapView gradient, in MapView input, in MapView output, in Worker worker);

    public abstract void GroupNormGradient(in GroupNormGradientJob job, in Worker worker);

    /// <summary>Writes the input's pixels a stride apart, and zeros between them: the gradient of subsampling.</summary>
    public abstract void SpreadPixels(in MapView input, in MapView output, int stride, bool clearsHalo, in Worker worker);
}

/// <summary>Float32 kernels for a vector width, created when first asked for.</summary>
internal static class Float32Kernels<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public static KernelSet Instance { get; } =
        new VectorKernels<TSimd, TVector, Float32<TSimd, TVector>, ManagedCall>(new VectorTileTable<TSimd, TVector>());
}

/// <summary>Kernels for feature maps in bfloat16, created when first asked for.</summary>
internal static class BFloat16Kernels
{
    public static KernelSet Instance { get; } = new VectorKernels<Simd512, Vector512<float>, BFloat16, UnmanagedCall>(new MachineTiles());
}

using System;
using System.Globalization;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Planning;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Training.Steps;

/// <summary>The shape and the tensors of a convolution or a linear layer, which its steps share.</summary>
internal sealed unsafe class ConvolutionLayer
{
    private readonly TrainingState state;
    private readonly AlignedMemory zeros;

    public ConvolutionLayer(Conv2d convolution, bool isLinear, TrainingParameter weight, TrainingParameter? bias, TrainingState state)
    {
        (Kernel, Stride, Padding, Dilation, IsLinear) = (convolution.Kernel, convolution.Stride, convolution.Padding, convolution.Dilation, isLinear);
        (Weight, Bias, this.state) = (weight, bias, state);
        Key = convolution.Key!;
        var taps = Kernel * Kernel;
        Shape = new PackedShape(convolution.OutChannels, convolution.InChannels / convolution.Groups, taps, convolution.Groups);
        Transposed = new PackedShape(convolution.InChannels, convolution.OutChannels / convolution.Groups, taps, convolution.Groups);
        zeros = AlignedMemory.OfBlocks(new float[Math.Max(convolution.OutChannels, convolution.InChannels)]);
        state.ReservePacking((CanBeWinograd ? 4 : 2) * LongestPacked);
    }

    public string Key { get; }

    public int Kernel { get; }

    public int Stride { get; }

    public int Padding { get; }

    public int Dilation { get; }

    public bool IsLinear { get; }

    public TrainingParameter Weight { get; }

    public TrainingParameter? Bias { get; }

    /// <summary>The shape of the weights as the layer reads them.</summary>
    public PackedShape Shape { get; }

    /// <summary>Their shape as the gradient of the input reads them.</summary>
    public PackedShape Transposed { get; }

    /// <summary>Rows and columns from the first to the last that the kernel reads.</summary>
    public int Reach => ((Kernel - 1) * Dilation) + 1;

    public bool CanBeWinograd => Kernel == 3 && Stride == 1 && Padding == 1 && Dilation == 1 && Shape.Groups == 1;

    /// <summary>Constants of no effect, for as many channels as the layer has.</summary>
    public float* Zeros => zeros.Floats;

    private long LongestPacked => Math.Max(Shape.PackedLength, Transposed.PackedLength);

    /// <summary>Memory for the packed weights of one step.</summary>
    public byte* Packing => state.Packing.Data;

    /// <summary>Whether the weights are small enough to stay in the second level of cache beside some images, which then may pass a few at a time.</summary>
    public bool HasSmallWeights => Shape.PackedLength <= 64 * 1024;

    /// <summary>The layer in words.</summary>
    public string Description => IsLinear
        ? "linear"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"conv {Kernel}x{Kernel}{(Stride > 1 ? $"/{Stride}" : "")}{(Dilation > 1 ? $" dilation {Dilation}" : "")}{(Shape.Groups > 1 ? $" groups {Shape.Groups}" : "")}");

    /// <summary>The kind of a pass of a convolution, whose first pass packs the weights.</summary>
    public PassKind KindOf(int pass) => IsLinear || !HasSmallWeights ? PassKind.Together : pass == 0 ? PassKind.OfWeights : PassKind.ByImage;

    public double MacsFor(Layout output) => (double)output.Images * output.Height * output.Width * Shape.Outputs * Shape.Inputs * Shape.Taps;

    /// <summary>The kernels of the layer: vectors have their own.</summary>
    public KernelSet KernelsOf(KernelSet kernels) => IsLinear ? kernels.ForVectors : kernels;

    /// <summary>Packs a worker's share of weights for a direct convolution.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="source">Where the weights are.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="kernels">The kernels that read them.</param>
    /// <param name="to">Receives them.</param>
    public void Pack(in Worker worker, in WeightSource source, PackedShape shape, KernelSet kernels, byte* to)
    {
        var blocks = Layout.BlocksOf(shape.Outputs);
        var (begin, end) = worker.ShareOf(blocks);
        var length = shape.PackedLength / blocks;
        if (kernels.ElementSize == sizeof(float))
        {
            var floats = (float*)to;
            new Span<float>(floats + (begin * length), checked((int)((end - begin) * length))).Clear();
            PackedWeights.Pack(source, shape, (int)begin, (int)end, floats);
            return;
        }

        // Behind the packed weights a worker has room for a block before it is rounded.
        var block = (float*)(Packing + (LongestPacked * sizeof(ushort))) + (begin * (LongestPacked / blocks));
        for (var i = (int)begin; i < end; i++)
        {
            // A block's place follows from its number.
            new Span<float>(block, checked((int)length)).Clear();
            PackedWeights.Pack(source, shape, i, i + 1, block - (i * length));
            kernels.ArrangeWeights(block, length / Layout.Lanes, to + (i * length * kernels.ElementSize));
        }
    }

    /// <summary>Packs a worker's share of weights in Winograd's transform domain, in float32.</summary>
    public static void PackWinograd(in Worker worker, in WeightSource source, PackedShape shape, KernelSet kernels, float* to)
    {
        var blocks = Layout.BlocksOf(shape.Outputs);
        var together = kernels.WinogradBlocks(blocks);
        var (begin, end) = worker.ShareOf(blocks / together);
        var length = 4 * shape.PackedLength / blocks * together;
        new Span<float>(to + (begin * length), checked((int)((end - begin) * length))).Clear();
        PackedWeights.PackWinograd(source, shape, kernels, (int)begin * together, (int)end * together, to);
    }

    /// <summary>The places of the segments of a direct convolution, in bytes; the last is there twice, since kernels read ahead. The collector does not move the array.</summary>
    /// <param name="input">The layout of what the convolution reads.</param>
    /// <param name="elementSize">Bytes of an element of it.</param>
    /// <param name="shape">The shape of the weights.</param>
    /// <param name="placeOf">The row and the column of a tap, from the pixel under the output's.</param>
    public static long[] Offsets(Layout input, int elementSize, PackedShape shape, Func<int, (int Row, int Column)> placeOf)
    {
        var offsets = GC.AllocateArray<long>(shape.Segments + 1, pinned: true);
        for (var segment = 0; segment < shape.Segments; segment++)
        {
            var (row, column) = placeOf(segment % shape.Taps);
            offsets[segment] = elementSize * ((segment / shape.Taps * input.Plane) + (row * input.Row) + (column * Layout.Lanes));
        }

        offsets[^1] = shape.Segments > 0 ? offsets[^2] : 0;
        return offsets;
    }

    public void Release() => zeros.Dispose();
}

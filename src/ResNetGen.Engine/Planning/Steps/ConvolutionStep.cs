using System;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Planning.Steps;

/// <summary>A convolution of feature maps, or a linear layer, which is a 1 x 1 convolution of vectors.</summary>
internal sealed unsafe class ConvolutionStep : Step
{
    private readonly string key;
    private readonly PackedShape shape;
    private readonly int kernel, stride, padding, dilation;
    private readonly AlignedMemory bias;
    private readonly Lock packing = new();
    private AlignedMemory? weight, direct, winograd;

    /// <summary>A convolution.</summary>
    /// <param name="key">The layer's key.</param>
    /// <param name="convolution">The convolution.</param>
    /// <param name="input">The value that it reads.</param>
    /// <param name="output">The value that it makes.</param>
    /// <param name="weight">The folded weight, which the step takes.</param>
    /// <param name="bias">The folded bias; null for none.</param>
    public ConvolutionStep(string key, Conv2d convolution, int input, int output, AlignedMemory weight, float[]? bias)
        : base([input], output)
    {
        this.key = key;
        shape = new PackedShape(convolution.OutChannels, convolution.InChannels / convolution.Groups, convolution.Kernel * convolution.Kernel, convolution.Groups);
        (kernel, stride, padding, dilation) = (convolution.Kernel, convolution.Stride, convolution.Padding, convolution.Dilation);
        this.weight = weight;
        this.bias = AlignedMemory.OfBlocks(bias ?? new float[convolution.OutChannels]);
    }

    /// <summary>A linear layer.</summary>
    public ConvolutionStep(string key, int input, int output, int outFeatures, AlignedMemory weight, float[]? bias)
        : base([input], output)
    {
        this.key = key;
        shape = new PackedShape(outFeatures, weight.Values.Length / outFeatures, 1, 1);
        (kernel, stride, padding, dilation, IsLinear) = (1, 1, 0, 1, true);
        this.weight = weight;
        this.bias = AlignedMemory.OfBlocks(bias ?? new float[outFeatures]);
    }

    public bool IsLinear { get; }

    /// <summary>The factor and the constant of the norm through which a 1 x 1 convolution reads its input; null for none.</summary>
    public AlignedMemory? InputScale { get; private set; }

    public AlignedMemory? InputShift { get; private set; }

    public ActivationStep InputActivation { get; private set; }

    /// <summary>Whether the transform domain is kept in the element type of feature maps; otherwise in float32.</summary>
    public bool RoundsTransform { get; set; } = true;

    /// <summary>Whether the weights of the whole network stay in the cache from call to call.</summary>
    public bool HasCachedWeights { get; set; }

    /// <summary>The bytes of the weights in float32, before they are packed.</summary>
    public long WeightBytes => (long)shape.Outputs * shape.Inputs * shape.Taps * sizeof(float);

    /// <summary>Whether the step may read its input through a norm.</summary>
    public bool CanReadThroughNorm => !IsLinear && kernel == 1 && padding == 0 && shape.Groups == 1 && InputScale is null;

    public bool CanBeWinograd => kernel == 3 && stride == 1 && padding == 1 && dilation == 1 && shape.Groups == 1;

    public override int HaloOfInput => padding;

    private int Reach => ((kernel - 1) * dilation) + 1;

    /// <summary>Makes the step read its input through a norm and an activation.</summary>
    public void ReadThroughNorm(int input, AlignedMemory scale, AlignedMemory shift, ActivationStep activation) =>
        (Inputs[0], InputScale, InputShift, InputActivation) = (input, scale, shift, activation);

    public override Layout LayoutOf(StepLayouts layouts) => layouts.First.Channels != shape.Inputs * shape.Groups
        ? throw new ArgumentException(
            $"The layer '{key}' takes {shape.Inputs * shape.Groups} channels, and gets {layouts.First.Channels} from images of {layouts.Images.Height} x {layouts.Images.Width} pixels.")
        : IsLinear ? layouts.Vectors(shape.Outputs) : layouts.Maps(
            shape.Outputs,
            GraphBuilder.Windows(layouts.First.Height, Reach, stride, padding),
            GraphBuilder.Windows(layouts.First.Width, Reach, stride, padding));

    public override StepMethod MethodFor(StepLayouts layouts, int threads, KernelSet kernels)
    {
        var (input, output) = (layouts.First, LayoutOf(layouts));
        var elements = input.IsVectors ? kernels.ForVectors : kernels;
        var transform = RoundsTransform ? kernels : kernels.ForVectors;
        if (CanBeWinograd)
        {
            var estimate = ConvolutionCost.Of(input, output, threads, elements.ElementSize, transform.ElementSize, HasCachedWeights);
            if (estimate.PrefersWinograd)
            {
                return new ConvolutionMethod(true, estimate.MaxTiles, [], transform);
            }
        }

        return new ConvolutionMethod(false, 0, OffsetsFor(input, elements.ElementSize), elements);
    }

    public override void Prepare(StepMethod method)
    {
        var of = (ConvolutionMethod)method;
        Pack(ref of.IsWinograd ? ref winograd : ref direct, of.WeightKernels, of.IsWinograd);
    }

    public override long ScratchOf(StepLayouts layouts, StepMethod method, KernelSet kernels)
    {
        var (input, output) = (new MapView(layouts.First, null), new MapView(LayoutOf(layouts), null));
        var epilogue = new Epilogue
        {
            Before = Epilogue.Before, After = Epilogue.After, Output = output, Second = (byte*)(Epilogue.Second == StepEpilogue.NoValue ? 0 : 1),
        };
        return ((ConvolutionMethod)method).IsWinograd
            ? kernels.ConvolveWinogradScratch(new WinogradJob { Input = input, Epilogue = epilogue, MaxTiles = ((ConvolutionMethod)method).MaxTiles, IsRounded = RoundsTransform })
            : KernelsOf(layouts.First, kernels).ConvolveScratch(new ConvolutionJob
            {
                Input = input, InputScale = InputScale is null ? null : InputScale.Floats, Epilogue = epilogue, Segments = shape.Segments, Stride = stride,
            });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(in StepRun run, int pass, in Worker worker)
    {
        var method = (ConvolutionMethod)run.Method;
        var input = run.Input();
        if (method.IsWinograd)
        {
            var job = new WinogradJob
            {
                Input = input, Epilogue = run.Epilogue(), Weights = winograd!.Data, Bias = bias.Floats, MaxTiles = method.MaxTiles, IsRounded = RoundsTransform,
            };
            run.Kernels.ConvolveWinograd(job, worker);
            return;
        }

        fixed (long* offsets = method.Offsets)
        {
            var job = new ConvolutionJob
            {
                Input = input,
                InputScale = InputScale is null ? null : InputScale.Floats,
                InputShift = InputShift is null ? null : InputShift.Floats,
                InputActivation = InputActivation,
                Epilogue = run.Epilogue(),
                Weights = direct!.Data,
                Bias = bias.Floats,
                Offsets = offsets,
                Segments = shape.Segments,
                Stride = stride,
                GroupBlocks = shape.GroupBlocks,
                GroupInputs = shape.HasGroupBlocks ? shape.InputBlocks : 0,
            };
            run.KernelsOf(input.Layout).Convolve(job, worker);
        }
    }

    public override string Describe(StepMethod method) => IsLinear
        ? "linear"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"conv {kernel}x{kernel}{(stride > 1 ? $"/{stride}" : "")}{(dilation > 1 ? $" dilation {dilation}" : "")}{(shape.Groups > 1 ? $" groups {shape.Groups}" : "")}{(method is ConvolutionMethod { IsWinograd: true } ? " Winograd" : "")}{(InputScale is null ? "" : " of norm")}");

    public override double MacsFor(Layout input, Layout output) => (double)output.Images * output.Height * output.Width * shape.Outputs * shape.Inputs * shape.Taps;

    public override void Release()
    {
        base.Release();
        InputScale?.Dispose();
        InputShift?.Dispose();
        bias.Dispose();
        weight?.Dispose();
        direct?.Dispose();
        winograd?.Dispose();
    }

    private static KernelSet KernelsOf(Layout layout, KernelSet kernels) => layout.IsVectors ? kernels.ForVectors : kernels;

    // Bytes, and the last twice: kernels read ahead.
    private long[] OffsetsFor(Layout input, int elementSize)
    {
        var offsets = new long[shape.Segments + 1];
        for (var segment = 0; segment < shape.Segments; segment++)
        {
            var tap = segment % shape.Taps;
            var (row, column) = ((tap / kernel * dilation) - padding, (tap % kernel * dilation) - padding);
            offsets[segment] = elementSize * ((segment / shape.Taps * input.Plane) + (row * input.Row) + (column * Layout.Lanes));
        }

        offsets[^1] = offsets[^2];
        return offsets;
    }

    // Weights are packed when they are first needed, and kept as they were as long as another size of image may need them packed in the other way.
    private void Pack(ref AlignedMemory? packed, KernelSet kernels, bool isWinograd)
    {
        lock (packing)
        {
            packed ??= isWinograd
                ? PackedWeights.ForWinograd(weight!.Floats, shape.Outputs, shape.Inputs, kernels)
                : PackedWeights.ForConvolution(weight!.Floats, shape, kernels);
            if (!CanBeWinograd || (direct is not null && winograd is not null))
            {
                weight?.Dispose();
                weight = null;
            }
        }
    }

    /// <summary>How a convolution is computed.</summary>
    private sealed class ConvolutionMethod(bool isWinograd, int maxTiles, long[] offsets, KernelSet weightKernels) : StepMethod
    {
        /// <summary>The kernels that read the weights.</summary>
        public KernelSet WeightKernels { get; } = weightKernels;

        public bool IsWinograd { get; } = isWinograd;

        public int MaxTiles { get; } = maxTiles;

        public long[] Offsets { get; } = offsets;
    }
}

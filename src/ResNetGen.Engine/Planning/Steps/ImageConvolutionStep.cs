using System.Globalization;
using System.Runtime.CompilerServices;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Planning.Steps;

/// <summary>The first convolution: it reads the images where the caller has them.</summary>
/// <param name="convolution">The convolution.</param>
/// <param name="output">The value that the step makes.</param>
/// <param name="weight">The folded weight.</param>
/// <param name="bias">The folded bias; null for none.</param>
internal sealed unsafe class ImageConvolutionStep(Conv2d convolution, int output, AlignedMemory weight, float[]? bias) : Step([0], output)
{
    private readonly AlignedMemory weights = PackedWeights.ForImages(weight.Floats, convolution);
    private readonly AlignedMemory biases = AlignedMemory.OfBlocks(bias ?? new float[convolution.OutChannels]);

    /// <summary>Whether the step only copies images.</summary>
    public bool IsImport { get; private init; }

    /// <summary>Whether a convolution can read images.</summary>
    public static bool CanCompute(Conv2d convolution) => convolution is { Groups: 1, Dilation: 1, Kernel: <= 16, InChannels: <= 16 };

    /// <summary>A step that copies images into the layout of feature maps.</summary>
    public static ImageConvolutionStep Import(int channels, int output)
    {
        using var identity = AlignedMemory.OfFloats((long)channels * channels);
        for (var channel = 0; channel < channels; channel++)
        {
            identity.Floats[((long)channel * channels) + channel] = 1;
        }

        return new ImageConvolutionStep(new Conv2d(0, channels, channels, 1, 1, 0, 1, 1, false), output, identity, null) { IsImport = true };
    }

    /// <summary>The layout of the result of a convolution of images.</summary>
    public static Layout LayoutOf(Conv2d convolution, StepLayouts layouts) => layouts.Maps(
        convolution.OutChannels,
        GraphBuilder.Windows(layouts.Images.Height, convolution.Kernel, convolution.Stride, convolution.Padding),
        GraphBuilder.Windows(layouts.Images.Width, convolution.Kernel, convolution.Stride, convolution.Padding));

    /// <summary>The scratch memory of a step that convolves images.</summary>
    public static long ScratchOf(Conv2d convolution, StepLayouts layouts, Step step, KernelSet kernels) => kernels.ConvolveImagesScratch(new ImageConvolutionJob
    {
        Channels = convolution.InChannels, Height = layouts.Images.Height, Width = layouts.Images.Width,
        Kernel = convolution.Kernel, Stride = convolution.Stride, Padding = convolution.Padding,
        Epilogue = new Epilogue { Before = step.Epilogue.Before, After = step.Epilogue.After, Output = new MapView(step.LayoutOf(layouts), null) },
    });

    /// <summary>A convolution of the images of a run.</summary>
    public static ImageConvolutionJob JobOf(Conv2d convolution, in StepRun run, float* weights, float* bias)
    {
        var images = run.Images;
        return new ImageConvolutionJob
        {
            Images = images.Data,
            ImageStride = images.ImageStride,
            ChannelStride = images.ChannelStride,
            RowStride = images.RowStride,
            ColumnStride = images.ColumnStride,
            Channels = convolution.InChannels,
            Height = images.Height,
            Width = images.Width,
            Kernel = convolution.Kernel,
            Stride = convolution.Stride,
            Padding = convolution.Padding,
            Weights = weights,
            Bias = bias,
            Segments = Layout.BlocksOf(convolution.InChannels * convolution.Kernel * convolution.Kernel),
            Epilogue = run.Epilogue(),
        };
    }

    public override Layout LayoutOf(StepLayouts layouts) => LayoutOf(convolution, layouts);

    public override long ScratchOf(StepLayouts layouts, StepMethod method, KernelSet kernels) => ScratchOf(convolution, layouts, this, kernels);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(in StepRun run, int pass, in Worker worker)
    {
        run.Kernels.ConvolveImages(JobOf(convolution, run, weights.Floats, biases.Floats), worker);
    }

    public override string Describe(StepMethod method) => IsImport
        ? "copy of images"
        : string.Create(CultureInfo.InvariantCulture, $"conv {convolution.Kernel}x{convolution.Kernel}{(convolution.Stride > 1 ? $"/{convolution.Stride}" : "")} of images");

    public override double MacsFor(Layout input, Layout output) => IsImport
        ? 0
        : (double)output.Images * output.Height * output.Width * convolution.OutChannels * convolution.InChannels * convolution.Kernel * convolution.Kernel;

    public override void Release()
    {
        base.Release();
        weights.Dispose();
        biases.Dispose();
    }
}

using System;
using System.Runtime.CompilerServices;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Planning;
using ResNetGen.Engine.Planning.Steps;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Training.Steps;

/// <summary>A convolution of the images, which it reads where the caller has them. The first pass packs the weights, which may have changed.</summary>
/// <param name="convolution">The convolution.</param>
/// <param name="layer">Its tensors.</param>
/// <param name="output">The value that the step makes.</param>
internal sealed unsafe class ImageForwardStep(Conv2d convolution, ConvolutionLayer layer, int output) : Step([0], output)
{
    private readonly AlignedMemory bias = AlignedMemory.OfBlocks(new float[layer.Shape.Outputs]);

    public override int Passes => 2;

    public override Layout LayoutOf(StepLayouts layouts) => ImageConvolutionStep.LayoutOf(convolution, layouts);

    public override long ScratchOf(StepLayouts layouts, StepMethod method, KernelSet kernels) => ImageConvolutionStep.ScratchOf(convolution, layouts, this, kernels);

    public override void Run(in StepRun run, int pass, in Worker worker)
    {
        if (pass == 1)
        {
            run.Kernels.ConvolveImages(ImageConvolutionStep.JobOf(convolution, run, (float*)layer.Packing, bias.Floats), worker);
            return;
        }

        if (layer.Bias is { } values && worker.Index == 0)
        {
            Buffer.MemoryCopy(values.Values, bias.Floats, bias.Bytes, (long)layer.Shape.Outputs * sizeof(float));
        }

        var blocks = Layout.BlocksOf(layer.Shape.Outputs);
        var (begin, end) = worker.ShareOf(blocks);
        var length = (long)layer.Shape.ImageSegments * Layout.Lanes * Layout.Lanes;
        new Span<float>((float*)layer.Packing + (begin * length), checked((int)((end - begin) * length))).Clear();
        PackedWeights.PackImages(layer.Weight.Values, layer.Shape, (int)begin, (int)end, (float*)layer.Packing);
    }

    public override string Describe(StepMethod method) => $"{layer.Description} of images";

    public override double MacsFor(Layout input, Layout output) => layer.MacsFor(output);

    public override void Release()
    {
        base.Release();
        bias.Dispose();
        layer.Release();
    }
}

/// <summary>Keeps the images for the gradient of weights, channels-last and with the convolution's padding: the caller's may be gone by then.</summary>
/// <param name="channels">Channels of the images.</param>
/// <param name="padding">Rows and columns of zeros on each side.</param>
/// <param name="output">The value that receives them.</param>
internal sealed unsafe class ImageCopyStep(int channels, int padding, int output) : Step([0], output)
{
    /// <summary>The images in the memory of a value.</summary>
    public static PaddedImages ViewOf(in StepRun run, int value, int channels, int padding)
    {
        // The images of the run may be those of a later call.
        var images = run.View(0).Layout;
        return new PaddedImages((float*)run.View(value).Data, channels, images.Height, images.Width, padding);
    }

    // Vectors are float32 for every element type of feature maps. As many values as an image has lie together, whatever the layout says of their order.
    public override Layout LayoutOf(StepLayouts layouts) =>
        layouts.Vectors(checked(channels * (layouts.Images.Height + (2 * padding)) * (layouts.Images.Width + (2 * padding))));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(in StepRun run, int pass, in Worker worker)
    {
        var (images, to) = (run.Images, ViewOf(run, Output, channels, padding));
        var height = images.Height + (2L * padding);
        var (begin, end) = worker.ShareOf(images.Count * height);
        for (var r = begin; r < end; r++)
        {
            long image = r / height, y = (r % height) - padding;
            var row = to.Data + (r * to.Row);
            new Span<float>(row, (int)to.Row).Clear();
            for (var channel = 0; channel < channels && y >= 0 && y < images.Height; channel++)
            {
                float* from = images.Data + (image * images.ImageStride) + (channel * images.ChannelStride) + (y * images.RowStride), place = row + (padding * channels) + channel;
                for (var x = 0; x < images.Width; x++, from += images.ColumnStride, place += channels)
                {
                    *place = *from;
                }
            }
        }
    }

    public override string Describe(StepMethod method) => "copy of images";
}

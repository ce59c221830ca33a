using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Planning;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Training.Steps;

/// <summary>A convolution or a linear layer forward. The first pass packs the weights, which may have changed.</summary>
internal sealed unsafe class ConvolutionForwardStep(ConvolutionLayer layer, int input, int output) : Step([input], output)
{
    private readonly AlignedMemory bias = AlignedMemory.OfBlocks(new float[layer.Shape.Outputs]);

    public override int Passes => 2;

    public override int HaloOfInput => layer.Padding;

    public override PassKind KindOf(int pass, StepLayouts layouts, StepMethod method) => layer.KindOf(pass);

    public override Layout LayoutOf(StepLayouts layouts)
    {
        if (layouts.First.Channels != layer.Shape.Inputs * layer.Shape.Groups)
        {
            throw new ArgumentException(
                $"Images of {layouts.Images.Height} x {layouts.Images.Width} pixels do not fit the network: {layer.Key} takes {layer.Shape.Inputs * layer.Shape.Groups} values, and there are {layouts.First.Channels}.");
        }

        return layer.IsLinear
            ? layouts.Vectors(layer.Shape.Outputs)
            : layouts.Maps(
                layer.Shape.Outputs,
                GraphBuilder.Windows(layouts.First.Height, layer.Reach, layer.Stride, layer.Padding),
                GraphBuilder.Windows(layouts.First.Width, layer.Reach, layer.Stride, layer.Padding));
    }

    public override StepMethod MethodFor(StepLayouts layouts, int threads, KernelSet kernels) =>
        DirectOrWinograd.For(layer, layouts.First, LayoutOf(layouts), threads, layer.Shape, kernels, tap => ((tap / layer.Kernel * layer.Dilation) - layer.Padding, (tap % layer.Kernel * layer.Dilation) - layer.Padding));

    public override long ScratchOf(StepLayouts layouts, StepMethod method, KernelSet kernels) =>
        ((DirectOrWinograd)method).Scratch(layouts.First, LayoutOf(layouts), Epilogue, kernels);

    public override void Run(in StepRun run, int pass, in Worker worker)
    {
        var method = (DirectOrWinograd)run.Method;
        if (pass == 0)
        {
            if (layer.Bias is { } values && worker.Index == 0)
            {
                Buffer.MemoryCopy(values.Values, bias.Floats, bias.Bytes, (long)layer.Shape.Outputs * sizeof(float));
            }

            method.Pack(worker, layer, WeightSource.Of(layer.Weight.Values, layer.Shape), layer.Shape, layer.KernelsOf(run.Kernels));
            return;
        }

        method.Convolve(run, worker, layer.Packing, bias.Floats, layer.Shape, layer.Stride);
    }

    public override string Describe(StepMethod method) => layer.Description + (((DirectOrWinograd)method).IsWinograd ? " Winograd" : "");

    public override double MacsFor(Layout input, Layout output) => layer.MacsFor(output);

    public override void Release()
    {
        base.Release();
        bias.Dispose();
        layer.Release();
    }
}

/// <summary>The gradient of a convolution's or a linear layer's input: a convolution of the output's gradient with the weights turned round.</summary>
/// <param name="layer">The layer.</param>
/// <param name="gradient">The gradient of the output.</param>
/// <param name="forwardInput">The input, whose shape the result has.</param>
/// <param name="output">The gradient of the input.</param>
internal sealed unsafe class InputGradientStep(ConvolutionLayer layer, int gradient, int forwardInput, int output) : Step([gradient], output)
{
    public override int Passes => 2;

    // A strided convolution's last rows may lie beyond those of its output.
    public override int HaloOfInput => layer.IsLinear ? 0 : Math.Max(0, layer.Reach - 1 - layer.Padding);

    public override PassKind KindOf(int pass, StepLayouts layouts, StepMethod method) => layer.KindOf(pass);

    public override Layout LayoutOf(StepLayouts layouts) => layer.IsLinear ? layouts.Vectors(layer.Transposed.Outputs) : layouts.Values[forwardInput];

    public override StepMethod MethodFor(StepLayouts layouts, int threads, KernelSet kernels)
    {
        if (layer.Stride > 1)
        {
            return new Phases(layer, layouts.First, kernels);
        }

        var padding = layer.Reach - 1 - layer.Padding;
        return DirectOrWinograd.For(layer, layouts.First, LayoutOf(layouts), threads, layer.Transposed, kernels, tap => ((tap / layer.Kernel * layer.Dilation) - padding, (tap % layer.Kernel * layer.Dilation) - padding));
    }

    public override long ScratchOf(StepLayouts layouts, StepMethod method, KernelSet kernels) => method is DirectOrWinograd direct
        ? direct.Scratch(layouts.First, LayoutOf(layouts), Epilogue, kernels)
        : kernels.ConvolveTransposedScratch(new TransposedConvolutionJob { Epilogue = new Epilogue { Output = new MapView(LayoutOf(layouts), null) } });

    public override void Run(in StepRun run, int pass, in Worker worker)
    {
        if (run.Method is DirectOrWinograd direct)
        {
            if (pass == 0)
            {
                var taps = layer.Shape.Taps;
                int[] turned = [.. Enumerable.Range(0, taps).Select(tap => taps - 1 - tap)];
                direct.Pack(worker, layer, WeightSource.TransposeOf(layer.Weight.Values, layer.Shape, turned), layer.Transposed, layer.KernelsOf(run.Kernels));
                return;
            }

            direct.Convolve(run, worker, layer.Packing, layer.Zeros, layer.Transposed, 1);
            return;
        }

        ((Phases)run.Method).Run(run, pass, worker);
    }

    public override string Describe(StepMethod method) => $"input gradient of {layer.Description}{(method is DirectOrWinograd { IsWinograd: true } ? " Winograd" : "")}";

    public override double MacsFor(Layout input, Layout output) => layer.MacsFor(input);

    /// <summary>The pixels of a strided convolution's input by the remainders of their rows and columns: those of a phase meet the same places of the kernel.</summary>
    private sealed class Phases(ConvolutionLayer layer, Layout gradient, KernelSet kernels) : StepMethod
    {
        private readonly (PackedShape Shape, int[] Taps, long[] Offsets)[] phases = [.. Enumerable.Range(0, layer.Stride * layer.Stride).Select(phase => Of(layer, gradient, kernels.ElementSize, phase / layer.Stride, phase % layer.Stride))];

        public void Run(in StepRun run, int pass, in Worker worker)
        {
            var weights = stackalloc byte*[phases.Length];
            var offsets = stackalloc long*[phases.Length];
            var segments = stackalloc int[phases.Length];
            var place = layer.Packing;
            for (var i = 0; i < phases.Length; i++)
            {
                var (shape, taps, _) = phases[i];
                weights[i] = place;
                segments[i] = shape.Segments;
                if (pass == 0 && taps.Length > 0)
                {
                    layer.Pack(worker, WeightSource.TransposeOf(layer.Weight.Values, layer.Shape, taps), shape, run.Kernels, place);
                }

                place += shape.PackedLength * run.Kernels.ElementSize;
            }

            if (pass == 0)
            {
                return;
            }

            for (var i = 0; i < phases.Length; i++)
            {
                offsets[i] = (long*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(phases[i].Offsets));
            }

            run.Kernels.ConvolveTransposed(
                new TransposedConvolutionJob
                {
                    Gradient = run.Input(), Epilogue = run.Epilogue(), Weights = weights, Offsets = offsets, Segments = segments, Stride = layer.Stride,
                    GroupBlocks = layer.Transposed.GroupBlocks, GroupInputs = layer.Transposed.HasGroupBlocks ? layer.Transposed.InputBlocks : 0,
                },
                worker);
        }

        private static (PackedShape Shape, int[] Taps, long[] Offsets) Of(ConvolutionLayer layer, Layout gradient, int elementSize, int row, int column)
        {
            var (kernel, stride) = (layer.Kernel, layer.Stride);
            int[] taps = [.. Enumerable.Range(0, kernel * kernel).Where(tap => Offset(tap / kernel, row) % stride == 0 && Offset(tap % kernel, column) % stride == 0)];
            var shape = layer.Transposed with { Taps = taps.Length };
            return (shape, taps, ConvolutionLayer.Offsets(gradient, elementSize, shape, tap => (Offset(taps[tap] / kernel, row) / stride, Offset(taps[tap] % kernel, column) / stride)));

            // From the pixel of the phase to the place where a window began, in rows or columns of the input.
            int Offset(int place, int phase) => phase + layer.Padding - (place * layer.Dilation);
        }
    }
}

/// <summary>The gradient of a convolution's or a linear layer's weights and bias. The first pass sums, and the second adds the sums to the gradients.</summary>
/// <param name="layer">The layer.</param>
/// <param name="gradient">The gradient of the output.</param>
/// <param name="input">The input.</param>
/// <param name="isOfImages">Whether the input is what an <see cref="ImageCopyStep"/> made.</param>
internal sealed unsafe class WeightGradientStep(ConvolutionLayer layer, int gradient, int input, bool isOfImages = false) : Step([gradient, input], StepEpilogue.NoValue)
{
    public override int Passes => 2;

    public override int HaloOfInput => isOfImages ? 0 : layer.Padding;

    public override bool ReadsHaloOf(int position) => position == 1 && HaloOfInput > 0;

    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    public override StepMethod MethodFor(StepLayouts layouts, int threads, KernelSet kernels) => new Sharing(layouts.First.Blocks >= 4 * threads && !layer.HasSmallWeights);

    public override PassKind KindOf(int pass, StepLayouts layouts, StepMethod method) =>
        layer.IsLinear || isOfImages || !layer.HasSmallWeights ? PassKind.Together : pass == 0 ? PassKind.ByImage : PassKind.OfSums;

    public override long ScratchOf(StepLayouts layouts, StepMethod method, KernelSet kernels) =>
        OwnScratch(layouts.First, (Sharing)method)
        + layer.KernelsOf(kernels).WeightGradientScratch(
            new WeightGradientJob { Images = isOfImages ? new PaddedImages(null, layer.Shape.Inputs, 0, 0, 0) : default, Gradient = new MapView(layouts.First, null), Kernel = layer.Kernel });

    public override void Run(in StepRun run, int pass, in Worker worker)
    {
        var hasBias = layer.Bias is { IsFrozen: false };
        if (layer.Weight.IsFrozen && !hasBias)
        {
            return;
        }

        var (gradients, inputs) = (run.Input(), run.Input(1));
        var sharesBlocks = ((Sharing)run.Method).SharesBlocks;
        var biasSums = BiasSums(gradients.Layout);
        if (pass == 0)
        {
            if (!layer.Weight.IsFrozen)
            {
                run.KernelsOf(gradients.Layout).WeightGradient(
                    new WeightGradientJob
                    {
                        Input = isOfImages ? default : inputs, Images = isOfImages ? ImageCopyStep.ViewOf(run, input, layer.Shape.Inputs, layer.Padding) : default, Gradient = gradients,
                        Kernel = layer.Kernel, Stride = layer.Stride, Padding = layer.Padding, Dilation = layer.Dilation,
                        Weights = sharesBlocks ? (float*)layer.Packing : (float*)(worker.Scratch + biasSums), GroupBlocks = layer.Shape.GroupBlocks, InputBlocks = layer.Shape.InputBlocks, SharesBlocks = sharesBlocks,
                        Continues = run.ContinuesSums,
                    },
                    worker.WithScratchAt(OwnScratch(gradients.Layout, (Sharing)run.Method)));
            }

            if (hasBias)
            {
                run.KernelsOf(gradients.Layout).SumChannels(new ChannelSumsJob { Input = gradients, Origin = layer.Zeros, Sums = (double*)worker.Scratch, Continues = run.ContinuesSums }, worker);
            }

            return;
        }

        var (begin, end) = worker.ShareOf(gradients.Layout.Blocks);
        for (var share = 0; !layer.Weight.IsFrozen && share < (sharesBlocks ? 1 : worker.Count); share++)
        {
            var sums = sharesBlocks ? (float*)layer.Packing : (float*)(worker.ScratchOf(share) + biasSums);
            if (isOfImages)
            {
                PackedWeights.UnpackImages(sums, layer.Shape, (int)begin, (int)end, layer.Weight.Gradient);
            }
            else
            {
                PackedWeights.Unpack(sums, layer.Shape, (int)begin, (int)end, WeightSource.Of(layer.Weight.Gradient, layer.Shape));
            }
        }

        for (var channel = begin * Layout.Lanes; hasBias && channel < Math.Min(end * Layout.Lanes, layer.Shape.Outputs); channel++)
        {
            double sum = 0;
            for (var share = 0; share < worker.Count; share++)
            {
                sum += ((double*)worker.ScratchOf(share))[(channel / Layout.Lanes * 2 * Layout.Lanes) + (channel % Layout.Lanes)];
            }

            layer.Bias!.Gradient[channel] += (float)sum;
        }
    }

    public override string Describe(StepMethod method) => $"weight gradient of {layer.Description}{(isOfImages ? " of images" : "")}";

    public override double MacsFor(Layout input, Layout output) => layer.MacsFor(input);

    // Sums of a worker, in front of the kernels' memory.
    private long OwnScratch(Layout output, Sharing method) => BiasSums(output) + (method.SharesBlocks ? 0 : layer.Shape.PackedLength * sizeof(float));

    private long BiasSums(Layout output) => layer.Bias is null ? 0 : output.Blocks * 2L * Layout.Lanes * sizeof(double);

    private sealed class Sharing(bool sharesBlocks) : StepMethod
    {
        public bool SharesBlocks { get; } = sharesBlocks;
    }
}

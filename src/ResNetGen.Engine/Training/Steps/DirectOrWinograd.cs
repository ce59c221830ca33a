using System;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Planning;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Training.Steps;

/// <summary>How a convolution of stride 1, or a strided one forward, is computed.</summary>
internal sealed unsafe class DirectOrWinograd : StepMethod
{
    private readonly int maxTiles;
    private readonly long[] offsets;

    private DirectOrWinograd(bool isWinograd, int maxTiles, long[] offsets) => (IsWinograd, this.maxTiles, this.offsets) = (isWinograd, maxTiles, offsets);

    public bool IsWinograd { get; }

    /// <summary>Chooses by estimated cost.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">What is read.</param>
    /// <param name="output">What is written.</param>
    /// <param name="threads">The threads that share the work.</param>
    /// <param name="shape">The shape of the weights as they are read.</param>
    /// <param name="kernels">The kernels. Transforms in bfloat16 would cost four times the rounding errors of its products, and in float32 time: it is computed directly.</param>
    /// <param name="placeOf">The row and the column of a tap, from the pixel under the output's.</param>
    public static DirectOrWinograd For(
        ConvolutionLayer layer, Layout input, Layout output, int threads, PackedShape shape, KernelSet kernels, Func<int, (int Row, int Column)> placeOf)
    {
        if (layer.CanBeWinograd && kernels.ElementSize == sizeof(float))
        {
            var cost = ConvolutionCost.Of(input, output, threads, sizeof(float), sizeof(float), weightsAreCached: false);
            if (cost.PrefersWinograd)
            {
                return new DirectOrWinograd(true, cost.MaxTiles, []);
            }
        }

        return new DirectOrWinograd(false, 0, ConvolutionLayer.Offsets(input, layer.KernelsOf(kernels).ElementSize, shape, placeOf));
    }

    public long Scratch(Layout input, Layout output, StepEpilogue epilogue, KernelSet kernels) => IsWinograd
        ? kernels.ConvolveWinogradScratch(new WinogradJob { Input = new MapView(input, null), Epilogue = new Epilogue { After = epilogue.After, Output = new MapView(output, null) }, MaxTiles = maxTiles, IsRounded = true })
        : 0;

    public void Pack(in Worker worker, ConvolutionLayer layer, in WeightSource source, PackedShape shape, KernelSet kernels)
    {
        if (IsWinograd)
        {
            ConvolutionLayer.PackWinograd(worker, source, shape, kernels, (float*)layer.Packing);
        }
        else
        {
            layer.Pack(worker, source, shape, kernels, layer.Packing);
        }
    }

    public void Convolve(in StepRun run, in Worker worker, byte* weights, float* bias, PackedShape shape, int stride)
    {
        var input = run.Input();
        if (IsWinograd)
        {
            run.Kernels.ConvolveWinograd(
                new WinogradJob { Input = input, Epilogue = run.Epilogue(), Weights = weights, Bias = bias, MaxTiles = maxTiles, IsRounded = true }, worker);
            return;
        }

        fixed (long* places = offsets)
        {
            run.KernelsOf(input.Layout).Convolve(
                new ConvolutionJob
                {
                    Input = input, Epilogue = run.Epilogue(), Weights = weights, Bias = bias, Offsets = places, Segments = shape.Segments, Stride = stride,
                    GroupBlocks = shape.GroupBlocks, GroupInputs = shape.HasGroupBlocks ? shape.InputBlocks : 0,
                },
                worker);
        }
    }
}

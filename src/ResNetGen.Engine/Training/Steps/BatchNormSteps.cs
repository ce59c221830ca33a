using System;
using System.Collections.Generic;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Planning;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Training.Steps;

/// <summary>A batch normalization in training: its tensors, and what is computed for each channel.</summary>
internal sealed unsafe class BatchNormLayer(BatchNorm norm, int number, TrainingParameter weight, TrainingParameter bias, TrainingParameter mean, TrainingParameter variance, TrainingState state)
{
    /// <summary>Whether the norm uses the statistics of the batch, and updates the running ones; otherwise it uses the running ones.</summary>
    public bool UsesBatchStatistics => state.IsTraining(number);

    public int Channels => norm.Channels;

    public int Blocks => Layout.BlocksOf(norm.Channels);

    /// <summary>The kind of a pass: the first sums, the second computes statistics or coefficients of the sums, the third maps.</summary>
    public static PassKind KindOf(int pass, Layout input) => pass == 1 && !input.IsVectors ? PassKind.OfSums : Step.ByImage(input);

    /// <summary>Bytes of the sums of a worker.</summary>
    public long SumsBytes => Blocks * 2L * Layout.Lanes * sizeof(double);

    /// <summary>Computes the factor and the constant of a channel from its statistics, and updates the running ones.</summary>
    /// <param name="to">Receives them.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="ofBatch">The mean and the variance of the batch, and the number of its values.</param>
    public void SetStatistics(in ChannelStatistics to, int channel, (double Mean, double Variance, double Count) ofBatch)
    {
        var (batchMean, batchVariance, count) = ofBatch;
        if (!UsesBatchStatistics)
        {
            (batchMean, batchVariance) = (mean.Values[channel], variance.Values[channel]);
        }
        else
        {
            // The running variance is that of a sample, as PyTorch counts it.
            mean.Values[channel] = (float)(((1 - norm.Momentum) * mean.Values[channel]) + (norm.Momentum * batchMean));
            variance.Values[channel] = (float)(((1 - norm.Momentum) * variance.Values[channel]) + (norm.Momentum * batchVariance * count / (count - 1)));
        }

        var reciprocal = 1 / Math.Sqrt(batchVariance + norm.Epsilon);
        var factor = weight.Values[channel] * reciprocal;
        to.Scale[channel] = (float)factor;
        to.Shift[channel] = (float)(bias.Values[channel] - (batchMean * factor));
        to.Mean[channel] = (float)batchMean;
        to.Reciprocal[channel] = (float)reciprocal;
    }

    /// <summary>Adds to the gradients of weight and bias, and computes the coefficients of the input's gradient.</summary>
    /// <param name="of">The statistics, which receive the coefficients.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="sum">The sum of the result's gradient.</param>
    /// <param name="products">The sum of its products with the input, counted from the mean.</param>
    /// <param name="count">The values of the channel.</param>
    public void SetGradient(in ChannelStatistics of, int channel, double sum, double products, double count)
    {
        double reciprocal = of.Reciprocal[channel], factor = of.Scale[channel];
        if (!weight.IsFrozen)
        {
            weight.Gradient[channel] += (float)(products * reciprocal);
        }

        if (!bias.IsFrozen)
        {
            bias.Gradient[channel] += (float)sum;
        }

        // Running statistics do not depend on the input.
        var slope = UsesBatchStatistics ? -factor * reciprocal * reciprocal * products / count : 0;
        of.Slope[channel] = (float)slope;
        of.Constant[channel] = (float)(UsesBatchStatistics ? (-factor * sum / count) - (slope * of.Mean[channel]) : 0);
    }
}

/// <summary>The statistics and coefficients of each channel of a batch normalization in one call: a value of the plan. Channels that fill up the last block have zeros.</summary>
/// <param name="values">The memory of the value.</param>
/// <param name="blocks">The blocks of the norm's channels.</param>
internal readonly unsafe struct ChannelStatistics(byte* values, int blocks)
{
    private const int Arrays = 6;

    /// <summary>The factor that normalizes a value, which is also that of the gradient.</summary>
    public float* Scale => Array(0);

    /// <summary>The constant that normalizes a value.</summary>
    public float* Shift => Array(1);

    public float* Mean => Array(2);

    /// <summary>The reciprocal of the deviation.</summary>
    public float* Reciprocal => Array(3);

    /// <summary>By how much the input's gradient depends on the input.</summary>
    public float* Slope => Array(4);

    /// <summary>The constant of the input's gradient.</summary>
    public float* Constant => Array(5);

    /// <summary>The layout of the value.</summary>
    public static Layout LayoutFor(int blocks) => new(1, Arrays * blocks * Layout.Lanes, 1, 1, 0, IsVectors: true);

    /// <summary>Sets what there is of a channel to zero.</summary>
    public void Clear(int channel)
    {
        for (var number = 0; number < Arrays; number++)
        {
            Array(number)[channel] = 0;
        }
    }

    private float* Array(int number) => (float*)values + ((long)number * blocks * Layout.Lanes);
}

/// <summary>A batch normalization forward, with its epilogue: sums, statistics, and the result.</summary>
internal sealed unsafe class BatchNormStep(BatchNormLayer layer, int input, int output, int statistics) : Step([input], output)
{
    public override int Passes => 3;

    public override IEnumerable<int> Writes => [Output, statistics];

    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    public override Layout LayoutOfWritten(int position, StepLayouts layouts) => position == 0 ? layouts.First : ChannelStatistics.LayoutFor(layer.Blocks);

    public override PassKind KindOf(int pass, StepLayouts layouts, StepMethod method) => BatchNormLayer.KindOf(pass, layouts.First);

    public override long ScratchOf(StepLayouts layouts, StepMethod method, KernelSet kernels) => layer.SumsBytes + (layer.Blocks * Layout.Lanes * sizeof(float));

    public override void Run(in StepRun run, int pass, in Worker worker)
    {
        var map = run.Input();
        var kernels = run.KernelsOf(map.Layout);
        switch (pass)
        {
            case 0:
                if (layer.UsesBatchStatistics)
                {
                    var origin = (float*)(worker.Scratch + layer.SumsBytes);
                    if (!run.ContinuesSums)
                    {
                        SetOrigin(map, kernels, origin);
                    }

                    kernels.SumChannels(new ChannelSumsJob { Input = map, Origin = origin, Sums = (double*)worker.Scratch, Continues = run.ContinuesSums }, worker);
                }

                break;
            case 1:
                SetStatistics(map, new ChannelStatistics(run.View(statistics).Data, layer.Blocks), worker);
                break;
            default:
                var channels = new ChannelStatistics(run.View(statistics).Data, layer.Blocks);
                kernels.Affine(new AffineJob { Input = map, Scale = channels.Scale, Shift = channels.Shift, Epilogue = run.Epilogue() }, worker);
                break;
        }
    }

    public override string Describe(StepMethod method) => "norm";

    // The first pixel of each channel, from which the others do not differ by much more than the deviation.
    private void SetOrigin(in MapView map, KernelSet kernels, float* origin)
    {
        for (var block = 0; block < layer.Blocks; block++)
        {
            for (var lane = 0; lane < Layout.Lanes; lane++)
            {
                origin[(block * Layout.Lanes) + lane] = kernels.ElementSize == sizeof(float)
                    ? ((float*)map.Data)[(block * map.Layout.Plane) + lane]
                    : BFloat16.Read(map.Data + (((block * map.Layout.Plane) + lane) * sizeof(ushort)));
            }
        }
    }

    private void SetStatistics(in MapView map, in ChannelStatistics to, in Worker worker)
    {
        var pixels = (double)map.Layout.Height * map.Layout.Width;
        var (begin, end) = worker.ShareOf(layer.Blocks);
        for (var channel = (int)begin * Layout.Lanes; channel < Math.Min(end * Layout.Lanes, layer.Channels); channel++)
        {
            double sum = 0, squares = 0, origin = 0;
            for (var share = 0; layer.UsesBatchStatistics && share < worker.Count; share++)
            {
                var sums = (double*)worker.ScratchOf(share) + (channel / Layout.Lanes * 2 * Layout.Lanes) + (channel % Layout.Lanes);
                var ofShare = ((float*)(worker.ScratchOf(share) + layer.SumsBytes))[channel];
                origin = share == 0 ? ofShare : origin;

                // Shares of images count from pixels of their own; those of rows from the same one.
                var (first, last) = new Worker(share, worker.Count, null).ShareOf(map.Layout.Images);
                double distance = ofShare - origin, moved = distance * (last - first) * pixels;
                squares += sums[Layout.Lanes] + (distance * ((2 * sums[0]) + moved));
                sum += sums[0] + moved;
            }

            var (count, mean) = (map.Layout.Images * pixels, sum / (map.Layout.Images * pixels));
            layer.SetStatistics(to, channel, (origin + mean, Math.Max(0, (squares / count) - (mean * mean)), count));
        }

        for (var channel = layer.Channels; end == layer.Blocks && channel < layer.Blocks * Layout.Lanes; channel++)
        {
            to.Clear(channel);
        }
    }
}

/// <summary>The result of a batch normalization again, which the forward pass did not keep.</summary>
internal sealed unsafe class BatchNormAgainStep(BatchNormLayer layer, int input, int statistics, int output) : Step([input, statistics], output)
{
    public override Layout LayoutOf(StepLayouts layouts) => layouts.First;

    public override PassKind KindOf(int pass, StepLayouts layouts, StepMethod method) => ByImage(layouts.First);

    public override void Run(in StepRun run, int pass, in Worker worker)
    {
        var map = run.Input();
        var channels = new ChannelStatistics(run.Input(1).Data, layer.Blocks);
        run.KernelsOf(map.Layout).Affine(new AffineJob { Input = map, Scale = channels.Scale, Shift = channels.Shift, Epilogue = run.Epilogue() }, worker);
    }

    public override string Describe(StepMethod method) => "norm again";
}

/// <summary>The gradient of a batch normalization and of the activation behind it.</summary>
/// <param name="layer">The norm.</param>
/// <param name="activation">The activation behind it, or behind the addition to its result.</param>
/// <param name="gradient">The gradient of the result.</param>
/// <param name="input">The norm's input.</param>
/// <param name="statistics">What the forward pass left of each channel.</param>
/// <param name="result">The result, where a value was added; <see cref="StepEpilogue.NoValue"/> otherwise.</param>
/// <param name="output">The gradient of the input.</param>
/// <param name="addend">The gradient of what was added; <see cref="StepEpilogue.NoValue"/> where it is that of the result.</param>
internal sealed unsafe class BatchNormGradientStep(BatchNormLayer layer, ActivationStep activation, int gradient, int input, int statistics, int result, int output, int addend)
    : Step(result == StepEpilogue.NoValue ? [gradient, input, statistics] : [gradient, input, statistics, result], output)
{
    public override int Passes => 3;

    // Each pass reads a place before the last writes it.
    public override bool IsPointwise => true;

    public override IEnumerable<int> Writes => addend == StepEpilogue.NoValue ? [Output] : [Output, addend];

    public override Layout LayoutOf(StepLayouts layouts) => layouts.Inputs[1];

    public override PassKind KindOf(int pass, StepLayouts layouts, StepMethod method) => BatchNormLayer.KindOf(pass, layouts.Inputs[1]);

    public override long ScratchOf(StepLayouts layouts, StepMethod method, KernelSet kernels) => layer.SumsBytes;

    public override void Run(in StepRun run, int pass, in Worker worker)
    {
        var map = run.Input(1);
        var channels = new ChannelStatistics(run.Input(2).Data, layer.Blocks);
        var job = new NormGradientJob
        {
            Gradient = run.Input(), Input = map, Output = result == StepEpilogue.NoValue ? null : run.Input(3).Data,
            Scale = channels.Scale, Shift = channels.Shift, Mean = channels.Mean, Activation = activation, Sums = (double*)worker.Scratch, ContinuesSums = run.ContinuesSums,
            Factor = channels.Scale, Slope = channels.Slope, Constant = channels.Constant, InputGradient = run.Output.Data, ClearsHalo = run.ClearsHaloOf(Output),
        };
        if (Epilogue.Addend != StepEpilogue.NoValue)
        {
            job.Other = run.View(Epilogue.Addend).Data;
        }

        if (addend != StepEpilogue.NoValue)
        {
            job.AddendGradient = run.View(addend).Data;
            job.ClearsAddendHalo = run.ClearsHaloOf(addend);
        }

        switch (pass)
        {
            case 0:
                run.KernelsOf(map.Layout).SumNormGradients(job, worker);
                break;
            case 1:
                SetGradients(map.Layout, channels, worker);
                break;
            default:
                run.KernelsOf(map.Layout).NormGradient(job, worker);
                break;
        }
    }

    public override string Describe(StepMethod method) => "gradient of norm";

    private void SetGradients(Layout layout, in ChannelStatistics channels, in Worker worker)
    {
        var count = (double)layout.Images * layout.Height * layout.Width;
        var (begin, end) = worker.ShareOf(layer.Blocks);
        for (var channel = (int)begin * Layout.Lanes; channel < Math.Min(end * Layout.Lanes, layer.Channels); channel++)
        {
            double sum = 0, products = 0;
            for (var share = 0; share < worker.Count; share++)
            {
                var sums = (double*)worker.ScratchOf(share) + (channel / Layout.Lanes * 2 * Layout.Lanes) + (channel % Layout.Lanes);
                sum += sums[0];
                products += sums[Layout.Lanes];
            }

            layer.SetGradient(channels, channel, sum, products, count);
        }
    }
}

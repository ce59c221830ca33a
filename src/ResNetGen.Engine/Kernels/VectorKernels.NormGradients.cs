using System;
using System.Runtime.CompilerServices;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Kernels;

/// <content>The gradient of norms and activations.</content>
internal sealed unsafe partial class VectorKernels<TSimd, TVector, TElement, TCall>
{
    public override void SumNormGradients(in NormGradientJob job, in Worker worker)
    {
        var layout = job.Input.Layout;
        float* partial = stackalloc float[2 * Layout.Lanes], gradients = stackalloc float[RowFloats], arguments = stackalloc float[RowFloats];
        if (!job.ContinuesSums)
        {
            new Span<double>(job.Sums, layout.Blocks * 2 * Layout.Lanes).Clear();
        }

        var rows = new Rows(layout, worker);
        var sums = new RunningSums(partial);
        while (rows.Next())
        {
            sums.MoveTo(job.Sums + (rows.Block * 2L * Layout.Lanes));
            var row = OffsetOf(layout, rows.Image, rows.Block, rows.Y);
            for (var x = 0; x < layout.Width; x += RowPixels)
            {
                var count = Math.Min(RowPixels, layout.Width - x);
                var at = row + ((long)x * Pixel);
                var channel = rows.Block * Layout.Lanes;
                switch (MaskOf(job))
                {
                    case GradientMask.None:
                        SumMasked<MaskNone>(job, at, count, channel, partial);
                        break;
                    case GradientMask.ReluOfNorm:
                        SumMasked<MaskReluOfNorm>(job, at, count, channel, partial);
                        break;
                    case GradientMask.ReluOfOutput:
                        SumMasked<MaskReluOfOutput>(job, at, count, channel, partial);
                        break;
                    default:
                        ReadGradients(job, at, count, channel, gradients, arguments);
                        SumProducts(gradients, job.Input.Data + at, count, job.Mean + channel, partial);
                        break;
                }

                sums.Add(count);
            }
        }

        sums.Flush();
    }

    public override void NormGradient(in NormGradientJob job, in Worker worker)
    {
        var layout = job.Input.Layout;
        float* gradients = stackalloc float[RowFloats], arguments = stackalloc float[RowFloats];
        var rows = new Rows(layout, worker);
        while (rows.Next())
        {
            var row = OffsetOf(layout, rows.Image, rows.Block, rows.Y);
            for (var x = 0; x < layout.Width; x += RowPixels)
            {
                var count = Math.Min(RowPixels, layout.Width - x);
                var at = row + ((long)x * Pixel);
                var channel = rows.Block * Layout.Lanes;
                switch (MaskOf(job))
                {
                    case GradientMask.None:
                        CombineMasked<MaskNone>(job, at, count, channel, gradients, arguments);
                        break;
                    case GradientMask.ReluOfNorm:
                        CombineMasked<MaskReluOfNorm>(job, at, count, channel, gradients, arguments);
                        break;
                    case GradientMask.ReluOfOutput:
                        CombineMasked<MaskReluOfOutput>(job, at, count, channel, gradients, arguments);
                        break;
                    default:
                        ReadGradients(job, at, count, channel, gradients, arguments);
                        if (job.AddendGradient != null)
                        {
                            TElement.StorePixels(job.AddendGradient + at, Pixel, gradients, count);
                        }

                        Combine(job, gradients, at, count, channel);
                        TElement.StorePixels(job.InputGradient + at, Pixel, gradients, count);
                        break;
                }
            }

            if (job.ClearsHalo)
            {
                ClearHalo(layout, job.InputGradient + row, rows.Y);
            }

            if (job.AddendGradient != null && job.ClearsAddendHalo)
            {
                ClearHalo(layout, job.AddendGradient + row, rows.Y);
            }
        }
    }

    /// <summary>The gradient behind the activation for some pixels of a block.</summary>
    /// <param name="job">The job.</param>
    /// <param name="at">The bytes from the first pixel to the first of these.</param>
    /// <param name="pixels">The number of pixels, at most <see cref="RowPixels"/>.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="gradients">Receives the gradients.</param>
    /// <param name="arguments">Memory for as many values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadGradients(in NormGradientJob job, long at, long pixels, long channel, float* gradients, float* arguments)
    {
        var from = job.Gradient.Data + at;
        for (long i = 0; i < pixels * Layout.Lanes; i += TSimd.Width)
        {
            TSimd.Store(gradients + i, TElement.Load(from + (i * TElement.Size)));
        }

        if (job.Activation.IsNone)
        {
            return;
        }

        if (job.Output != null)
        {
            for (long i = 0; i < pixels * Layout.Lanes; i += TSimd.Width)
            {
                TSimd.Store(arguments + i, TElement.Load(job.Output + at + (i * TElement.Size)));
            }
        }
        else
        {
            Scale<TElement, Float32<TSimd, TVector>, TileEpilogueNone>(
                job.Input.Data + at, Pixel, pixels, job.Scale + channel, job.Shift + channel, (byte*)arguments);
        }

        MultiplyByDerivative(gradients, arguments, pixels * Layout.Lanes, job.Activation);
    }

    /// <summary>Multiplies gradients by the derivative of an activation at its arguments.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyByDerivative(float* gradients, float* arguments, long count, ActivationStep step)
    {
        var one = TSimd.Broadcast(1.0f);
        switch (step.Function)
        {
            case ActivationFunction.Relu:
                for (long i = 0; i < count; i += TSimd.Width)
                {
                    TSimd.Store(gradients + i, IfPositive(TSimd.Load(arguments + i), TSimd.Load(gradients + i), TSimd.Zero));
                }

                break;
            case ActivationFunction.LeakyRelu:
                var slope = TSimd.Broadcast(step.NegativeSlope);
                for (long i = 0; i < count; i += TSimd.Width)
                {
                    var gradient = TSimd.Load(gradients + i);
                    TSimd.Store(gradients + i, IfPositive(TSimd.Load(arguments + i), gradient, TSimd.Multiply(gradient, slope)));
                }

                break;
            case ActivationFunction.Sigmoid:
                for (long i = 0; i < count; i += TSimd.Width)
                {
                    var s = Sigmoid(TSimd.Load(arguments + i));
                    TSimd.Store(gradients + i, TSimd.Multiply(TSimd.Load(gradients + i), TSimd.Multiply(s, TSimd.Subtract(one, s))));
                }

                break;
            case ActivationFunction.Silu:
                for (long i = 0; i < count; i += TSimd.Width)
                {
                    var x = TSimd.Load(arguments + i);
                    var s = Sigmoid(x);
                    var derivative = TSimd.Multiply(s, TSimd.MultiplyAdd(x, TSimd.Subtract(one, s), one));
                    TSimd.Store(gradients + i, TSimd.Multiply(TSimd.Load(gradients + i), derivative));
                }

                break;
            case ActivationFunction.Gelu:
                for (long i = 0; i < count; i += TSimd.Width)
                {
                    var x = TSimd.Load(arguments + i);
                    // The normal distribution's density, 1 over the root of 2 pi at 0.
                    var density = TSimd.Multiply(TSimd.Broadcast(0.39894228f), Exponential(TSimd.Multiply(TSimd.Multiply(x, x), TSimd.Broadcast(-0.5f))));
                    TSimd.Store(gradients + i, TSimd.Multiply(TSimd.Load(gradients + i), TSimd.MultiplyAdd(x, density, NormalDistribution(x))));
                }

                break;
            default:
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector IfPositive(TVector x, TVector then, TVector otherwise) => TSimd.IfNegative(TSimd.Subtract(TSimd.Zero, x), then, otherwise);

    /// <summary>Adds g and g * (x - mean) for some pixels of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumProducts(float* gradients, byte* input, long pixels, float* mean, float* sums)
    {
        for (var part = 0; part < Layout.Lanes; part += TSimd.Width)
        {
            var start = TSimd.Load(mean + part);
            TVector sum = TSimd.Zero, products = TSimd.Zero;
            for (long i = 0; i < pixels; ++i)
            {
                var gradient = TSimd.Load(gradients + (i * Layout.Lanes) + part);
                sum = TSimd.Add(sum, gradient);
                products = TSimd.MultiplyAdd(gradient, TSimd.Subtract(TElement.Load(input + (i * Pixel) + (part * TElement.Size)), start), products);
            }

            TSimd.Store(sums + part, TSimd.Add(TSimd.Load(sums + part), sum));
            TSimd.Store(sums + Layout.Lanes + part, TSimd.Add(TSimd.Load(sums + Layout.Lanes + part), products));
        }
    }

    /// <summary>factor * g + slope * x + constant for some pixels of a block, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Combine(in NormGradientJob job, float* gradients, long at, long pixels, long channel)
    {
        for (var part = 0; part < Layout.Lanes; part += TSimd.Width)
        {
            var factor = TSimd.Load(job.Factor + channel + part);
            var slope = TSimd.Load(job.Slope + channel + part);
            var constant = TSimd.Load(job.Constant + channel + part);
            var input = job.Input.Data + at + (part * TElement.Size);
            var values = gradients + part;
            for (long i = 0; i < pixels; ++i, input += Pixel, values += Layout.Lanes)
            {
                var sum = TSimd.MultiplyAdd(factor, TSimd.Load(values), TSimd.MultiplyAdd(slope, TElement.Load(input), constant));
                if (job.Other != null)
                {
                    sum = TSimd.Add(sum, TElement.Load(job.Other + at + (part * TElement.Size) + (i * Pixel)));
                }

                TSimd.Store(values, sum);
            }
        }
    }

    /// <summary>The activations whose gradient is computed in one loop with what follows.</summary>
    private static GradientMask MaskOf(in NormGradientJob job) => job.Activation.Function switch
    {
        ActivationFunction.None => GradientMask.None,
        ActivationFunction.Relu => job.Output == null ? GradientMask.ReluOfNorm : GradientMask.ReluOfOutput,
        _ => GradientMask.Other,
    };

    /// <summary>Adds the sums of <see cref="SumProducts"/> without a buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumMasked<TMask>(in NormGradientJob job, long at, long pixels, long channel, float* sums)
        where TMask : struct, IGradientMask
    {
        for (var part = 0; part < Layout.Lanes; part += TSimd.Width)
        {
            TVector scale = TSimd.Load(job.Scale + channel + part), shift = TSimd.Load(job.Shift + channel + part), mean = TSimd.Load(job.Mean + channel + part);
            TVector sum = TSimd.Zero, products = TSimd.Zero;
            var place = at + (part * TElement.Size);
            for (long i = 0; i < pixels; ++i, place += Pixel)
            {
                var x = TElement.Load(job.Input.Data + place);
                var gradient = Masked<TMask>(job, place, x, scale, shift);
                sum = TSimd.Add(sum, gradient);
                products = TSimd.MultiplyAdd(gradient, TSimd.Subtract(x, mean), products);
            }

            TSimd.Store(sums + part, TSimd.Add(TSimd.Load(sums + part), sum));
            TSimd.Store(sums + Layout.Lanes + part, TSimd.Add(TSimd.Load(sums + Layout.Lanes + part), products));
        }
    }

    /// <summary>Computes the input's gradient as <see cref="Combine"/> does, in one loop. The buffers are for elements that are rounded pixels at a time.</summary>
    private static void CombineMasked<TMask>(in NormGradientJob job, long at, long pixels, long channel, float* gradients, float* ofAddend)
        where TMask : struct, IGradientMask
    {
        var hasAddend = job.AddendGradient != null;
        if (!TElement.StoresPixels)
        {
            CombineMasked<TMask, TElement>(job, at, pixels, channel, job.InputGradient + at, hasAddend ? job.AddendGradient + at : null);
            return;
        }

        CombineMasked<TMask, Float32<TSimd, TVector>>(job, at, pixels, channel, (byte*)gradients, hasAddend ? (byte*)ofAddend : null);
        TElement.StorePixels(job.InputGradient + at, Pixel, gradients, pixels);
        if (hasAddend)
        {
            TElement.StorePixels(job.AddendGradient + at, Pixel, ofAddend, pixels);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CombineMasked<TMask, TOutput>(in NormGradientJob job, long at, long pixels, long channel, byte* to, byte* ofAddend)
        where TMask : struct, IGradientMask
        where TOutput : struct, IElement<TVector>
    {
        for (var part = 0; part < Layout.Lanes; part += TSimd.Width)
        {
            TVector scale = TSimd.Load(job.Scale + channel + part), shift = TSimd.Load(job.Shift + channel + part);
            TVector factor = TSimd.Load(job.Factor + channel + part), slope = TSimd.Load(job.Slope + channel + part);
            var constant = TSimd.Load(job.Constant + channel + part);
            var place = at + (part * TElement.Size);
            long output = part * TOutput.Size;
            for (long i = 0; i < pixels; ++i, place += Pixel, output += Layout.Lanes * TOutput.Size)
            {
                var x = TElement.Load(job.Input.Data + place);
                var gradient = Masked<TMask>(job, place, x, scale, shift);
                if (ofAddend != null)
                {
                    TOutput.Store(ofAddend + output, gradient);
                }

                var sum = TSimd.MultiplyAdd(factor, gradient, TSimd.MultiplyAdd(slope, x, constant));
                TOutput.Store(to + output, job.Other != null ? TSimd.Add(sum, TElement.Load(job.Other + place)) : sum);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Masked<TMask>(in NormGradientJob job, long place, TVector x, TVector scale, TVector shift)
        where TMask : struct, IGradientMask
    {
        var gradient = TElement.Load(job.Gradient.Data + place);
        if (!TMask.HasRelu)
        {
            return gradient;
        }

        return IfPositive(TMask.ReadsOutput ? TElement.Load(job.Output + place) : TSimd.MultiplyAdd(x, scale, shift), gradient, TSimd.Zero);
    }

    private enum GradientMask
    {
        Other,
        None,
        ReluOfNorm,
        ReluOfOutput,
    }

    /// <summary>An activation as a type: each gives code of its own.</summary>
    private interface IGradientMask
    {
        static abstract bool HasRelu { get; }

        /// <summary>Whether the result is read; otherwise the norm is computed again.</summary>
        static abstract bool ReadsOutput { get; }
    }

    private readonly struct MaskNone : IGradientMask
    {
        public static bool HasRelu => false;

        public static bool ReadsOutput => false;
    }

    private readonly struct MaskReluOfNorm : IGradientMask
    {
        public static bool HasRelu => true;

        public static bool ReadsOutput => false;
    }

    private readonly struct MaskReluOfOutput : IGradientMask
    {
        public static bool HasRelu => true;

        public static bool ReadsOutput => true;
    }
}

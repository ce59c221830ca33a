using System.Runtime.CompilerServices;

namespace ResNetGen.Engine.Kernels;

/// <content>Activation functions.</content>
internal sealed unsafe partial class VectorKernels<TSimd, TVector, TElement, TCall>
{
    /// <summary>Applies an activation to values in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Activate(float* values, long count, ActivationStep step)
    {
        switch (step.Function)
        {
            case ActivationFunction.Relu:
                for (long i = 0; i < count; i += TSimd.Width)
                {
                    TSimd.Store(values + i, TSimd.Relu(TSimd.Load(values + i)));
                }

                break;
            case ActivationFunction.LeakyRelu:
                var slope = TSimd.Broadcast(step.NegativeSlope);
                for (long i = 0; i < count; i += TSimd.Width)
                {
                    var x = TSimd.Load(values + i);
                    TSimd.Store(values + i, TSimd.IfNegative(x, TSimd.Multiply(x, slope), x));
                }

                break;
            case ActivationFunction.Sigmoid:
                for (long i = 0; i < count; i += TSimd.Width)
                {
                    var x = TSimd.Load(values + i);
                    TSimd.Store(values + i, TSimd.IfNumber(x, Sigmoid(x)));
                }

                break;
            case ActivationFunction.Silu:
                for (long i = 0; i < count; i += TSimd.Width)
                {
                    var x = TSimd.Load(values + i);
                    TSimd.Store(values + i, TSimd.IfNumber(x, TSimd.Multiply(x, Sigmoid(x))));
                }

                break;
            case ActivationFunction.Gelu:
                for (long i = 0; i < count; i += TSimd.Width)
                {
                    var x = TSimd.Load(values + i);
                    TSimd.Store(values + i, TSimd.IfNumber(x, TSimd.Multiply(x, NormalDistribution(x))));
                }

                break;
            default:
                break;
        }
    }

    /// <summary>e to the x, to 2 units in the last place: 2 to a whole number, times e to at most half of ln 2 by its series.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Exponential(TVector x)
    {
        // ln 2 in two parts, so that the product with the first is exact.
        const float Log2OfE = 1.44269504f, HighLn2 = 0.693145751953125f, LowLn2 = 1.428606765330187e-6f;
        // A float32 of this size has no digits behind the point.
        var rounding = TSimd.Broadcast(12582912.0f);
        x = TSimd.Min(TSimd.Max(x, TSimd.Broadcast(-87.0f)), TSimd.Broadcast(88.0f));
        var n = TSimd.Subtract(TSimd.MultiplyAdd(x, TSimd.Broadcast(Log2OfE), rounding), rounding);
        var r = TSimd.MultiplyAdd(n, TSimd.Broadcast(-LowLn2), TSimd.MultiplyAdd(n, TSimd.Broadcast(-HighLn2), x));
        var sum = TSimd.MultiplyAdd(r, TSimd.Broadcast(1.0f / 5040), TSimd.Broadcast(1.0f / 720));
        sum = TSimd.MultiplyAdd(sum, r, TSimd.Broadcast(1.0f / 120));
        sum = TSimd.MultiplyAdd(sum, r, TSimd.Broadcast(1.0f / 24));
        sum = TSimd.MultiplyAdd(sum, r, TSimd.Broadcast(1.0f / 6));
        sum = TSimd.MultiplyAdd(sum, r, TSimd.Broadcast(0.5f));
        sum = TSimd.MultiplyAdd(sum, r, TSimd.Broadcast(1.0f));
        sum = TSimd.MultiplyAdd(sum, r, TSimd.Broadcast(1.0f));
        return TSimd.Multiply(sum, TSimd.PowerOfTwo(n));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sigmoid(TVector x)
    {
        var one = TSimd.Broadcast(1.0f);
        return TSimd.Divide(one, TSimd.Add(one, Exponential(TSimd.Subtract(TSimd.Zero, x))));
    }

    /// <summary>The normal distribution's cumulative function, by Abramowitz and Stegun (1964), 7.1.26: to 2e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector NormalDistribution(TVector x)
    {
        var one = TSimd.Broadcast(1.0f);
        var size = TSimd.Multiply(TSimd.Abs(x), TSimd.Broadcast(0.70710678f));
        var t = TSimd.Divide(one, TSimd.MultiplyAdd(TSimd.Broadcast(0.3275911f), size, one));
        var sum = TSimd.MultiplyAdd(t, TSimd.Broadcast(1.061405429f), TSimd.Broadcast(-1.453152027f));
        sum = TSimd.MultiplyAdd(sum, t, TSimd.Broadcast(1.421413741f));
        sum = TSimd.MultiplyAdd(sum, t, TSimd.Broadcast(-0.284496736f));
        sum = TSimd.MultiplyAdd(sum, t, TSimd.Broadcast(0.254829592f));
        // What the distribution holds beyond |x|.
        var tail = Exponential(TSimd.Subtract(TSimd.Zero, TSimd.Multiply(size, size)));
        tail = TSimd.Multiply(TSimd.Multiply(TSimd.Multiply(sum, t), tail), TSimd.Broadcast(0.5f));
        return TSimd.IfNegative(x, tail, TSimd.Subtract(one, tail));
    }
}

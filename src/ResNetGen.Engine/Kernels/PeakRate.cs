using System;
using System.Diagnostics;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Threading;

namespace ResNetGen.Engine.Kernels;

/// <summary>The peak rate of float32 multiply-adds, against which profiles hold the rate of networks: threads compute independent ones in registers.</summary>
internal static unsafe class PeakRate
{
    private const int Sums = 12, Steps = 20_000, Turns = 300, Rounds = 5;

    /// <summary>Measures GFLOP/s, two operations for each multiply-add. Takes a tenth of a second.</summary>
    /// <param name="threads">The number of threads.</param>
    public static double Measure(int threads) => Enumerable.Range(0, Rounds).Max(_ => Vector512.IsHardwareAccelerated ? Measure<Simd512, Vector512<float>>(threads)
        : Vector256.IsHardwareAccelerated ? Measure<Simd256, Vector256<float>>(threads) : Measure<Simd128, Vector128<float>>(threads));

    private static double Measure<TSimd, TVector>(int count)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var threads = Enumerable.Range(0, count).Select(_ => new Thread(() =>
        {
            for (var turn = 0; turn < Turns; turn++)
            {
                MultiplyAdd<TSimd, TVector>();
            }
        })).ToArray();
        var start = Stopwatch.GetTimestamp();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return 2.0 * TSimd.Width * Sums * Steps * Turns * threads.Length / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9;
    }

    // As many sums as hide the latency of a multiply-add, and fit into 16 registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void MultiplyAdd<TSimd, TVector>()
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var x = TSimd.Broadcast(0.5f);
        TVector a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (var step = 0; step < Steps; step++)
        {
            a = TSimd.MultiplyAdd(a, x, x);
            b = TSimd.MultiplyAdd(b, x, x);
            c = TSimd.MultiplyAdd(c, x, x);
            d = TSimd.MultiplyAdd(d, x, x);
            e = TSimd.MultiplyAdd(e, x, x);
            f = TSimd.MultiplyAdd(f, x, x);
            g = TSimd.MultiplyAdd(g, x, x);
            h = TSimd.MultiplyAdd(h, x, x);
            i = TSimd.MultiplyAdd(i, x, x);
            j = TSimd.MultiplyAdd(j, x, x);
            k = TSimd.MultiplyAdd(k, x, x);
            l = TSimd.MultiplyAdd(l, x, x);
        }

        // What is not read would not be computed.
        var sums = TSimd.Add(TSimd.Add(TSimd.Add(a, b), TSimd.Add(c, d)), TSimd.Add(TSimd.Add(e, f), TSimd.Add(g, h)));
        var result = stackalloc float[TSimd.Width];
        TSimd.Store(result, TSimd.Add(sums, TSimd.Add(TSimd.Add(i, j), TSimd.Add(k, l))));
        Volatile.Write(ref *result, *result);
    }
}

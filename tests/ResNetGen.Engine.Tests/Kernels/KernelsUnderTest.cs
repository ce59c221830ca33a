using System;
using System.Collections.Generic;
using System.Runtime.Intrinsics;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Tests.Kernels;

/// <summary>A worker's part of a job.</summary>
internal delegate void WorkerAction(in Worker worker);

/// <summary>All kernels that this processor has.</summary>
internal static unsafe class KernelsUnderTest
{
    public const string BFloat16Name = "AVX-512 bfloat16";

    public static IEnumerable<string> Names
    {
        get
        {
            if (Simd512.IsSupported)
            {
                yield return Simd512.Name;
                yield return BFloat16Name;
            }

            if (Simd256.IsSupported)
            {
                yield return Simd256.Name;
            }

            yield return Simd128.Name;
        }
    }

    public static TheoryData<string> All => [.. Names];

    public static KernelSet Get(string name)
    {
        if (name == BFloat16Name)
        {
            return KernelSet.Find(Simd512.Name, bfloat16: true)
                ?? new VectorKernels<Simd512, Vector512<float>, BFloat16, ReferenceCall>(new ReferenceTiles());
        }

        return KernelSet.Find(name, bfloat16: false) ?? throw new InvalidOperationException(name);
    }

    public static TheoryData<string, T> With<T>(IEnumerable<T> cases)
    {
        var data = new TheoryData<string, T>();
        foreach (var name in Names)
        {
            foreach (var c in cases)
            {
                data.Add(name, c);
            }
        }

        return data;
    }

    /// <summary>Runs a job's workers one after another.</summary>
    public static void Run(int workers, long scratch, WorkerAction action)
    {
        for (var index = 0; index < workers; ++index)
        {
            using var memory = new NativeBytes(scratch);
            action(new Worker(index, workers, memory.Data));
        }
    }
}

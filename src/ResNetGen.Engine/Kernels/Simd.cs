using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ResNetGen.Engine.Kernels;

/// <summary>
/// What kernels ask of a vector of float32. Kernels are generic over this interface, and the compiler of a kernel for one width replaces
/// each call by its instruction.
/// </summary>
internal unsafe interface ISimd<TVector>
    where TVector : struct
{
    /// <summary>The name of the instructions.</summary>
    static abstract string Name { get; }

    /// <summary>Whether this processor has them.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>Values in a vector: 16, 8 or 4.</summary>
    static abstract int Width { get; }

    /// <summary>Vector registers.</summary>
    static abstract int Registers { get; }

    static abstract TVector Zero { get; }

    static abstract TVector Load(float* from);

    static abstract void Store(float* to, TVector x);

    static abstract TVector Broadcast(float x);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    static abstract TVector Divide(TVector a, TVector b);

    /// <summary>a * b + c, rounded once where the processor can.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>The smaller; for numbers.</summary>
    static abstract TVector Min(TVector a, TVector b);

    /// <summary>The larger; for numbers.</summary>
    static abstract TVector Max(TVector a, TVector b);

    /// <summary>The larger, or NaN where either is.</summary>
    static abstract TVector MaxOrNaN(TVector a, TVector b);

    /// <summary>max(x, 0), or NaN where x is.</summary>
    static abstract TVector Relu(TVector x);

    static abstract TVector Abs(TVector x);

    /// <summary><paramref name="then"/> where x is below zero, else <paramref name="otherwise"/>.</summary>
    static abstract TVector IfNegative(TVector x, TVector then, TVector otherwise);

    /// <summary><paramref name="then"/> where x is a number, else x.</summary>
    static abstract TVector IfNumber(TVector x, TVector then);

    /// <summary>2 to the power of whole numbers from -126 to 127.</summary>
    static abstract TVector PowerOfTwo(TVector exponent);

    /// <summary>Brings a cache line near.</summary>
    static abstract void Prefetch(void* address);
}

/// <summary>An element type of feature maps. Kernels compute in float32.</summary>
internal unsafe interface IElement<TVector>
    where TVector : struct
{
    /// <summary>Bytes of an element.</summary>
    static abstract int Size { get; }

    static abstract TVector Load(byte* from);

    /// <summary>Rounds to the nearest element, to an even one halfway.</summary>
    static abstract void Store(byte* to, TVector x);

    /// <summary>Whether <see cref="StorePixels"/> is faster than to store one vector after another.</summary>
    static abstract bool StoresPixels { get; }

    /// <summary>Stores pixels of 16 values, as <see cref="Store"/> does.</summary>
    /// <param name="to">The first pixel.</param>
    /// <param name="step">Bytes from one pixel to the next.</param>
    /// <param name="from">The values, contiguous.</param>
    /// <param name="pixels">The number of pixels.</param>
    static abstract void StorePixels(byte* to, long step, float* from, long pixels);

    static abstract float Read(byte* from);

    static abstract void Write(byte* to, float x);
}

/// <summary>float32 in memory, as in registers.</summary>
internal readonly unsafe struct Float32<TSimd, TVector> : IElement<TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public static int Size => sizeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load(byte* from) => TSimd.Load((float*)from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* to, TVector x) => TSimd.Store((float*)to, x);

    public static bool StoresPixels => false;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StorePixels(byte* to, long step, float* from, long pixels)
    {
        for (; pixels > 0; --pixels, to += step, from += Layout.Lanes)
        {
            for (var part = 0; part < Layout.Lanes; part += TSimd.Width)
            {
                TSimd.Store((float*)to + part, TSimd.Load(from + part));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Read(byte* from) => *(float*)from;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(byte* to, float x) => *(float*)to = x;
}

/// <summary>bfloat16: the upper half of a float32.</summary>
internal readonly unsafe struct BFloat16 : IElement<Vector512<float>>
{
    public static int Size => sizeof(ushort);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(byte* from) => (Avx512F.ConvertToVector512UInt32(Vector256.Load((ushort*)from)) << 16).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* to, Vector512<float> x) => Avx512F.ConvertToVector256UInt16(Rounded(x) >>> 16).Store((ushort*)to);

    /// <summary>The nearest elements in the upper halves, above bits of no meaning.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Rounded(Vector512<float> x)
    {
        var bits = x.AsUInt32();
        var rounded = bits + Vector512.Create(0x7fffu) + ((bits >>> 16) & Vector512<uint>.One);
        // The addition would carry a NaN into infinity or zero.
        return Vector512.ConditionalSelect(Vector512.Equals(x, x).AsUInt32(), rounded, bits | Vector512.Create(0x400000u));
    }

    public static bool StoresPixels => true;

    public static void StorePixels(byte* to, long step, float* from, long pixels) => BFloat16Rounding.Round(from, to, step, pixels);

    public static float Read(byte* from) => BitConverter.UInt32BitsToSingle((uint)*(ushort*)from << 16);

    public static void Write(byte* to, float x)
    {
        var bits = BitConverter.SingleToUInt32Bits(x);
        *(ushort*)to = (ushort)((float.IsNaN(x) ? bits | 0x400000 : bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
    }
}

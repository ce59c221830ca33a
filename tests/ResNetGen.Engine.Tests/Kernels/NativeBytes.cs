using System;
using System.Runtime.InteropServices;

namespace ResNetGen.Engine.Tests.Kernels;

/// <summary>Bytes outside the managed heap, aligned to 64.</summary>
internal sealed unsafe class NativeBytes : IDisposable
{
    public NativeBytes(long bytes)
    {
        Data = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(bytes, 64), 64);
        new Span<byte>(Data, (int)bytes).Fill(0xff);
    }

    public byte* Data { get; }

    public float* Floats => (float*)Data;

    public static NativeBytes Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var memory = new NativeBytes(values.Length * sizeof(T));
        values.CopyTo(new Span<T>(memory.Data, values.Length));
        return memory;
    }

    /// <summary>A value for each channel, and zeros that fill up the last block.</summary>
    public static NativeBytes Channels(int channels, Func<int, float> value)
    {
        var values = new float[(channels + 15) / 16 * 16];
        for (var c = 0; c < channels; ++c)
        {
            values[c] = value(c);
        }

        return Of<float>(values);
    }

    public void Dispose() => NativeMemory.AlignedFree(Data);
}

using System;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ResNetGen.Engine.Planning;

/// <summary>Memory outside the collector's, aligned to cache lines and filled with zeros.</summary>
internal sealed unsafe class AlignedMemory : SafeHandleZeroOrMinusOneIsInvalid
{
    // Kernels read ahead of what they need.
    private const long Margin = 512;

    public AlignedMemory(long bytes)
        : base(ownsHandle: true)
    {
        Bytes = bytes;
        SetHandle((nint)NativeMemory.AlignedAlloc((nuint)(bytes + Margin), 64));
        NativeMemory.Clear((void*)handle, (nuint)(bytes + Margin));
        GC.AddMemoryPressure(bytes + Margin);
    }

    public long Bytes { get; }

    public byte* Data => (byte*)handle;

    public float* Floats => (float*)handle;

    /// <summary>Memory of so many float32 values.</summary>
    public static AlignedMemory OfFloats(long count) => new(count * sizeof(float));

    /// <summary>Values, with zeros up to a whole number of blocks of 16.</summary>
    public static AlignedMemory OfBlocks(ReadOnlySpan<float> values)
    {
        var memory = OfFloats((long)Kernels.Layout.BlocksOf(values.Length) * Kernels.Layout.Lanes);
        values.CopyTo(new Span<float>(memory.Floats, values.Length));
        return memory;
    }

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        GC.RemoveMemoryPressure(Bytes + Margin);
        return true;
    }
}

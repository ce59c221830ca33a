using System;
using System.Linq;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using ResNetGen.Engine.Weights;

namespace ResNetGen.Engine.Planning;

/// <summary>Memory outside the collector's, aligned to cache lines and filled with zeros.</summary>
internal sealed unsafe partial class AlignedMemory : SafeHandleZeroOrMinusOneIsInvalid
{
    // MADV_HUGEPAGE of Linux.
    private const int AdviceHugePages = 14;

    // MADV_POPULATE_WRITE.
    private const int AdvicePopulate = 23;

    private const uint Page = 4096, PopulatedBytes = 16 * Page;

    private const long CacheLine = 64, HugePage = 2 * 1024 * 1024;

    // Kernels read ahead of what they need.
    private const long Margin = 512;

    public AlignedMemory(long bytes)
        : base(ownsHandle: true)
    {
        Bytes = bytes;
        var size = (nuint)(bytes + Margin);
        var takesHugePages = OperatingSystem.IsLinux() && bytes >= HugePage;
        SetHandle((nint)NativeMemory.AlignedAlloc(size, (nuint)(takesHugePages ? HugePage : CacheLine)));
        if (takesHugePages)
        {
            // Large feature maps and weights have more pages of the usual size than the processor remembers. Where the system has no others, nothing changes.
            _ = Advise(handle, size, AdviceHugePages);
        }

        if (!takesHugePages && OperatingSystem.IsLinux() && bytes >= PopulatedBytes)
        {
            // One call instead of a page fault for each page. Kernels before 5.14 do not know it.
            var first = ((nuint)handle + Page - 1) & ~((nuint)Page - 1);
            _ = Advise((nint)first, ((nuint)handle + size - first) & ~((nuint)Page - 1), AdvicePopulate);
        }

        NativeMemory.Clear((void*)handle, size);
        GC.AddMemoryPressure(bytes + Margin);
    }

    public long Bytes { get; }

    public byte* Data => (byte*)handle;

    public float* Floats => (float*)handle;

    /// <summary>The memory as float32 values.</summary>
    public Span<float> Values => new(Floats, checked((int)(Bytes / sizeof(float))));

    /// <summary>Memory of so many float32 values.</summary>
    public static AlignedMemory OfFloats(long count) => new(count * sizeof(float));

    /// <summary>The values of a tensor.</summary>
    /// <exception cref="ArgumentException">A value is not a finite number.</exception>
    public static AlignedMemory OfTensor(INetworkWeights weights, string key)
    {
        var memory = OfFloats(weights.ShapeOf(key)!.Aggregate(1L, (product, length) => checked(product * length)));
        try
        {
            weights.Read(key, memory.Values);
            weights.RequireFinite(key, memory.Values);
            return memory;
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

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

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(nint start, nuint length, int advice);
}

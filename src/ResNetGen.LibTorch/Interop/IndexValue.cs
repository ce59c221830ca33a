using System.Runtime.InteropServices;

namespace ResNetGen.LibTorch.Interop;

/// <summary>One index, as <c>native/indexing.cpp</c> has it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct IndexValue
{
    private readonly IndexKind _kind;
    private readonly int _present;
    private readonly long _start;
    private readonly long _stop;
    private readonly long _step;
    private readonly nint _tensor;

    internal IndexValue(IndexKind kind, long start = 0)
    {
        _kind = kind;
        _start = start;
        _step = 1;
    }

    internal IndexValue(long? start, long? stop, long? step) : this(IndexKind.Range, start ?? 0)
    {
        _present = (start is null ? 0 : 1) | (stop is null ? 0 : 2);
        _stop = stop ?? 0;
        _step = step ?? 1;
    }

    internal IndexValue(nint tensor) : this(IndexKind.Tensor) => _tensor = tensor;
}

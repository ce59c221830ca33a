using System;
using System.Buffers;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// One tensor of each parameter's state, as addresses for a native step. Where there was none and the step has made one, <see cref="Adopt"/> takes it over.
/// </summary>
internal readonly ref struct StateColumn : IDisposable
{
    private readonly nint[] _handles;
    private readonly int _count;

    internal StateColumn(int count)
    {
        _handles = ArrayPool<nint>.Shared.Rent(count);
        _count = count;
    }

    internal Span<nint> Handles => _handles.AsSpan(0, _count);

    public void Dispose() => ArrayPool<nint>.Shared.Return(_handles);

    internal void Put(int index, Tensor? tensor) => _handles[index] = BorrowOrNull(tensor);

    internal void Adopt(int index, ref Tensor? tensor)
    {
        if (tensor is null && _handles[index] != 0)
        {
            tensor = new Tensor(_handles[index]).DetachFromDisposeScope();
        }
    }
}

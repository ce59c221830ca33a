using System;
using System.Collections;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor in the processor's memory, read and written in place and in row order.</summary>
/// <typeparam name="T">The C# type of the elements.</typeparam>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T>
{
    private readonly torch.Tensor _tensor;
    private readonly long[] _sizes;
    private readonly long[] _strides;
    private readonly bool _contiguous;

    internal TensorAccessor(torch.Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU)
        {
            throw new InvalidOperationException($"The elements lie on {tensor.device}: copy the tensor by cpu() to read them.");
        }

        if (torch.TypeOf(typeof(T)) != tensor.dtype)
        {
            throw new ArgumentException($"The elements are {tensor.dtype}, which {typeof(T).Name} is not: convert the tensor by to_type() first.");
        }

        _tensor = tensor;
        _sizes = tensor.shape;
        _strides = tensor.stride();
        _contiguous = tensor.is_contiguous();
        Count = tensor.NumberOfElements;
    }

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    /// <summary>Always false: elements may be set.</summary>
    public bool IsReadOnly => false;

    /// <summary>One element, at as many positions as there are dimensions; with one position, counted as if there were one dimension.</summary>
    public T this[params long[] indices]
    {
        get => Reference(Offset(indices));
        set => Reference(Offset(indices)) = value;
    }

    public static bool operator ==(TensorAccessor<T>? left, TensorAccessor<T>? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(TensorAccessor<T>? left, TensorAccessor<T>? right) => !(left == right);

    /// <summary>A copy of the elements.</summary>
    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array);
        return array;
    }

    /// <summary>A copy of the elements in an array of the tensor's shape.</summary>
    public Array ToNDArray()
    {
        if (_sizes.Length == 0)
        {
            return ToArray();
        }

        var array = Array.CreateInstance(typeof(T), _sizes);
        var indices = new long[_sizes.Length];
        foreach (var element in this)
        {
            array.SetValue(element, indices);
            for (var dim = indices.Length - 1; dim >= 0 && ++indices[dim] == _sizes[dim]; dim--)
            {
                indices[dim] = 0;
            }
        }

        return array;
    }

    /// <summary>Copies elements from the one at <paramref name="tensorIndex"/> on, as many as the array has room for.</summary>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <inheritdoc cref="CopyTo(T[], int, long)"/>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        var count = (int)Math.Min(target.Length, Count - tensorIndex);
        if (_contiguous)
        {
            Contiguous(tensorIndex, count).CopyTo(target);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            target[i] = Reference(Offset(tensorIndex + i));
        }
    }

    /// <summary>Sets elements from the one at <paramref name="tensorIndex"/> on, as many as the array has.</summary>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    /// <inheritdoc cref="CopyFrom(T[], int, long)"/>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        var count = (int)Math.Min(source.Length, Count - tensorIndex);
        if (_contiguous)
        {
            source[..count].CopyTo(Contiguous(tensorIndex, count));
            return;
        }

        for (var i = 0; i < count; i++)
        {
            Reference(Offset(tensorIndex + i)) = source[i];
        }
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0L; i < Count; i++)
        {
            yield return Element(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether the other accessor has the same elements in the same order.</summary>
    public override bool Equals(object? obj)
    {
        if (obj is not TensorAccessor<T> other || other.Count != Count)
        {
            return false;
        }

        for (var i = 0L; i < Count; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(Element(i), other.Element(i)))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(_tensor);

    /// <summary>Nothing to free: the tensor stays.</summary>
    public void Dispose()
    {
    }

    private T Element(long index) => Reference(Offset(index));

    private ref T Reference(long offset) => ref Unsafe.Add(ref Unsafe.AsRef<T>(Data()), (nint)offset);

    private Span<T> Contiguous(long start, int count) => new(Unsafe.AsPointer(ref Reference(start)), count);

    /// <summary>The address of the first element, asked for anew: in-place operations may move it.</summary>
    private void* Data()
    {
        var data = rg_data_ptr(_tensor.Handle);
        GC.KeepAlive(_tensor);
        return data;
    }

    /// <summary>Where the element at a position in row order lies.</summary>
    private long Offset(long index)
    {
        if (index < 0 || index >= Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} elements");
        }

        if (_contiguous)
        {
            return index;
        }

        var offset = 0L;
        for (var dim = _sizes.Length - 1; dim >= 0; dim--)
        {
            (index, var position) = Math.DivRem(index, _sizes[dim]);
            offset += position * _strides[dim];
        }

        return offset;
    }

    private long Offset(long[] indices)
    {
        if (indices.Length == 1 || indices.Length == 0)
        {
            return Offset(indices.Length == 0 ? 0 : indices[0]);
        }

        if (indices.Length != _sizes.Length)
        {
            throw new ArgumentException($"{indices.Length} positions for {_sizes.Length} dimensions", nameof(indices));
        }

        var offset = 0L;
        for (var dim = 0; dim < indices.Length; dim++)
        {
            if (indices[dim] < 0 || indices[dim] >= _sizes[dim])
            {
                throw new ArgumentOutOfRangeException(nameof(indices), indices[dim], $"Dimension {dim} has {_sizes[dim]} positions");
            }

            offset += indices[dim] * _strides[dim];
        }

        return offset;
    }
}

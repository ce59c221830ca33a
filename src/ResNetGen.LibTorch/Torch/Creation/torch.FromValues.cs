using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor with a copy of the values of an array, of its shape, and of its element type unless another is named.</summary>
    /// <exception cref="ArgumentException">The array's element type has no counterpart, or the values do not fill the given dimensions.</exception>
    /// <exception cref="NotSupportedException">Dimensions are named, which this binding cannot do.</exception>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        ArgumentNullException.ThrowIfNull(rawArray);
        return FromArray(rawArray, dtype, device, requires_grad, names);
    }

    /// <inheritdoc cref="from_array(Array, ScalarType?, Device?, bool, string[])"/>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    /// <inheritdoc cref="from_array(Array, ScalarType?, Device?, bool, string[])"/>
    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    /// <summary>The tensor as another type or on another device: itself where both are right already.</summary>
    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) =>
        Present(data).to(dtype ?? data.dtype, device ?? data.device);

    /// <summary>The type of tensor elements that a C# type becomes.</summary>
    internal static ScalarType TypeOf(Type type) =>
        type == typeof(bool) ? ScalarType.Bool
        : type == typeof(byte) ? ScalarType.Byte
        : type == typeof(sbyte) ? ScalarType.Int8
        : type == typeof(short) ? ScalarType.Int16
        : type == typeof(int) ? ScalarType.Int32
        : type == typeof(long) ? ScalarType.Int64
        : type == typeof(Half) ? ScalarType.Float16
        : type == typeof(BFloat16) ? ScalarType.BFloat16
        : type == typeof(float) ? ScalarType.Float32
        : type == typeof(double) ? ScalarType.Float64
        : throw new ArgumentException($"{type} is no type of tensor elements");

    private static unsafe Tensor FromArray(Array array, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        ArgumentNullException.ThrowIfNull(array);
        RefuseNames(names);
        var type = TypeOf(array.GetType().GetElementType()!);
        var sizes = Enumerable.Range(0, array.Rank).Select(array.GetLongLength).ToArray();
        fixed (byte* data = &MemoryMarshal.GetArrayDataReference(array))
        {
            return Result(rg_from_data(data, (int)type, sizes, sizes.Length, new(dtype ?? type, device, requires_grad)));
        }
    }

    private static Tensor FromList<T>(IList<T> values, long[]? sizes, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        var array = values as T[] ?? [.. values];
        return FromValues<T>(array, sizes ?? [array.Length], dtype, device, requires_grad, names);
    }

    private static unsafe Tensor FromValues<T>(
        ReadOnlySpan<T> values, ReadOnlySpan<long> sizes, ScalarType? dtype, Device? device, bool requires_grad, string[]? names = null)
        where T : unmanaged
    {
        RefuseNames(names);
        var count = Count(sizes);
        if (count != values.Length)
        {
            throw new ArgumentException($"{values.Length} values do not fill [{string.Join(", ", sizes.ToArray())}], which holds {count}", nameof(values));
        }

        var type = TypeOf(typeof(T));
        fixed (T* data = values)
        {
            return Result(rg_from_data(data, (int)type, sizes, sizes.Length, new(dtype ?? type, device, requires_grad)));
        }
    }

    private static long Count(ReadOnlySpan<long> sizes)
    {
        var count = 1L;
        foreach (var size in sizes)
        {
            count = checked(count * size);
        }

        return count;
    }
}

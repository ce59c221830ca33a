using System;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The numbers from 0, <paramref name="stop"/> excluded.</summary>
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>The numbers from <paramref name="start"/>, <paramref name="stop"/> excluded.</summary>
    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <summary>The numbers from <paramref name="start"/> in steps, <paramref name="stop"/> excluded; whole numbers where all three are.</summary>
    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var (from, to, by) = (Borrow(start), Borrow(stop), Borrow(step));
        var type = dtype ?? (from.IsFloatingPoint || to.IsFloatingPoint || by.IsFloatingPoint ? s_defaultType : ScalarType.Int64);
        return Result(rg_arange(from, to, by, new(type, device, requires_grad)));
    }

    /// <summary><paramref name="steps"/> numbers at equal distances, both ends included.</summary>
    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Result(rg_linspace(start, end, steps, new(dtype ?? s_defaultType, device, requires_grad)));

    /// <summary><paramref name="steps"/> powers of <paramref name="base"/> whose exponents have equal distances, both ends included.</summary>
    public static Tensor logspace(
        double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Result(rg_logspace(start, end, steps, @base, new(dtype ?? s_defaultType, device, requires_grad)));

    /// <summary>Ones on the diagonal, zeros elsewhere.</summary>
    public static Tensor eye(
        long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        RefuseNames(names);
        return Result(rg_eye(rows, columns < 0 ? rows : columns, new(dtype ?? s_defaultType, device, requires_grad)));
    }

    /// <summary>A tensor whose elements are whatever its memory held, at given distances.</summary>
    public static Tensor empty_strided(
        long[] size, long[] strides, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        ArgumentNullException.ThrowIfNull(size);
        ArgumentNullException.ThrowIfNull(strides);
        RefuseNames(names);
        if (size.Length != strides.Length)
        {
            throw new ArgumentException($"{size.Length} sizes and {strides.Length} strides: each dimension has one of both", nameof(strides));
        }

        return Result(rg_empty_strided(size, size.Length, strides, new(dtype ?? s_defaultType, device, requires_grad)));
    }

    private static ScalarType TypeOf(Scalar value)
    {
        var number = Borrow(value);
        return number.IsFloatingPoint ? s_defaultType : number.IsBoolean ? ScalarType.Bool : ScalarType.Int64;
    }

    private static void RefuseNames(string[]? names)
    {
        if (names is { Length: > 0 })
        {
            throw new NotSupportedException("Named dimensions are not part of this binding.");
        }
    }
}

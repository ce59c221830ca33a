using System;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Random whole numbers from <paramref name="low"/>, <paramref name="high"/> excluded.</summary>
    public static Tensor randint(
        long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null)
    {
        ArgumentNullException.ThrowIfNull(size);
        RefuseNames(names);
        var options = new TensorOptions(dtype ?? ScalarType.Int64, device, requires_grad);
        var result = Result(rg_randint(low, high, size, size.Length, HandleOf(generator), options));
        GC.KeepAlive(generator);
        return result;
    }

    /// <inheritdoc cref="randint(long, long, long[], ScalarType?, Device?, bool, Generator?, string[])"/>
    public static Tensor randint(
        long low, long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) => randint(low, high, size.Shape, dtype, device, requires_grad, generator, names);

    /// <inheritdoc cref="randint(long, long, long[], ScalarType?, Device?, bool, Generator?, string[])"/>
    public static Tensor randint(
        int low, int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) => randint(low, high, Sizes(size), dtype, device, requires_grad, generator, names);

    /// <summary>Random whole numbers from 0, <paramref name="high"/> excluded.</summary>
    public static Tensor randint(
        long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) => randint(0, high, size, dtype, device, requires_grad, generator, names);

    /// <inheritdoc cref="randint(long, long[], ScalarType?, Device?, bool, Generator?, string[])"/>
    public static Tensor randint(
        long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) => randint(0, high, size.Shape, dtype, device, requires_grad, generator, names);

    /// <inheritdoc cref="randint(long, long[], ScalarType?, Device?, bool, Generator?, string[])"/>
    public static Tensor randint(
        int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) => randint(0, high, Sizes(size), dtype, device, requires_grad, generator, names);

    /// <summary>The numbers from 0, <paramref name="n"/> excluded, in random order.</summary>
    public static Tensor randperm(
        long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
    {
        var result = Result(rg_randperm(n, HandleOf(generator), new(dtype ?? ScalarType.Int64, device, requires_grad)));
        GC.KeepAlive(generator);
        return result;
    }

    /// <summary>Random numbers, normal with the given mean and standard deviation.</summary>
    public static Tensor normal(
        double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null)
    {
        var result = empty(size, dtype, device, false, names).normal_(mean, std, generator);
        return requires_grad ? result.requires_grad_() : result;
    }

    private static long[] Sizes(int[] size) => [.. Present(size).Select(length => (long)length)];
}

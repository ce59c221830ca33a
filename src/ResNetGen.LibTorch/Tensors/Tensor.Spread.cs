using System;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        // 'unbiased' divides by one less than the count (Bessel's correction); 'type' is the type to convert the result to.

        /// <summary>The standard deviation of all elements.</summary>
        public Tensor std(bool unbiased = true) => Result(rg_std_all(Handle, unbiased), this);

        /// <summary>The standard deviations over dimensions.</summary>
        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            As(type, Result(rg_std(Handle, dimensions, dimensions.Length, unbiased, keepdim), this));

        /// <inheritdoc cref="std(ReadOnlySpan{long}, bool, bool, ScalarType?)"/>
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std((ReadOnlySpan<long>)Present(dimensions), unbiased, keepdim, type);

        /// <inheritdoc cref="std(ReadOnlySpan{long}, bool, bool, ScalarType?)"/>
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std((ReadOnlySpan<long>)[dim], unbiased, keepdim, type);

        /// <inheritdoc cref="std(ReadOnlySpan{long}, bool, bool, ScalarType?)"/>
        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std((ReadOnlySpan<long>)[dim.Item1, dim.Item2], unbiased, keepdim, type);

        /// <inheritdoc cref="std(ReadOnlySpan{long}, bool, bool, ScalarType?)"/>
        public Tensor std((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std((ReadOnlySpan<long>)[dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        /// <summary>The standard deviation and the mean of all elements.</summary>
        public (Tensor std, Tensor mean) std_mean(bool unbiased = true)
        {
            Span<nint> results = stackalloc nint[2];
            return Pair(rg_std_mean_all(Handle, unbiased, results), results, this);
        }

        /// <summary>The standard deviations and the means over dimensions.</summary>
        public (Tensor std, Tensor mean) std_mean(
            ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            Span<nint> results = stackalloc nint[2];
            var (spread, mean) = Pair(rg_std_mean(Handle, dimensions, dimensions.Length, unbiased, keepdim, results), results, this);
            return (As(type, spread), As(type, mean));
        }

        /// <inheritdoc cref="std_mean(ReadOnlySpan{long}, bool, bool, ScalarType?)"/>
        public (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std_mean((ReadOnlySpan<long>)Present(dimensions), unbiased, keepdim, type);

        /// <inheritdoc cref="std_mean(ReadOnlySpan{long}, bool, bool, ScalarType?)"/>
        public (Tensor std, Tensor mean) std_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std_mean((ReadOnlySpan<long>)[dim], unbiased, keepdim, type);

        /// <summary>The variance of all elements.</summary>
        public Tensor var(bool unbiased = true) => Result(rg_var_all(Handle, unbiased), this);

        /// <summary>The variances over dimensions.</summary>
        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            As(type, Result(rg_var(Handle, dimensions, dimensions.Length, unbiased, keepdim), this));

        /// <inheritdoc cref="var(ReadOnlySpan{long}, bool, bool, ScalarType?)"/>
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var((ReadOnlySpan<long>)Present(dimensions), unbiased, keepdim, type);

        /// <inheritdoc cref="var(ReadOnlySpan{long}, bool, bool, ScalarType?)"/>
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var((ReadOnlySpan<long>)[dim], unbiased, keepdim, type);

        /// <inheritdoc cref="var(ReadOnlySpan{long}, bool, bool, ScalarType?)"/>
        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var((ReadOnlySpan<long>)[dim.Item1, dim.Item2], unbiased, keepdim, type);

        /// <inheritdoc cref="var(ReadOnlySpan{long}, bool, bool, ScalarType?)"/>
        public Tensor var((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var((ReadOnlySpan<long>)[dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        /// <summary>The variance and the mean of all elements.</summary>
        public (Tensor var, Tensor mean) var_mean(bool unbiased = true)
        {
            Span<nint> results = stackalloc nint[2];
            return Pair(rg_var_mean_all(Handle, unbiased, results), results, this);
        }

        /// <summary>The variances and the means over dimensions.</summary>
        public (Tensor var, Tensor mean) var_mean(
            ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            Span<nint> results = stackalloc nint[2];
            var (spread, mean) = Pair(rg_var_mean(Handle, dimensions, dimensions.Length, unbiased, keepdim, results), results, this);
            return (As(type, spread), As(type, mean));
        }

        /// <inheritdoc cref="var_mean(ReadOnlySpan{long}, bool, bool, ScalarType?)"/>
        public (Tensor var, Tensor mean) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean((ReadOnlySpan<long>)Present(dimensions), unbiased, keepdim, type);

        /// <inheritdoc cref="var_mean(ReadOnlySpan{long}, bool, bool, ScalarType?)"/>
        public (Tensor var, Tensor mean) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean((ReadOnlySpan<long>)[dim], unbiased, keepdim, type);

        /// <summary>The result in another type, the first one disposed.</summary>
        private static Tensor As(ScalarType? type, Tensor result) => type is { } other ? result.to(other, disposeAfter: true) : result;
    }
}

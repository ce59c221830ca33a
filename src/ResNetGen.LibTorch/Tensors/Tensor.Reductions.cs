using System;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        // 'keepdim' leaves a reduced dimension in place with size 1; 'type' is the type to convert to before the reduction.

        /// <summary>The sum of all elements.</summary>
        public Tensor sum(ScalarType? type = null) => Result(rg_sum_all(Handle, TypeOrNone(type)), this);

        /// <summary>Sums over dimensions.</summary>
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
            Result(rg_sum(Handle, dim, dim.Length, keepdim, TypeOrNone(type)), this);

        /// <inheritdoc cref="sum(ReadOnlySpan{long}, bool, ScalarType?)"/>
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => sum((ReadOnlySpan<long>)Present(dim), keepdim, type);

        /// <inheritdoc cref="sum(ReadOnlySpan{long}, bool, ScalarType?)"/>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum((ReadOnlySpan<long>)[dim], keepdim, type);

        /// <inheritdoc cref="sum(ReadOnlySpan{long}, bool, ScalarType?)"/>
        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum((ReadOnlySpan<long>)[dim0, dim1], keepdim, type);

        /// <inheritdoc cref="sum(ReadOnlySpan{long}, bool, ScalarType?)"/>
        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            sum((ReadOnlySpan<long>)[dim0, dim1, dim2], keepdim, type);

        /// <summary>The mean of all elements.</summary>
        public Tensor mean() => Result(rg_mean_all(Handle, TypeOrNone(null)), this);

        /// <summary>Means over dimensions.</summary>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Result(rg_mean(Handle, Present(dimensions), dimensions.Length, keepdim, TypeOrNone(type)), this);

        /// <summary>The product of all elements.</summary>
        public Tensor prod(ScalarType? type = null) => Result(rg_prod_all(Handle, TypeOrNone(type)), this);

        /// <summary>Products over a dimension.</summary>
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Result(rg_prod_dim(Handle, dim, keepdim, TypeOrNone(type)), this);

        /// <summary>The largest element.</summary>
        public Tensor max() => Result(rg_max_all(Handle), this);

        /// <summary>The larger of two elements each.</summary>
        public Tensor max(Tensor other) => maximum(other);

        /// <summary>The largest elements over a dimension, and where they stand.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false)
        {
            Span<nint> results = stackalloc nint[2];
            return Pair(rg_max_dim(Handle, dim, keepdim, results), results, this);
        }

        /// <summary>The smallest element.</summary>
        public Tensor min() => Result(rg_min_all(Handle), this);

        /// <summary>The smaller of two elements each.</summary>
        public Tensor min(Tensor other) => minimum(other);

        /// <summary>The smallest elements over a dimension, and where they stand.</summary>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false)
        {
            Span<nint> results = stackalloc nint[2];
            return Pair(rg_min_dim(Handle, dim, keepdim, results), results, this);
        }

        /// <summary>The largest elements over dimensions.</summary>
        public Tensor amax(params long[] dims) => amax((ReadOnlySpan<long>)Present(dims));

        /// <inheritdoc cref="amax(ReadOnlySpan{long}, bool, Tensor)"/>
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => amax((ReadOnlySpan<long>)Present(dims), keepdim, @out);

        /// <summary>The largest elements over dimensions, written over <paramref name="out"/> where that is given.</summary>
        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) =>
            Result(rg_amax(Handle, dims, dims.Length, keepdim, BorrowOrNull(@out)), this, @out);

        /// <summary>The smallest elements over dimensions.</summary>
        public Tensor amin(params long[] dims) => amin((ReadOnlySpan<long>)Present(dims));

        /// <inheritdoc cref="amin(ReadOnlySpan{long}, bool, Tensor)"/>
        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => amin((ReadOnlySpan<long>)Present(dims), keepdim, @out);

        /// <summary>The smallest elements over dimensions, written over <paramref name="out"/> where that is given.</summary>
        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) =>
            Result(rg_amin(Handle, dims, dims.Length, keepdim, BorrowOrNull(@out)), this, @out);

        /// <summary>Where the largest element stands, counted as if there were one dimension.</summary>
        public Tensor argmax() => Result(rg_argmax(Handle, default, false), this);

        /// <summary>Where the largest elements over a dimension stand.</summary>
        public Tensor argmax(long dim, bool keepdim = false) => Result(rg_argmax(Handle, [dim], keepdim), this);

        /// <summary>Where the smallest element stands, counted as if there were one dimension.</summary>
        public Tensor argmin() => Result(rg_argmin(Handle, default, false), this);

        /// <summary>Where the smallest elements over a dimension stand.</summary>
        public Tensor argmin(long dim, bool keepdim = false) => Result(rg_argmin(Handle, [dim], keepdim), this);

        /// <summary>Whether all elements are true, or not zero.</summary>
        public Tensor all() => Result(rg_all_all(Handle), this);

        /// <summary>Whether all elements over a dimension are true, or not zero.</summary>
        public Tensor all(long dim, bool keepdim = false) => Result(rg_all_dim(Handle, dim, keepdim), this);

        /// <summary>Whether any element is true, or not zero.</summary>
        public Tensor any() => Result(rg_any_all(Handle), this);

        /// <summary>Whether any element over a dimension is true, or not zero.</summary>
        public Tensor any(long dim, bool keepdim = false) => Result(rg_any_dim(Handle, dim, keepdim), this);

        /// <summary>The median of all elements; of two in the middle the lower.</summary>
        public Tensor median() => Result(rg_median_all(Handle), this);

        /// <summary>The smallest and the largest elements, of all or over a dimension.</summary>
        public (Tensor min, Tensor max) aminmax(long? dim = null, bool keepdim = false)
        {
            Span<nint> results = stackalloc nint[2];
            return Pair(rg_aminmax(Handle, dim is { } one ? [one] : default(ReadOnlySpan<long>), keepdim, results), results, this);
        }

        /// <summary>The most frequent elements over a dimension, and where one stands.</summary>
        public (Tensor values, Tensor indices) mode(long dim = -1, bool keepdim = false)
        {
            Span<nint> results = stackalloc nint[2];
            return Pair(rg_mode(Handle, dim, keepdim, results), results, this);
        }

        /// <summary>The quantiles over a dimension, between elements by a straight line.</summary>
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Result(rg_quantile(Handle, Borrow(q), dim, keepdim), this, q);

        /// <summary>The sum of all elements that are numbers.</summary>
        public Tensor nansum() => Result(rg_nansum(Handle), this);

        /// <summary>How many elements are not zero, in all or over dimensions.</summary>
        public Tensor count_nonzero(long[]? dims = null) => Result(rg_count_nonzero(Handle, dims, dims?.Length ?? 0), this);

        /// <summary>The p-norm of all elements.</summary>
        public Tensor norm(float p = 2) => Result(rg_norm_all(Handle, p), this);

        /// <summary>The p-norms over a dimension.</summary>
        public Tensor norm(int dim, bool keepdim = false, float p = 2) => Result(rg_norm_dim(Handle, dim, keepdim, p), this);

        /// <summary>Logarithms of the sums of exponentials over a dimension.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false) => Result(rg_logsumexp_dim(Handle, dim, keepdim), this);

        /// <summary>Sums of the elements up to each one along a dimension.</summary>
        public Tensor cumsum(long dim, ScalarType? type = null) => Result(rg_cumsum(Handle, dim, TypeOrNone(type)), this);

        /// <summary>Products of the elements up to each one along a dimension.</summary>
        public Tensor cumprod(long dim, ScalarType? type = null) => Result(rg_cumprod(Handle, dim, TypeOrNone(type)), this);

        /// <summary>How often each whole number occurs, or the sum of the weights there.</summary>
        public Tensor bincount(Tensor? weights, long minlength = 0) => Result(rg_bincount(Handle, BorrowOrNull(weights), minlength), this, weights);

        /// <summary>Exponentials along a dimension, scaled to the sum 1.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) => Result(rg_softmax(Handle, dim, TypeOrNone(dtype)), this);

        /// <summary>The logarithms of <see cref="softmax"/>, computed stably.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Result(rg_log_softmax(Handle, dim, TypeOrNone(dtype)), this);

        private static int TypeOrNone(ScalarType? type) => type is { } given ? (int)given : -1;
    }
}

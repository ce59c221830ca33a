using System;

namespace TorchSharp;

public static partial class torch
{
    // The methods of tensors of the same names, which say what they do.

    public static (Tensor min, Tensor max) aminmax(Tensor input, long? dim = null, bool keepdim = false) =>
        Present(input).aminmax(dim, keepdim);

    public static (Tensor values, Tensor indexes) max(Tensor input, long dim, bool keepdim = false) => Present(input).max(dim, keepdim);

    public static (Tensor values, Tensor indexes) min(Tensor input, long dim, bool keepdim = false) => Present(input).min(dim, keepdim);

    public static (Tensor values, Tensor indices) mode(Tensor input, long dim = -1, bool keepdim = false) =>
        Present(input).mode(dim, keepdim);

    public static Tensor all(Tensor input) => Present(input).all();

    public static Tensor all(Tensor input, long dim, bool keepdim = false) => Present(input).all(dim, keepdim);

    public static Tensor amax(Tensor input, ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) =>
        Present(input).amax(dims, keepdim, @out);

    public static Tensor amax(Tensor input, long[] dims) => Present(input).amax(dims);

    public static Tensor amax(Tensor input, long[] dims, bool keepdim = false, Tensor? @out = null) =>
        Present(input).amax(dims, keepdim, @out);

    public static Tensor amin(Tensor input, ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) =>
        Present(input).amin(dims, keepdim, @out);

    public static Tensor amin(Tensor input, long[] dims, bool keepdim = false, Tensor? @out = null) =>
        Present(input).amin(dims, keepdim, @out);

    public static Tensor any(Tensor input) => Present(input).any();

    public static Tensor any(Tensor input, long dim, bool keepdim = false) => Present(input).any(dim, keepdim);

    public static Tensor argmax(Tensor input) => Present(input).argmax();

    public static Tensor argmax(Tensor input, long dim, bool keepdim = false) => Present(input).argmax(dim, keepdim);

    public static Tensor argmin(Tensor input) => Present(input).argmin();

    public static Tensor argmin(Tensor input, long dim, bool keepdim = false) => Present(input).argmin(dim, keepdim);

    public static Tensor bincount(Tensor input, Tensor? weights = null, long minlength = 0) => Present(input).bincount(weights, minlength);

    public static Tensor count_nonzero(Tensor input, long[]? dims = null) => Present(input).count_nonzero(dims);

    public static Tensor cumprod(Tensor input, long dim, ScalarType? dtype = null) => Present(input).cumprod(dim, dtype);

    public static Tensor cumsum(Tensor input, long dim, ScalarType? type = null) => Present(input).cumsum(dim, type);

    public static Tensor logsumexp(Tensor input, long dim, bool keepdim = false) => Present(input).logsumexp(dim, keepdim);

    public static Tensor max(Tensor input) => Present(input).max();

    public static Tensor max(Tensor input, Tensor other) => Present(input).max(other);

    public static Tensor mean(Tensor input) => Present(input).mean();

    public static Tensor mean(Tensor input, long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
        Present(input).mean(dimensions, keepdim, type);

    public static Tensor median(Tensor input) => Present(input).median();

    public static Tensor min(Tensor input) => Present(input).min();

    public static Tensor min(Tensor input, Tensor other) => Present(input).min(other);

    public static Tensor nansum(Tensor input) => Present(input).nansum();

    public static Tensor norm(Tensor input, float p = 2) => Present(input).norm(p);

    public static Tensor norm(Tensor input, int dimension, bool keepdim = false, float p = 2) => Present(input).norm(dimension, keepdim, p);

    public static Tensor prod(Tensor input, ScalarType? type = null) => Present(input).prod(type);

    public static Tensor prod(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) =>
        Present(input).prod(dim, keepdim, type);

    public static Tensor quantile(Tensor input, Tensor q, long dim = -1, bool keepdim = false) => Present(input).quantile(q, dim, keepdim);

    public static Tensor sum(Tensor input, ScalarType? type = null) => Present(input).sum(type);

    public static Tensor sum(Tensor input, ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
        Present(input).sum(dim, keepdim, type);

    public static Tensor sum(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) =>
        Present(input).sum(dim, keepdim, type);
}

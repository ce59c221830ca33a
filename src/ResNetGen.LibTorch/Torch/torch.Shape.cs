using System;

namespace TorchSharp;

public static partial class torch
{
    // The methods of tensors of the same names, which say what they do.

    public static Tensor broadcast_to(Tensor input, params long[] shape) => Present(input).broadcast_to(shape);

    public static Tensor flatten(Tensor input, long start_dim = 0, long end_dim = -1) => Present(input).flatten(start_dim, end_dim);

    public static Tensor flip(Tensor input, params long[] dims) => Present(input).flip(dims);

    public static Tensor fliplr(Tensor input) => Present(input).fliplr();

    public static Tensor flipud(Tensor input) => Present(input).flipud();

    public static Tensor moveaxis(Tensor input, long[] source, long[] destination) => Present(input).moveaxis(source, destination);

    public static Tensor movedim(Tensor input, long[] source, long[] destination) => Present(input).movedim(source, destination);

    public static Tensor permute(Tensor input, params long[] permutation) => Present(input).permute(permutation);

    public static Tensor ravel(Tensor input) => Present(input).ravel();

    public static Tensor repeat_interleave(Tensor input, Tensor repeats, long? dim = null, long? output_size = null) =>
        Present(input).repeat_interleave(repeats, dim, output_size);

    public static Tensor repeat_interleave(Tensor input, long repeats, long? dim = null, long? output_size = null) =>
        Present(input).repeat_interleave(repeats, dim, output_size);

    public static Tensor reshape(Tensor input, params long[] shape) => Present(input).reshape(shape);

    public static Tensor roll(Tensor input, ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) =>
        Present(input).roll(shifts, dims);

    public static Tensor roll(Tensor input, (long, long, long) shifts, (long, long, long) dims) => Present(input).roll(shifts, dims);

    public static Tensor roll(Tensor input, (long, long) shifts, (long, long) dims) => Present(input).roll(shifts, dims);

    public static Tensor roll(Tensor input, long shifts, long? dims = null) => Present(input).roll(shifts, dims);

    public static Tensor roll(Tensor input, long[] shifts) => Present(input).roll(shifts);

    public static Tensor roll(Tensor input, long[] shifts, long[] dims) => Present(input).roll(shifts, dims);

    public static Tensor rot90(Tensor input, long k = 1, (long, long)? dims = null) => Present(input).rot90(k, dims);

    public static Tensor squeeze(Tensor input, long? dim = null) => Present(input).squeeze(dim);

    public static Tensor squeeze_(Tensor input, long? dim = null) => Present(input).squeeze_(dim);

    public static Tensor swapaxes(Tensor input, long axis0, long axis1) => Present(input).swapaxes(axis0, axis1);

    public static Tensor swapdims(Tensor input, long dim0, long dim1) => Present(input).swapdims(dim0, dim1);

    public static Tensor t(Tensor input) => Present(input).t();

    public static Tensor tile(Tensor input, long[] dims) => Present(input).tile(dims);

    public static Tensor transpose(Tensor input, long dim0, long dim1) => Present(input).transpose(dim0, dim1);

    public static Tensor unflatten(Tensor input, long dim, Size sizes) => Present(input).unflatten(dim, sizes);

    public static Tensor unflatten(Tensor input, long dim, params long[] sizes) => Present(input).unflatten(dim, sizes);

    public static Tensor unsqueeze(Tensor input, long dim) => Present(input).unsqueeze(dim);

    public static Tensor unsqueeze_(Tensor input, long dim) => Present(input).unsqueeze_(dim);
}

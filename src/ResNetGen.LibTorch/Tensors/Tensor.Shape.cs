using System;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The same memory in another shape; one size may be -1, to be found out.</summary>
        public Tensor view(params long[] shape) => Result(rg_view(Handle, Present(shape), shape.Length), this);

        /// <summary>The same memory in the shape of another tensor.</summary>
        public Tensor view_as(Tensor other) => view(Present(other).shape);

        /// <summary>Another shape, over the same memory where that is possible; one size may be -1, to be found out.</summary>
        public Tensor reshape(params long[] shape) => Result(rg_reshape(Handle, Present(shape), shape.Length), this);

        /// <summary>The dimensions from one to another (both included) as one.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Result(rg_flatten(Handle, start_dim, end_dim), this);

        /// <summary>One dimension as several.</summary>
        public Tensor unflatten(long dim, params long[] sizes) => Result(rg_unflatten(Handle, dim, Present(sizes), sizes.Length), this);

        /// <inheritdoc cref="unflatten(long, long[])"/>
        public Tensor unflatten(long dim, Size sizes) => unflatten(dim, sizes.Shape);

        /// <summary>All elements in one dimension.</summary>
        public Tensor ravel() => reshape(-1);

        /// <summary>The dimensions in another order.</summary>
        public Tensor permute(params long[] permutation) => Result(rg_permute(Handle, Present(permutation), permutation.Length), this);

        /// <inheritdoc cref="permute(long[])"/>
        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        /// <summary>Dimensions moved to other places, the others in their order around them.</summary>
        public Tensor movedim(long[] source, long[] destination) =>
            Result(rg_movedim(Handle, Present(source), source.Length, Present(destination), destination.Length), this);

        /// <inheritdoc cref="movedim"/>
        public Tensor moveaxis(long[] source, long[] destination) => movedim(source, destination);

        /// <summary>Two dimensions exchanged.</summary>
        public Tensor transpose(long dim0, long dim1) => Result(rg_transpose(Handle, dim0, dim1), this);

        /// <inheritdoc cref="transpose"/>
        public Tensor transpose_(long dim0, long dim1) => Changed(rg_transpose_(Handle, dim0, dim1));

        /// <inheritdoc cref="transpose"/>
        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        /// <inheritdoc cref="transpose"/>
        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);

        /// <summary>A matrix with its dimensions exchanged.</summary>
        public Tensor t() => Result(rg_t(Handle), this);

        /// <summary>The dimensions in reverse.</summary>
        public Tensor T => permute(Enumerable.Range(0, (int)ndim).Reverse().Select(dim => (long)dim));

        /// <summary>The last two dimensions exchanged.</summary>
        public Tensor mT => transpose(-2, -1);

        /// <summary>Without the dimensions of size 1, or without the one named if it is such.</summary>
        public Tensor squeeze(long? dim = null) => Result(dim is { } one ? rg_squeeze_dim(Handle, one) : rg_squeeze(Handle), this);

        /// <inheritdoc cref="squeeze"/>
        public Tensor squeeze_(long? dim = null) => Changed(dim is { } one ? rg_squeeze_dim_(Handle, one) : rg_squeeze_(Handle));

        /// <summary>With a dimension of size 1 put in.</summary>
        public Tensor unsqueeze(long dim) => Result(rg_unsqueeze(Handle, dim), this);

        /// <inheritdoc cref="unsqueeze"/>
        public Tensor unsqueeze_(long dim) => Changed(rg_unsqueeze_(Handle, dim));

        /// <summary>Dimensions of size 1 shown larger, over the same memory; -1 leaves one as it is.</summary>
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => Result(rg_expand(Handle, sizes, sizes.Length, isImplicit), this);

        /// <inheritdoc cref="expand(ReadOnlySpan{long}, bool)"/>
        public Tensor expand(long[] sizes, bool isImplicit = false) => expand((ReadOnlySpan<long>)Present(sizes), isImplicit);

        /// <inheritdoc cref="expand(ReadOnlySpan{long}, bool)"/>
        public Tensor expand(Size sizes, bool isImplicit = false) => expand((ReadOnlySpan<long>)sizes.Shape, isImplicit);

        /// <inheritdoc cref="expand(ReadOnlySpan{long}, bool)"/>
        public Tensor expand(params long[] sizes) => expand((ReadOnlySpan<long>)Present(sizes));

        /// <summary>Dimensions of size 1 shown as large as those of another tensor.</summary>
        public Tensor expand_as(Tensor other) => expand((ReadOnlySpan<long>)Present(other).shape);

        /// <summary>The tensor as it takes part in an operation of the given shape.</summary>
        public Tensor broadcast_to(params long[] shape) => Result(rg_broadcast_to(Handle, Present(shape), shape.Length), this);

        /// <summary>Copies beside each other, so many along each dimension; there may be more of these than the tensor has.</summary>
        public Tensor repeat(params long[] sizes) => Result(rg_repeat(Handle, Present(sizes), sizes.Length), this);

        /// <summary>Copies beside each other, so many along each dimension; missing ones in front count as 1.</summary>
        public Tensor tile(long[] reps) => Result(rg_tile(Handle, Present(reps), reps.Length), this);

        /// <summary>Each element (or slice along a dimension) several times in a row.</summary>
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null)
        {
            using var times = torch.tensor(repeats, ScalarType.Int64, device);
            return repeat_interleave(times, dim, output_size);
        }

        /// <inheritdoc cref="repeat_interleave(long, long?, long?)"/>
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Result(rg_repeat_interleave(Handle, Borrow(repeats), dim is { } one ? [one] : default(ReadOnlySpan<long>)), this, repeats);

        /// <summary>The same memory in any shape and with any distances.</summary>
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0)
        {
            if (Present(size).Length != Present(strides).Length)
            {
                throw new ArgumentException($"{size.Length} sizes and {strides.Length} strides: each dimension has one of both", nameof(strides));
            }

            return Result(rg_as_strided(Handle, size, size.Length, strides, storageOffset), this);
        }

        /// <summary>Every window of the given size along a dimension, as a new last dimension.</summary>
        public Tensor unfold(long dimension, long size, long step) => Result(rg_unfold(Handle, dimension, size, step), this);

        /// <summary>Dimensions in reverse order of their elements.</summary>
        public Tensor flip(params long[] dims) => Result(rg_flip(Handle, Present(dims), dims.Length), this);

        /// <summary>Columns in reverse.</summary>
        public Tensor fliplr() => flip(1);

        /// <summary>Rows in reverse.</summary>
        public Tensor flipud() => flip(0);

        /// <summary>Quarter turns in the plane of two dimensions, from the first towards the second.</summary>
        public Tensor rot90(long k = 1, (long, long)? dims = null)
        {
            var (a, b) = dims ?? (0, 1);
            return Result(rg_rot90(Handle, k, [a, b], 2), this);
        }

        /// <summary>Elements pushed along dimensions, those beyond the end back in at the start; without dimensions, as if there were one.</summary>
        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) =>
            Result(rg_roll(Handle, shifts, shifts.Length, dims, dims.Length), this);

        /// <inheritdoc cref="roll(ReadOnlySpan{long}, ReadOnlySpan{long})"/>
        public Tensor roll(long shifts, long? dims = null) => roll([shifts], dims is { } dim ? [dim] : default(ReadOnlySpan<long>));

        /// <inheritdoc cref="roll(ReadOnlySpan{long}, ReadOnlySpan{long})"/>
        public Tensor roll(long[] shifts) => roll((ReadOnlySpan<long>)Present(shifts));

        /// <inheritdoc cref="roll(ReadOnlySpan{long}, ReadOnlySpan{long})"/>
        public Tensor roll(long[] shifts, long[] dims) => roll((ReadOnlySpan<long>)Present(shifts), (ReadOnlySpan<long>)dims);

        /// <inheritdoc cref="roll(ReadOnlySpan{long}, ReadOnlySpan{long})"/>
        public Tensor roll((long, long) shifts, (long, long) dims) =>
            roll((ReadOnlySpan<long>)[shifts.Item1, shifts.Item2], (ReadOnlySpan<long>)[dims.Item1, dims.Item2]);

        /// <inheritdoc cref="roll(ReadOnlySpan{long}, ReadOnlySpan{long})"/>
        public Tensor roll((long, long, long) shifts, (long, long, long) dims) => roll(
            (ReadOnlySpan<long>)[shifts.Item1, shifts.Item2, shifts.Item3], (ReadOnlySpan<long>)[dims.Item1, dims.Item2, dims.Item3]);

        /// <summary>At least one dimension.</summary>
        public Tensor atleast_1d() => ndim == 0 ? reshape(1) : alias();
    }
}

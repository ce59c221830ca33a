using System;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        /// <summary>Parts of the given size along a dimension; the last may be smaller.</summary>
        public Tensor[] split(long size, int dim = 0) => Results(rg_split(Handle, size, dim, out var count), count, this);

        /// <summary>Parts of the given sizes along a dimension.</summary>
        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) =>
            Results(rg_split_sizes(Handle, sizes, sizes.Length, dim, out var count), count, this);

        /// <inheritdoc cref="split(ReadOnlySpan{long}, long)"/>
        public Tensor[] split(long[] sizes, long dim = 0) => split((ReadOnlySpan<long>)Present(sizes), dim);

        /// <inheritdoc cref="split(ReadOnlySpan{long}, long)"/>
        public Tensor[] split(params long[] sizes) => split((ReadOnlySpan<long>)Present(sizes), 0L);

        /// <summary>A number of parts along a dimension, as equal as can be.</summary>
        public Tensor[] chunk(long chunks, long dim = 0) => Results(rg_chunk(Handle, chunks, dim, out var count), count, this);

        /// <summary>The slices along a dimension, without it.</summary>
        public Tensor[] unbind(long dimension = 0) => Results(rg_unbind(Handle, dimension, out var count), count, this);
    }
}

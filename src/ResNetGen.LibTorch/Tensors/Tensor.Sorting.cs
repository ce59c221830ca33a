using System;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements along a dimension in order, and where they stood.</summary>
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false)
        {
            Span<nint> results = stackalloc nint[2];
            return Pair(rg_sort(Handle, stable, dim, descending, results), results, this);
        }

        /// <summary>Where the elements along a dimension stand in order.</summary>
        public Tensor argsort(long dim = -1, bool descending = false) => Result(rg_argsort(Handle, dim, descending), this);

        /// <summary>The k largest (or smallest) elements along a dimension, and where they stand.</summary>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            Span<nint> results = stackalloc nint[2];
            return Pair(rg_topk(Handle, k, dim, largest, sorted, results), results, this);
        }

        /// <summary>The kth smallest elements along a dimension (the last where none is named), and where they stand.</summary>
        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false)
        {
            Span<nint> results = stackalloc nint[2];
            return Pair(rg_kthvalue(Handle, k, dim ?? -1, keepdim, results), results, this);
        }

        /// <summary>The different elements (or slices along a dimension), where each element went among them, and how often each occurs.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(
            bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            Span<nint> results = stackalloc nint[3];
            Check(rg_unique(Handle, sorted, return_inverse, return_counts, dim is { } one ? [one] : default(ReadOnlySpan<long>), results), this);
            return (new Tensor(results[0]), ResultOrNull(results[1]), ResultOrNull(results[2]));
        }

        /// <summary>Differences of neighbours along a dimension, taken <paramref name="n"/> times.</summary>
        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) =>
            Result(rg_diff(Handle, n, dim, BorrowOrNull(prepend), BorrowOrNull(append)), this, prepend, append);
    }
}

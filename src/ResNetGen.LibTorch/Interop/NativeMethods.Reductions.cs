using System;
using System.Runtime.InteropServices;

namespace ResNetGen.LibTorch.Interop;

internal static partial class NativeMethods
{
    [LibraryImport(Library)] internal static partial nint rg_all_all(nint self);
    [LibraryImport(Library)] internal static partial nint rg_any_all(nint self);
    [LibraryImport(Library)] internal static partial nint rg_max_all(nint self);
    [LibraryImport(Library)] internal static partial nint rg_median_all(nint self);
    [LibraryImport(Library)] internal static partial nint rg_min_all(nint self);
    [LibraryImport(Library)] internal static partial nint rg_all_dim(nint self, long dim, NativeBool keepdim);
    [LibraryImport(Library)] internal static partial nint rg_any_dim(nint self, long dim, NativeBool keepdim);
    [LibraryImport(Library)] internal static partial nint rg_logsumexp_dim(nint self, long dim, NativeBool keepdim);
    [LibraryImport(Library)] internal static partial nint rg_mean_all(nint self, int type);
    [LibraryImport(Library)] internal static partial nint rg_mean(nint self, ReadOnlySpan<long> dims, long count, NativeBool keepdim, int type);
    [LibraryImport(Library)] internal static partial nint rg_sum_all(nint self, int type);
    [LibraryImport(Library)] internal static partial nint rg_sum(nint self, ReadOnlySpan<long> dims, long count, NativeBool keepdim, int type);
    [LibraryImport(Library)] internal static partial nint rg_prod_all(nint self, int type);
    [LibraryImport(Library)] internal static partial nint rg_prod_dim(nint self, long dim, NativeBool keepdim, int type);
    [LibraryImport(Library)] internal static partial nint rg_amax(nint self, ReadOnlySpan<long> dims, long count, NativeBool keepdim, nint @out);
    [LibraryImport(Library)] internal static partial nint rg_amin(nint self, ReadOnlySpan<long> dims, long count, NativeBool keepdim, nint @out);
    [LibraryImport(Library)] internal static partial nint rg_std_all(nint self, NativeBool unbiased);
    [LibraryImport(Library)] internal static partial nint rg_std(nint self, ReadOnlySpan<long> dims, long count, NativeBool unbiased, NativeBool keepdim);
    [LibraryImport(Library)] internal static partial NativeBool rg_std_mean_all(nint self, NativeBool unbiased, Span<nint> results);
    [LibraryImport(Library)] internal static partial NativeBool rg_std_mean(nint self, ReadOnlySpan<long> dims, long count, NativeBool unbiased, NativeBool keepdim, Span<nint> results);
    [LibraryImport(Library)] internal static partial nint rg_var_all(nint self, NativeBool unbiased);
    [LibraryImport(Library)] internal static partial nint rg_var(nint self, ReadOnlySpan<long> dims, long count, NativeBool unbiased, NativeBool keepdim);
    [LibraryImport(Library)] internal static partial NativeBool rg_var_mean_all(nint self, NativeBool unbiased, Span<nint> results);
    [LibraryImport(Library)] internal static partial NativeBool rg_var_mean(nint self, ReadOnlySpan<long> dims, long count, NativeBool unbiased, NativeBool keepdim, Span<nint> results);
    [LibraryImport(Library)] internal static partial nint rg_norm_all(nint self, double p);
    [LibraryImport(Library)] internal static partial nint rg_norm_dim(nint self, long dim, NativeBool keepdim, double p);
    [LibraryImport(Library)] internal static partial nint rg_argmax(nint self, ReadOnlySpan<long> dim, NativeBool keepdim);
    [LibraryImport(Library)] internal static partial nint rg_argmin(nint self, ReadOnlySpan<long> dim, NativeBool keepdim);
    [LibraryImport(Library)] internal static partial nint rg_argsort(nint self, long dim, NativeBool descending);
    [LibraryImport(Library)] internal static partial nint rg_cumsum(nint self, long dim, int type);
    [LibraryImport(Library)] internal static partial nint rg_cumprod(nint self, long dim, int type);
    [LibraryImport(Library)] internal static partial nint rg_count_nonzero(nint self, ReadOnlySpan<long> dims, long count);
    [LibraryImport(Library)] internal static partial nint rg_bincount(nint self, nint weights, long minlength);
    [LibraryImport(Library)] internal static partial NativeBool rg_max_dim(nint self, long dim, NativeBool keepdim, Span<nint> results);
    [LibraryImport(Library)] internal static partial NativeBool rg_min_dim(nint self, long dim, NativeBool keepdim, Span<nint> results);
    [LibraryImport(Library)] internal static partial NativeBool rg_sort(nint self, NativeBool stable, long dim, NativeBool descending, Span<nint> results);
    [LibraryImport(Library)] internal static partial NativeBool rg_topk(nint self, long k, long dim, NativeBool largest, NativeBool sorted, Span<nint> results);
    [LibraryImport(Library)] internal static partial NativeBool rg_kthvalue(nint self, long k, long dim, NativeBool keepdim, Span<nint> results);
    [LibraryImport(Library)] internal static partial NativeBool rg_unique(nint self, NativeBool sorted, NativeBool inverse, NativeBool counts, ReadOnlySpan<long> dim, Span<nint> results);
    [LibraryImport(Library)] internal static partial nint rg_nonzero(nint self);
    [LibraryImport(Library)] internal static partial NativeBool rg_aminmax(nint self, ReadOnlySpan<long> dim, NativeBool keepdim, Span<nint> results);
    [LibraryImport(Library)] internal static partial NativeBool rg_mode(nint self, long dim, NativeBool keepdim, Span<nint> results);
    [LibraryImport(Library)] internal static partial nint rg_quantile(nint self, nint q, long dim, NativeBool keepdim);
    [LibraryImport(Library)] internal static partial nint rg_nansum(nint self);
    [LibraryImport(Library)] internal static partial nint rg_diff(nint self, long n, long dim, nint prepend, nint append);
}

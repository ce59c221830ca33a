using System;
using System.Runtime.InteropServices;

namespace ResNetGen.LibTorch.Interop;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)] internal static partial void rg_release(nint self);
    [LibraryImport(Library)] internal static partial nint rg_alias(nint self);

    // These only read a field: the switch of the garbage collector's mode would cost more than they do.
    [LibraryImport(Library), SuppressGCTransition] internal static partial long rg_ndim(nint self);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long rg_numel(nint self);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int rg_dtype(nint self);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int rg_device_type(nint self);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int rg_device_index(nint self);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long rg_element_size(nint self);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long rg_storage_offset(nint self);
    [LibraryImport(Library), SuppressGCTransition] internal static partial NativeBool rg_is_contiguous(nint self);
    [LibraryImport(Library), SuppressGCTransition] internal static partial NativeBool rg_is_sparse(nint self);
    [LibraryImport(Library), SuppressGCTransition] internal static partial NativeBool rg_sizes(nint self, Span<long> sizes);
    [LibraryImport(Library), SuppressGCTransition] internal static partial NativeBool rg_strides(nint self, Span<long> strides);
    [LibraryImport(Library)] internal static partial void* rg_data_ptr(nint self);
    [LibraryImport(Library)] internal static partial NativeBool rg_item(nint self, out Number value);

    [LibraryImport(Library)] internal static partial nint rg_empty(ReadOnlySpan<long> sizes, long rank, TensorOptions options);
    [LibraryImport(Library)] internal static partial nint rg_zeros(ReadOnlySpan<long> sizes, long rank, TensorOptions options);
    [LibraryImport(Library)] internal static partial nint rg_ones(ReadOnlySpan<long> sizes, long rank, TensorOptions options);
    [LibraryImport(Library)] internal static partial nint rg_full(ReadOnlySpan<long> sizes, long rank, Number value, TensorOptions options);
    [LibraryImport(Library)] internal static partial nint rg_empty_strided(ReadOnlySpan<long> sizes, long rank, ReadOnlySpan<long> strides, TensorOptions options);
    [LibraryImport(Library)] internal static partial nint rg_arange(Number start, Number stop, Number step, TensorOptions options);
    [LibraryImport(Library)] internal static partial nint rg_linspace(double start, double end, long steps, TensorOptions options);
    [LibraryImport(Library)] internal static partial nint rg_logspace(double start, double end, long steps, double @base, TensorOptions options);
    [LibraryImport(Library)] internal static partial nint rg_eye(long rows, long columns, TensorOptions options);
    [LibraryImport(Library)] internal static partial nint rg_from_data(void* data, int dataType, ReadOnlySpan<long> sizes, long rank, TensorOptions options);

    [LibraryImport(Library)] internal static partial nint rg_view(nint self, ReadOnlySpan<long> sizes, long rank);
    [LibraryImport(Library)] internal static partial nint rg_reshape(nint self, ReadOnlySpan<long> sizes, long rank);
    [LibraryImport(Library)] internal static partial nint rg_flatten(nint self, long start, long end);
    [LibraryImport(Library)] internal static partial nint rg_unflatten(nint self, long dim, ReadOnlySpan<long> sizes, long rank);
    [LibraryImport(Library)] internal static partial nint rg_permute(nint self, ReadOnlySpan<long> dims, long count);
    [LibraryImport(Library)] internal static partial nint rg_movedim(nint self, ReadOnlySpan<long> from, long fromCount, ReadOnlySpan<long> to, long toCount);
    [LibraryImport(Library)] internal static partial nint rg_transpose(nint self, long a, long b);
    [LibraryImport(Library)] internal static partial NativeBool rg_transpose_(nint self, long a, long b);
    [LibraryImport(Library)] internal static partial nint rg_t(nint self);
    [LibraryImport(Library)] internal static partial nint rg_squeeze(nint self);
    [LibraryImport(Library)] internal static partial nint rg_squeeze_dim(nint self, long dim);
    [LibraryImport(Library)] internal static partial NativeBool rg_squeeze_(nint self);
    [LibraryImport(Library)] internal static partial NativeBool rg_squeeze_dim_(nint self, long dim);
    [LibraryImport(Library)] internal static partial nint rg_unsqueeze(nint self, long dim);
    [LibraryImport(Library)] internal static partial NativeBool rg_unsqueeze_(nint self, long dim);
    [LibraryImport(Library)] internal static partial nint rg_expand(nint self, ReadOnlySpan<long> sizes, long rank, NativeBool isImplicit);
    [LibraryImport(Library)] internal static partial nint rg_broadcast_to(nint self, ReadOnlySpan<long> sizes, long rank);
    [LibraryImport(Library)] internal static partial nint rg_repeat(nint self, ReadOnlySpan<long> times, long count);
    [LibraryImport(Library)] internal static partial nint rg_tile(nint self, ReadOnlySpan<long> times, long count);
    [LibraryImport(Library)] internal static partial nint rg_as_strided(nint self, ReadOnlySpan<long> sizes, long rank, ReadOnlySpan<long> strides, long offset);
    [LibraryImport(Library)] internal static partial nint rg_unfold(nint self, long dim, long size, long step);
    [LibraryImport(Library)] internal static partial nint rg_flip(nint self, ReadOnlySpan<long> dims, long count);
    [LibraryImport(Library)] internal static partial nint rg_rot90(nint self, long times, ReadOnlySpan<long> dims, long count);
    [LibraryImport(Library)] internal static partial nint rg_roll(nint self, ReadOnlySpan<long> shifts, long shiftCount, ReadOnlySpan<long> dims, long dimCount);
    [LibraryImport(Library)] internal static partial nint rg_cat(ReadOnlySpan<nint> parts, long count, long dim);
    [LibraryImport(Library)] internal static partial nint rg_stack(ReadOnlySpan<nint> parts, long count, long dim);

    [LibraryImport(Library)] internal static partial nint rg_clone(nint self);
    [LibraryImport(Library)] internal static partial nint rg_contiguous(nint self);
    [LibraryImport(Library)] internal static partial nint rg_detach(nint self);
    [LibraryImport(Library)] internal static partial NativeBool rg_detach_(nint self);
    [LibraryImport(Library)] internal static partial NativeBool rg_copy_(nint self, nint source, NativeBool nonBlocking);
    [LibraryImport(Library)] internal static partial nint rg_to(nint self, TensorOptions options, NativeBool copy, NativeBool nonBlocking);
    [LibraryImport(Library)] internal static partial nint rg_to_type(nint self, int type, NativeBool copy, NativeBool nonBlocking);
    [LibraryImport(Library)] internal static partial NativeBool rg_set_(nint self, nint source);
}

using System;
using System.Runtime.InteropServices;

namespace ResNetGen.LibTorch.Interop;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)] internal static partial void rg_free(nint array);
    [LibraryImport(Library)] internal static partial nint rg_index(nint self, ReadOnlySpan<IndexValue> values, long count);
    [LibraryImport(Library)] internal static partial NativeBool rg_index_put_(nint self, ReadOnlySpan<IndexValue> values, long count, nint source, NativeBool accumulate);
    [LibraryImport(Library)] internal static partial NativeBool rg_index_put_scalar_(nint self, ReadOnlySpan<IndexValue> values, long count, Number value);
    [LibraryImport(Library)] internal static partial nint rg_narrow(nint self, long dim, long start, long length);
    [LibraryImport(Library)] internal static partial nint rg_slice(nint self, long dim, long start, long finish, long step);
    [LibraryImport(Library)] internal static partial nint rg_select(nint self, long dim, long index);
    [LibraryImport(Library)] internal static partial nint rg_gather(nint self, long dim, nint index);
    [LibraryImport(Library)] internal static partial nint rg_index_select(nint self, long dim, nint index);
    [LibraryImport(Library)] internal static partial nint rg_take(nint self, nint index);
    [LibraryImport(Library)] internal static partial nint rg_masked_select(nint self, nint mask);
    [LibraryImport(Library)] internal static partial nint rg_masked_fill(nint self, nint mask, Number value);
    [LibraryImport(Library)] internal static partial NativeBool rg_masked_fill_(nint self, nint mask, Number value);
    [LibraryImport(Library)] internal static partial nint rg_index_copy(nint self, long dim, nint index, nint source);
    [LibraryImport(Library)] internal static partial NativeBool rg_index_copy_(nint self, long dim, nint index, nint source);
    [LibraryImport(Library)] internal static partial nint rg_scatter(nint self, long dim, nint index, nint source);
    [LibraryImport(Library)] internal static partial NativeBool rg_scatter_(nint self, long dim, nint index, nint source);
    [LibraryImport(Library)] internal static partial nint rg_scatter_add(nint self, long dim, nint index, nint source);
    [LibraryImport(Library)] internal static partial NativeBool rg_scatter_add_(nint self, long dim, nint index, nint source);
    [LibraryImport(Library)] internal static partial nint rg_index_add(nint self, long dim, nint index, nint source, Number alpha);
    [LibraryImport(Library)] internal static partial NativeBool rg_index_add_(nint self, long dim, nint index, nint source, Number alpha);
    [LibraryImport(Library)] internal static partial nint rg_index_fill(nint self, long dim, nint index, Number value);
    [LibraryImport(Library)] internal static partial NativeBool rg_index_fill_(nint self, long dim, nint index, Number value);
    [LibraryImport(Library)] internal static partial nint* rg_split(nint self, long size, long dim, out long count);
    [LibraryImport(Library)] internal static partial nint* rg_split_sizes(nint self, ReadOnlySpan<long> sizes, long sizeCount, long dim, out long count);
    [LibraryImport(Library)] internal static partial nint* rg_chunk(nint self, long chunks, long dim, out long count);
    [LibraryImport(Library)] internal static partial nint* rg_unbind(nint self, long dim, out long count);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial nint* rg_meshgrid(ReadOnlySpan<nint> parts, long partCount, string indexing, out long count);
    [LibraryImport(Library)] internal static partial nint rg_repeat_interleave(nint self, nint repeats, ReadOnlySpan<long> dim);
}

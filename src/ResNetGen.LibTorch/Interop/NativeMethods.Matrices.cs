using System;
using System.Runtime.InteropServices;

namespace ResNetGen.LibTorch.Interop;

internal static partial class NativeMethods
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial nint rg_einsum(string equation, ReadOnlySpan<nint> operands, long count);
    [LibraryImport(Library)] internal static partial nint rg_tril(nint self, long diagonal);
    [LibraryImport(Library)] internal static partial nint rg_triu(nint self, long diagonal);
    [LibraryImport(Library)] internal static partial NativeBool rg_tril_(nint self, long diagonal);
    [LibraryImport(Library)] internal static partial NativeBool rg_triu_(nint self, long diagonal);
    [LibraryImport(Library)] internal static partial nint rg_diag(nint self, long diagonal);
    [LibraryImport(Library)] internal static partial nint rg_diagonal(nint self, long offset, long dim1, long dim2);
    [LibraryImport(Library)] internal static partial nint rg_trace(nint self);
    [LibraryImport(Library)] internal static partial nint rg_cdist(nint a, nint b, double p);
}

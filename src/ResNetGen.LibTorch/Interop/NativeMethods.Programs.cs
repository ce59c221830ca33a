using System;
using System.Runtime.InteropServices;

namespace ResNetGen.LibTorch.Interop;

internal static partial class NativeMethods
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial NativeBool rg_program_has(string instructions, NativeBool bfloat16);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial nint rg_program_begin(string? instructions, NativeBool bfloat16);
    [LibraryImport(Library)] internal static partial NativeBool rg_program_append(ProgramHandle program, ReadOnlySpan<long> step, long length, ReadOnlySpan<nint> weights, long count);
    [LibraryImport(Library)] internal static partial nint rg_program_complete(ProgramHandle program, long buffers, long output);
    [LibraryImport(Library)] internal static partial void rg_program_abandon(nint program);
    [LibraryImport(Library)] internal static partial nint rg_program_run(nint program, nint images);
    [LibraryImport(Library)] internal static partial nint rg_program_profile(nint program, nint images, long runs);
    [LibraryImport(Library)] internal static partial void rg_program_free(nint program);
}

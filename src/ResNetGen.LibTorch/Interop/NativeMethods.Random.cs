using System;
using System.Runtime.InteropServices;

namespace ResNetGen.LibTorch.Interop;

internal static partial class NativeMethods
{
    [LibraryImport(Library)] internal static partial nint rg_generator_new(ulong seed, int deviceType, int deviceIndex);
    [LibraryImport(Library)] internal static partial nint rg_generator_default();
    [LibraryImport(Library)] internal static partial void rg_generator_release(nint generator);
    [LibraryImport(Library)] internal static partial NativeBool rg_generator_manual_seed(nint generator, ulong seed);
    [LibraryImport(Library)] internal static partial NativeBool rg_generator_seed(nint generator, out ulong seed);
    [LibraryImport(Library)] internal static partial NativeBool rg_generator_initial_seed(nint generator, out ulong seed);
    [LibraryImport(Library)] internal static partial nint rg_generator_get_state(nint generator);
    [LibraryImport(Library)] internal static partial NativeBool rg_generator_set_state(nint generator, nint state);
    [LibraryImport(Library)] internal static partial NativeBool rg_manual_seed(ulong seed);
    [LibraryImport(Library)] internal static partial nint rg_rand(ReadOnlySpan<long> sizes, long rank, nint generator, TensorOptions options);
    [LibraryImport(Library)] internal static partial nint rg_randn(ReadOnlySpan<long> sizes, long rank, nint generator, TensorOptions options);
    [LibraryImport(Library)] internal static partial nint rg_randint(long low, long high, ReadOnlySpan<long> sizes, long rank, nint generator, TensorOptions options);
    [LibraryImport(Library)] internal static partial nint rg_randperm(long n, nint generator, TensorOptions options);
    [LibraryImport(Library)] internal static partial nint rg_bernoulli(nint self, nint generator);
    [LibraryImport(Library)] internal static partial NativeBool rg_bernoulli_(nint self, double probability, nint generator);
    [LibraryImport(Library)] internal static partial NativeBool rg_uniform_(nint self, double from, double to, nint generator);
    [LibraryImport(Library)] internal static partial NativeBool rg_normal_(nint self, double mean, double std, nint generator);
    [LibraryImport(Library)] internal static partial NativeBool rg_random_(nint self, long from, long to, nint generator);
    [LibraryImport(Library)] internal static partial nint rg_multinomial(nint self, long samples, NativeBool replacement, nint generator);
}

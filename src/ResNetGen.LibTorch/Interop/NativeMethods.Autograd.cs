using System;
using System.Runtime.InteropServices;

namespace ResNetGen.LibTorch.Interop;

internal static partial class NativeMethods
{
    [LibraryImport(Library), SuppressGCTransition] internal static partial NativeBool rg_requires_grad(nint self);
    [LibraryImport(Library)] internal static partial NativeBool rg_set_requires_grad(nint self, NativeBool value);
    [LibraryImport(Library)] internal static partial NativeBool rg_is_leaf(nint self);
    [LibraryImport(Library)] internal static partial NativeBool rg_retain_grad(nint self);
    [LibraryImport(Library)] internal static partial NativeBool rg_grad(nint self, out nint grad);
    [LibraryImport(Library)] internal static partial NativeBool rg_set_grad(nint self, nint grad);

    [LibraryImport(Library)]
    internal static partial NativeBool rg_backward(
        ReadOnlySpan<nint> outputs, ReadOnlySpan<nint> gradients, long count, NativeBool retainGraph, NativeBool createGraph, ReadOnlySpan<nint> inputs, long inputCount);

    [LibraryImport(Library)]
    internal static partial NativeBool rg_gradients(
        ReadOnlySpan<nint> outputs, ReadOnlySpan<nint> gradients, long count, ReadOnlySpan<nint> inputs, long inputCount, NativeBool retainGraph, NativeBool createGraph,
        NativeBool allowUnused, Span<nint> results);

    [LibraryImport(Library)]
    internal static unsafe partial nint rg_recompute(
        nint input, nint result, nint context, delegate* unmanaged<nint, nint, byte*, long, nint> compute, delegate* unmanaged<nint, void> release);

    [LibraryImport(Library), SuppressGCTransition] internal static partial NativeBool rg_is_grad_enabled();
    [LibraryImport(Library), SuppressGCTransition] internal static partial void rg_set_grad_enabled(NativeBool enabled);
    [LibraryImport(Library), SuppressGCTransition] internal static partial NativeBool rg_is_inference_mode();
    [LibraryImport(Library)] internal static partial nint rg_inference_mode_enter(NativeBool enabled);
    [LibraryImport(Library)] internal static partial void rg_inference_mode_leave(nint mode);
}

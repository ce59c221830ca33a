using System;
using System.Runtime.InteropServices;

namespace ResNetGen.LibTorch.Interop;

internal static partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial NativeBool rg_sgd_step(
        ReadOnlySpan<nint> parameters, Span<nint> buffers, long count, double rate, double momentum, double dampening, double weightDecay, NativeBool nesterov,
        NativeBool maximize);

    [LibraryImport(Library)]
    internal static partial NativeBool rg_adam_step(
        ReadOnlySpan<nint> parameters, Span<nint> means, Span<nint> squares, Span<nint> largests, Span<long> steps, long count, double rate, double beta1,
        double beta2, double eps, double weightDecay, NativeBool decoupled, NativeBool amsgrad, NativeBool maximize);

    [LibraryImport(Library)] internal static partial NativeBool rg_clear_gradients(ReadOnlySpan<nint> parameters, long count);

    [LibraryImport(Library)]
    internal static partial NativeBool rg_clip_grad_norm(ReadOnlySpan<nint> parameters, long count, double maxNorm, double normType, out double total);

    [LibraryImport(Library)] internal static partial NativeBool rg_clip_grad_value(ReadOnlySpan<nint> parameters, long count, double value);
}

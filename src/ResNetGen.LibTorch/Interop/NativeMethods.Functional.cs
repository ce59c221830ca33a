using System;
using System.Runtime.InteropServices;

namespace ResNetGen.LibTorch.Interop;

// A default span crosses as a null pointer.
internal static partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial nint rg_conv(
        nint input, nint weight, nint bias, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation, long groups);

    [LibraryImport(Library)]
    internal static partial nint rg_conv_padding(
        nint input, nint weight, nint bias, ReadOnlySpan<long> stride, NativeBool same, ReadOnlySpan<long> dilation, long groups);

    [LibraryImport(Library)]
    internal static partial nint rg_conv_transpose(
        nint input, nint weight, nint bias, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding, ReadOnlySpan<long> outputPadding,
        ReadOnlySpan<long> dilation, long groups);

    [LibraryImport(Library)] internal static partial nint rg_linear(nint input, nint weight, nint bias);

    [LibraryImport(Library)]
    internal static partial nint rg_batch_norm(
        nint input, nint weight, nint bias, nint mean, nint variance, nint batches, NativeBool training, double momentum, double eps);

    [LibraryImport(Library)]
    internal static partial nint rg_instance_norm(
        nint input, nint weight, nint bias, nint mean, nint variance, NativeBool useInputStatistics, double momentum, double eps);

    [LibraryImport(Library)] internal static partial nint rg_group_norm(nint input, long groups, nint weight, nint bias, double eps);

    [LibraryImport(Library)]
    internal static partial nint rg_layer_norm(nint input, ReadOnlySpan<long> shape, long rank, nint weight, nint bias, double eps);

    [LibraryImport(Library)] internal static partial nint rg_gelu_approximate(nint input, NativeBool tanh);

    [LibraryImport(Library)] internal static partial NativeBool rg_gelu_approximate_(nint input, NativeBool tanh);

    [LibraryImport(Library)]
    internal static partial nint rg_max_pool2d(
        nint input, ReadOnlySpan<long> kernel, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation, NativeBool ceil);

    [LibraryImport(Library)]
    internal static partial NativeBool rg_max_pool2d_with_indices(
        nint input, ReadOnlySpan<long> kernel, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation, NativeBool ceil,
        out nint output, out nint indices);

    [LibraryImport(Library)]
    internal static partial nint rg_avg_pool2d(
        nint input, ReadOnlySpan<long> kernel, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding, NativeBool ceil, NativeBool countIncludePad, long divisor);

    [LibraryImport(Library)] internal static partial nint rg_adaptive_avg_pool2d(nint input, ReadOnlySpan<long> size);

    [LibraryImport(Library)]
    internal static partial NativeBool rg_adaptive_max_pool2d(nint input, ReadOnlySpan<long> size, out nint output, out nint indices);

    [LibraryImport(Library)] internal static partial nint rg_dropout(nint input, double p, NativeBool training, NativeBool channels);

    [LibraryImport(Library)] internal static partial NativeBool rg_dropout_(nint input, double p, NativeBool training, NativeBool channels);

    [LibraryImport(Library)] internal static partial nint rg_pad(nint input, ReadOnlySpan<long> padding, long count, int mode, double value);

    [LibraryImport(Library)]
    internal static partial nint rg_interpolate2d(
        nint input, ReadOnlySpan<long> size, ReadOnlySpan<double> scale, int mode, NativeBool alignCorners, NativeBool antialias);

    [LibraryImport(Library)] internal static partial nint rg_one_hot(nint labels, long classes);

    [LibraryImport(Library)] internal static partial nint rg_normalize(nint input, double p, long dim, double eps);

    [LibraryImport(Library)]
    internal static partial nint rg_cross_entropy(nint input, nint target, nint weight, int reduction, long ignoreIndex, double labelSmoothing);

    [LibraryImport(Library)] internal static partial nint rg_nll_loss(nint input, nint target, nint weight, int reduction, long ignoreIndex);

    [LibraryImport(Library)] internal static partial nint rg_mse_loss(nint input, nint target, int reduction);

    [LibraryImport(Library)] internal static partial nint rg_l1_loss(nint input, nint target, int reduction);

    [LibraryImport(Library)] internal static partial nint rg_smooth_l1_loss(nint input, nint target, int reduction, double beta);

    [LibraryImport(Library)] internal static partial nint rg_huber_loss(nint input, nint target, int reduction, double delta);

    [LibraryImport(Library)] internal static partial nint rg_binary_cross_entropy(nint input, nint target, nint weight, int reduction);

    [LibraryImport(Library)]
    internal static partial nint rg_binary_cross_entropy_with_logits(nint input, nint target, nint weight, nint positiveWeight, int reduction);

    [LibraryImport(Library)] internal static partial nint rg_kl_div(nint input, nint target, int reduction, NativeBool logTarget);

    [LibraryImport(Library)] internal static partial nint rg_orthonormal(nint drawn);
}

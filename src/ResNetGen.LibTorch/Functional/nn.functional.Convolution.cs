using System;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>One-dimensional convolution: N x C x L by K x C/groups x k.</summary>
            public static Tensor conv1d(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null, long groups = 1) =>
                convolution(input, weight, bias, [stride ?? 1], [padding ?? 0], [dilation ?? 1], groups);

            /// <summary>As <see cref="conv1d"/>, padded to keep the length ("same", stride 1) or not at all ("valid").</summary>
            public static Tensor conv1d_padding(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, Padding padding = Padding.Valid, long? dilation = null, long groups = 1) =>
                convolution(input, weight, bias, [stride ?? 1], padding, [dilation ?? 1], groups);

            /// <summary>Two-dimensional convolution: N x C x H x W by K x C/groups x kh x kw.</summary>
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                convolution(input, weight, bias, Extent.Of(strides, 2, 1), Extent.Of(padding, 2, 0), Extent.Of(dilation, 2, 1), groups);

            /// <summary>As <see cref="conv2d"/>, padded to keep the size ("same", stride 1) or not at all ("valid").</summary>
            public static Tensor conv2d_padding(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null,
                long groups = 1) =>
                convolution(input, weight, bias, Extent.Of(strides, 2, 1), padding, Extent.Of(dilation, 2, 1), groups);

            /// <summary>Two-dimensional transposed convolution: N x C x H x W by C x K/groups x kh x kw.</summary>
            public static Tensor conv_transpose2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null,
                long[]? dilation = null, long groups = 1)
            {
                CheckWeight(weight, 2);
                return Result(
                    rg_conv_transpose(
                        Borrow(input), Borrow(weight), BorrowOrNull(bias), Extent.Of(strides, 2, 1), Extent.Of(padding, 2, 0), Extent.Of(output_padding, 2, 0),
                        Extent.Of(dilation, 2, 1), groups),
                    input, weight, bias);
            }

            internal static Tensor convolution(
                Tensor input, Tensor weight, Tensor? bias, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation, long groups)
            {
                CheckWeight(weight, stride.Length);
                return Result(rg_conv(Borrow(input), Borrow(weight), BorrowOrNull(bias), stride, padding, dilation, groups), input, weight, bias);
            }

            internal static Tensor convolution(
                Tensor input, Tensor weight, Tensor? bias, ReadOnlySpan<long> stride, Padding padding, ReadOnlySpan<long> dilation, long groups)
            {
                CheckWeight(weight, stride.Length);
                return Result(
                    rg_conv_padding(Borrow(input), Borrow(weight), BorrowOrNull(bias), stride, padding == Padding.Same, dilation, groups), input, weight, bias);
            }

            // The native side reads as many strides as the weight has spatial dimensions.
            private static void CheckWeight(Tensor weight, int spatial)
            {
                ArgumentNullException.ThrowIfNull(weight);
                if (weight.dim() != spatial + 2)
                {
                    throw new ArgumentException(
                        $"A convolution over {spatial} dimensions needs a weight of {spatial + 2}; this one has shape [{string.Join(", ", weight.shape)}].",
                        nameof(weight));
                }
            }
        }
    }
}

using System;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The largest value of each window of N x C x H x W. The stride is the kernel's size unless given.</summary>
            public static Tensor max_pool2d(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                Result(
                    rg_max_pool2d(
                        Borrow(input), Kernel(kernel_size), Stride(strides, kernel_size), Extent.Of(padding, 2, 0), Extent.Of(dilation, 2, 1), ceil_mode),
                    input);

            public static Tensor max_pool2d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, [kernel_size, kernel_size], Extent.Pair(stride), Extent.Pair(padding), Extent.Pair(dilation), ceil_mode);

            public static Tensor max_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null,
                bool ceil_mode = false) =>
                max_pool2d(input, Extent.Pair(kernel_size)!, Extent.Pair(stride), Extent.Pair(padding), Extent.Pair(dilation), ceil_mode);

            /// <summary>As max_pool2d, with the place of each value in its H x W plane.</summary>
            public static (Tensor output, Tensor indices) max_pool2d_with_indices(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false)
            {
                Check(
                    rg_max_pool2d_with_indices(
                        Borrow(input), Kernel(kernel_size), Stride(strides, kernel_size), Extent.Of(padding, 2, 0), Extent.Of(dilation, 2, 1), ceil_mode,
                        out var output, out var indices),
                    input);
                return (new Tensor(output), new Tensor(indices));
            }

            /// <summary>The mean of each window of N x C x H x W. The stride is the kernel's size unless given.</summary>
            public static Tensor avg_pool2d(
                Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true,
                long? divisor_override = null)
            {
                if (divisor_override == 0)
                {
                    throw new ArgumentException("The divisor of an average must not be 0.", nameof(divisor_override));
                }

                return Result(
                    rg_avg_pool2d(
                        Borrow(input), Kernel(kernel_size), Stride(stride, kernel_size), Extent.Of(padding, 2, 0), ceil_mode, count_include_pad,
                        divisor_override ?? 0),
                    input);
            }

            public static Tensor avg_pool2d(
                Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true,
                long? divisor_override = null) =>
                avg_pool2d(input, [kernel_size, kernel_size], Extent.Pair(stride), [padding, padding], ceil_mode, count_include_pad, divisor_override);

            public static Tensor avg_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, Extent.Pair(kernel_size)!, Extent.Pair(stride), Extent.Pair(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>Means over windows chosen so that the output has the given height and width.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size)
            {
                ArgumentNullException.ThrowIfNull(output_size);
                return Result(rg_adaptive_avg_pool2d(Borrow(input), Extent.Of(output_size, 2, 1)), input);
            }

            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) => adaptive_avg_pool2d(input, Extent.Pair(output_size)!);

            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) => adaptive_avg_pool2d(input, [output_size, output_size]);

            /// <summary>Largest values of windows chosen so that the output has the given height and width.</summary>
            public static Tensor adaptive_max_pool2d(Tensor input, long[] output_size)
            {
                var (output, indices) = adaptive_max_pool2d_with_indices(input, output_size);
                indices.Dispose();
                return output;
            }

            /// <summary>As adaptive_max_pool2d, with the place of each value in its H x W plane.</summary>
            public static (Tensor output, Tensor indices) adaptive_max_pool2d_with_indices(Tensor input, long[] output_size)
            {
                ArgumentNullException.ThrowIfNull(output_size);
                Check(rg_adaptive_max_pool2d(Borrow(input), Extent.Of(output_size, 2, 1), out var output, out var indices), input);
                return (new Tensor(output), new Tensor(indices));
            }

            private static long[] Kernel(long[] size)
            {
                ArgumentNullException.ThrowIfNull(size);
                return Extent.Of(size, 2, 1);
            }

            private static long[] Stride(long[]? stride, long[] kernel) => Extent.Of(stride is null or [] ? kernel : stride, 2, 1);
        }
    }
}

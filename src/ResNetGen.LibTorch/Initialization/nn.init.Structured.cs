using System;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>Normal within [<paramref name="a"/>, <paramref name="b"/>], by inverting the distribution function, so that one draw gives one value.</summary>
            public static Tensor trunc_normal_(Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, Generator? generator = null) =>
                Fill(tensor, t =>
                {
                    var low = Cumulative((a - mean) / std);
                    var high = Cumulative((b - mean) / std);
                    using var normal = t.uniform_(2 * low - 1, 2 * high - 1, generator).erfinv();
                    t.copy_(normal).mul_(std * Math.Sqrt(2)).add_(mean).clamp_(a, b);
                });

            /// <summary>The identity: ones where row and column are equal.</summary>
            /// <exception cref="ArgumentException">The tensor has not two dimensions.</exception>
            public static Tensor eye_(Tensor tensor)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                if (tensor.dim() != 2)
                {
                    throw new ArgumentException($"The identity is a matrix; this tensor has shape [{string.Join(", ", tensor.shape)}].", nameof(tensor));
                }

                return Fill(tensor, static t =>
                {
                    using var identity = eye(t.shape[0], t.shape[1], t.dtype, t.device);
                    t.copy_(identity);
                });
            }

            /// <summary>A convolution (of 1 to 3 dimensions) that gives its input's first channels unchanged.</summary>
            /// <exception cref="ArgumentException">The tensor has not three to five dimensions.</exception>
            public static Tensor dirac_(Tensor tensor)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                var shape = tensor.shape;
                if (shape.Length is < 3 or > 5)
                {
                    throw new ArgumentException($"A convolution's weight has 3 to 5 dimensions; this tensor has shape [{string.Join(", ", shape)}].", nameof(tensor));
                }

                return Fill(tensor, t =>
                {
                    using var scope = NewDisposeScope();
                    t.zero_();
                    var centre = t;
                    for (var dim = shape.Length - 1; dim >= 2; dim--)
                    {
                        centre = centre.select(dim, shape[dim] / 2);
                    }

                    centre.diagonal().fill_(1);
                });
            }

            /// <summary>A matrix of orthonormal rows or columns, times <paramref name="gain"/> (Saxe et al. 2014). Dimensions after the first count as one.</summary>
            /// <exception cref="ArgumentException">The tensor has less than two dimensions.</exception>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                if (tensor.dim() < 2)
                {
                    throw new ArgumentException(
                        $"An orthogonal matrix needs at least two dimensions; this tensor has shape [{string.Join(", ", tensor.shape)}].", nameof(tensor));
                }

                return Fill(tensor, t =>
                {
                    using var scope = NewDisposeScope();
                    var rows = t.shape[0];
                    var columns = t.numel() / rows;
                    var drawn = empty([rows, columns], t.dtype, t.device).normal_(0, 1);
                    var tall = rows < columns ? drawn.t() : drawn;
                    var q = Result(rg_orthonormal(Borrow(tall)), tall);
                    t.copy_((rows < columns ? q.t() : q).reshape(t.shape)).mul_(gain);
                });
            }

            private static double Cumulative(double x) => (1 + ErrorFunction(x / Math.Sqrt(2))) / 2;

            private static double ErrorFunction(double x)
            {
                using var value = tensor(x, ScalarType.Float64);
                using var result = value.erf();
                return result.item<double>();
            }
        }
    }
}

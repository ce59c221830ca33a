using System;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Resizes images (N x C x H x W) to a size or by a factor.</summary>
            /// <exception cref="ArgumentException">Not images; both or neither of size and factor; aligned corners in a mode that has none.</exception>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null,
                bool recompute_scale_factor = false, bool antialias = false)
            {
                ArgumentNullException.ThrowIfNull(x);
                if (x.dim() != 4)
                {
                    throw new ArgumentException($"Images (N x C x H x W) can be resized; this tensor has {x.dim()} dimensions.", nameof(x));
                }

                if ((size is null) == (scale_factor is null))
                {
                    throw new ArgumentException("Give either the size or the factor.", nameof(size));
                }

                if (align_corners == true && mode is not (InterpolationMode.Bilinear or InterpolationMode.Bicubic))
                {
                    throw new ArgumentException($"Corners can be aligned in bilinear and bicubic mode, not in {mode}.", nameof(align_corners));
                }

                ReadOnlySpan<double> factors = scale_factor is null ? default : scale_factor.Length == 1 ? [scale_factor[0], scale_factor[0]] : scale_factor;
                if (scale_factor is not null && factors.Length != 2)
                {
                    throw new ArgumentException($"1 or 2 factors are needed, not {factors.Length}.", nameof(scale_factor));
                }

                var sizes = size is null ? [(long)Math.Floor(x.shape[2] * factors[0]), (long)Math.Floor(x.shape[3] * factors[1])] : Extent.Of(size, 2, 1);
                return Result(
                    rg_interpolate2d(Borrow(x), sizes, recompute_scale_factor ? default : factors, (int)mode, align_corners ?? false, antialias), x);
            }
        }
    }
}

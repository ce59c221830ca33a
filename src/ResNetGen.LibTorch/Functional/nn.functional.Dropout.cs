namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>In training sets each value to zero with probability <paramref name="p"/> and scales the others by 1 / (1 - p).</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) => Drop(input, p, training, inplace, false);

            /// <summary>As dropout, but whole channels at once (Tompson et al. 2015).</summary>
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) => Drop(input, p, training, inplace, true);

            private static Tensor Drop(Tensor input, double p, bool training, bool inplace, bool channels)
            {
                if (!inplace)
                {
                    return Result(rg_dropout(Borrow(input), p, training, channels), input);
                }

                Check(rg_dropout_(Borrow(input), p, training, channels), input);
                return input.Share();
            }
        }
    }
}

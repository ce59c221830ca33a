using System;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // In place, the result is a further object over the input's own native tensor: either can be disposed without the other.
        public static partial class functional
        {
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? Given(x).relu_().Share() : Given(x).relu();

            public static Tensor relu6(Tensor x, bool inplace = false) => inplace ? Given(x).relu6_().Share() : Given(x).relu6();

            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? Given(input).leaky_relu_(negative_slope).Share() : Given(input).leaky_relu(negative_slope);

            public static Tensor elu(Tensor x, double alpha, bool inplace = false) => inplace ? Given(x).elu_(alpha).Share() : Given(x).elu(alpha);

            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? Given(x).silu_().Share() : Given(x).silu();

            public static Tensor gelu(Tensor x) => Given(x).gelu();

            public static Tensor gelu(Tensor x, bool inplace) => inplace ? Given(x).gelu_().Share() : Given(x).gelu();

            public static Tensor gelu(Tensor x, GELU.Approximate approximate, bool inplace = false) =>
                inplace ? Given(x).gelu_(approximate).Share() : Given(x).gelu(approximate);

            public static Tensor sigmoid(Tensor x) => Given(x).sigmoid();

            public static Tensor sigmoid(Tensor x, bool inplace) => inplace ? Given(x).sigmoid_().Share() : Given(x).sigmoid();

            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? Given(x).tanh_().Share() : Given(x).tanh();

            public static Tensor hardswish(Tensor input, bool inplace = false) => inplace ? Given(input).hardswish_().Share() : Given(input).hardswish();

            public static Tensor hardsigmoid(Tensor input, bool inplace = false) => inplace ? Given(input).hardsigmoid_().Share() : Given(input).hardsigmoid();

            public static Tensor hardtanh(Tensor x, double min_val = -1, double max_val = 1, bool inplace = false) =>
                inplace ? Given(x).hardtanh_(min_val, max_val).Share() : Given(x).hardtanh(min_val, max_val);

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => Given(input).softmax(dim, dtype);

            public static Tensor log_softmax(Tensor x, long dim) => Given(x).log_softmax(dim);

            private static Tensor Given(Tensor input)
            {
                ArgumentNullException.ThrowIfNull(input);
                return input;
            }
        }
    }
}

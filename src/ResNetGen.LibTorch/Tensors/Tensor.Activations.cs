namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor relu() => Result(rg_relu(Handle), this);

        public Tensor relu_() => Changed(rg_relu_(Handle));

        public Tensor relu6() => Result(rg_relu6(Handle), this);

        public Tensor relu6_() => Changed(rg_relu6_(Handle));

        public Tensor selu() => Result(rg_selu(Handle), this);

        public Tensor selu_() => Changed(rg_selu_(Handle));

        public Tensor silu() => Result(rg_silu(Handle), this);

        public Tensor silu_() => Changed(rg_silu_(Handle));

        public Tensor gelu() => Result(rg_gelu(Handle), this);

        public Tensor gelu_() => Changed(rg_gelu_(Handle));

        public Tensor celu() => Result(rg_celu(Handle), this);

        public Tensor celu_() => Changed(rg_celu_(Handle));

        public Tensor hardsigmoid() => Result(rg_hardsigmoid(Handle), this);

        public Tensor hardsigmoid_() => Changed(rg_hardsigmoid_(Handle));

        public Tensor hardswish() => Result(rg_hardswish(Handle), this);

        public Tensor hardswish_() => Changed(rg_hardswish_(Handle));

        public Tensor log_sigmoid() => Result(rg_log_sigmoid(Handle), this);
    }
}

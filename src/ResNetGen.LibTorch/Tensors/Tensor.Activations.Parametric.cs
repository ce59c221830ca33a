using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>x where positive, else negative_slope · x.</summary>
        public Tensor leaky_relu(Scalar negative_slope) => Result(rg_leaky_relu(Handle, Borrow(negative_slope)), this);

        /// <inheritdoc cref="leaky_relu(Scalar)"/>
        public Tensor leaky_relu_(Scalar negative_slope) => Changed(rg_leaky_relu_(Handle, Borrow(negative_slope)));

        /// <summary>x where positive, else alpha · (exp(x) - 1).</summary>
        public Tensor elu(double alpha = 1) => elu(alpha, 1.0, 1.0);

        /// <inheritdoc cref="elu(double)"/>
        public Tensor elu_(double alpha = 1) => elu_(alpha, 1.0, 1.0);

        /// <summary>scale · x where positive, else scale · alpha · (exp(input_scale · x) - 1).</summary>
        public Tensor elu(Scalar alpha, Scalar scale, Scalar input_scale) =>
            Result(rg_elu(Handle, Borrow(alpha), Borrow(scale), Borrow(input_scale)), this);

        /// <inheritdoc cref="elu(Scalar, Scalar, Scalar)"/>
        public Tensor elu_(Scalar alpha, Scalar scale, Scalar input_scale) =>
            Changed(rg_elu_(Handle, Borrow(alpha), Borrow(scale), Borrow(input_scale)));

        /// <summary>x, but not below min and not above max.</summary>
        public Tensor hardtanh(Scalar min, Scalar max) => Result(rg_hardtanh(Handle, Borrow(min), Borrow(max)), this);

        /// <inheritdoc cref="hardtanh"/>
        public Tensor hardtanh_(Scalar min, Scalar max) => Changed(rg_hardtanh_(Handle, Borrow(min), Borrow(max)));

        /// <summary>x · Φ(x), exactly or by the approximation with tanh.</summary>
        public Tensor gelu(GELU.Approximate approximate) => Result(rg_gelu_approximate(Handle, approximate == GELU.Approximate.tanh), this);

        /// <inheritdoc cref="gelu(GELU.Approximate)"/>
        public Tensor gelu_(GELU.Approximate approximate) => Changed(rg_gelu_approximate_(Handle, approximate == GELU.Approximate.tanh));
    }
}

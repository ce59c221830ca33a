namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        // Each element by itself; a trailing underscore changes the tensor in place and returns it.

        public Tensor abs() => Result(rg_abs(Handle), this);

        public Tensor abs_() => Changed(rg_abs_(Handle));

        public Tensor acos() => Result(rg_acos(Handle), this);

        public Tensor acos_() => Changed(rg_acos_(Handle));

        public Tensor acosh() => Result(rg_acosh(Handle), this);

        public Tensor acosh_() => Changed(rg_acosh_(Handle));

        public Tensor asin() => Result(rg_asin(Handle), this);

        public Tensor asin_() => Changed(rg_asin_(Handle));

        public Tensor asinh() => Result(rg_asinh(Handle), this);

        public Tensor asinh_() => Changed(rg_asinh_(Handle));

        public Tensor atan() => Result(rg_atan(Handle), this);

        public Tensor atan_() => Changed(rg_atan_(Handle));

        public Tensor atanh() => Result(rg_atanh(Handle), this);

        public Tensor atanh_() => Changed(rg_atanh_(Handle));

        public Tensor ceil() => Result(rg_ceil(Handle), this);

        public Tensor ceil_() => Changed(rg_ceil_(Handle));

        public Tensor cos() => Result(rg_cos(Handle), this);

        public Tensor cos_() => Changed(rg_cos_(Handle));

        public Tensor cosh() => Result(rg_cosh(Handle), this);

        public Tensor cosh_() => Changed(rg_cosh_(Handle));

        public Tensor digamma() => Result(rg_digamma(Handle), this);

        public Tensor erf() => Result(rg_erf(Handle), this);

        public Tensor erf_() => Changed(rg_erf_(Handle));

        public Tensor erfc() => Result(rg_erfc(Handle), this);

        public Tensor erfc_() => Changed(rg_erfc_(Handle));

        public Tensor erfinv() => Result(rg_erfinv(Handle), this);

        public Tensor exp() => Result(rg_exp(Handle), this);

        public Tensor exp_() => Changed(rg_exp_(Handle));

        public Tensor exp2() => Result(rg_exp2(Handle), this);

        public Tensor exp2_() => Changed(rg_exp2_(Handle));

        public Tensor expm1() => Result(rg_expm1(Handle), this);

        public Tensor expm1_() => Changed(rg_expm1_(Handle));

        public Tensor floor() => Result(rg_floor(Handle), this);

        public Tensor floor_() => Changed(rg_floor_(Handle));

        public Tensor frac() => Result(rg_frac(Handle), this);

        public Tensor frac_() => Changed(rg_frac_(Handle));

        public Tensor lgamma() => Result(rg_lgamma(Handle), this);

        public Tensor log() => Result(rg_log(Handle), this);

        public Tensor log_() => Changed(rg_log_(Handle));

        public Tensor log10() => Result(rg_log10(Handle), this);

        public Tensor log10_() => Changed(rg_log10_(Handle));

        public Tensor log1p() => Result(rg_log1p(Handle), this);

        public Tensor log1p_() => Changed(rg_log1p_(Handle));

        public Tensor log2() => Result(rg_log2(Handle), this);

        public Tensor log2_() => Changed(rg_log2_(Handle));

        public Tensor neg() => Result(rg_neg(Handle), this);

        public Tensor neg_() => Changed(rg_neg_(Handle));

        public Tensor reciprocal() => Result(rg_reciprocal(Handle), this);

        public Tensor reciprocal_() => Changed(rg_reciprocal_(Handle));

        public Tensor rsqrt() => Result(rg_rsqrt(Handle), this);

        public Tensor rsqrt_() => Changed(rg_rsqrt_(Handle));

        public Tensor sigmoid() => Result(rg_sigmoid(Handle), this);

        public Tensor sigmoid_() => Changed(rg_sigmoid_(Handle));

        public Tensor sgn() => Result(rg_sgn(Handle), this);

        public Tensor sign() => Result(rg_sign(Handle), this);

        public Tensor sign_() => Changed(rg_sign_(Handle));

        public Tensor sin() => Result(rg_sin(Handle), this);

        public Tensor sin_() => Changed(rg_sin_(Handle));

        public Tensor sinh() => Result(rg_sinh(Handle), this);

        public Tensor sinh_() => Changed(rg_sinh_(Handle));

        public Tensor sqrt() => Result(rg_sqrt(Handle), this);

        public Tensor sqrt_() => Changed(rg_sqrt_(Handle));

        public Tensor square() => Result(rg_square(Handle), this);

        public Tensor tan() => Result(rg_tan(Handle), this);

        public Tensor tan_() => Changed(rg_tan_(Handle));

        public Tensor tanh() => Result(rg_tanh(Handle), this);

        public Tensor tanh_() => Changed(rg_tanh_(Handle));

        public Tensor trunc() => Result(rg_trunc(Handle), this);

        public Tensor trunc_() => Changed(rg_trunc_(Handle));

        public Tensor logical_not() => Result(rg_logical_not(Handle), this);

        public Tensor logical_not_() => Changed(rg_logical_not_(Handle));

        public Tensor bitwise_not() => Result(rg_bitwise_not(Handle), this);

        public Tensor bitwise_not_() => Changed(rg_bitwise_not_(Handle));

        public Tensor isfinite() => Result(rg_isfinite(Handle), this);

        public Tensor isinf() => Result(rg_isinf(Handle), this);

        public Tensor isnan() => Result(rg_isnan(Handle), this);
    }
}

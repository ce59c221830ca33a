namespace TorchSharp;

public static partial class torch
{
    // The methods of tensors of the same names, which say what they do.

    public static Tensor abs(Tensor input) => Present(input).abs();

    public static Tensor abs_(Tensor input) => Present(input).abs_();

    public static Tensor acos(Tensor input) => Present(input).acos();

    public static Tensor acos_(Tensor input) => Present(input).acos_();

    public static Tensor acosh(Tensor input) => Present(input).acosh();

    public static Tensor acosh_(Tensor input) => Present(input).acosh_();

    public static Tensor asin(Tensor input) => Present(input).asin();

    public static Tensor asin_(Tensor input) => Present(input).asin_();

    public static Tensor asinh(Tensor input) => Present(input).asinh();

    public static Tensor asinh_(Tensor input) => Present(input).asinh_();

    public static Tensor atan(Tensor input) => Present(input).atan();

    public static Tensor atan_(Tensor input) => Present(input).atan_();

    public static Tensor atanh(Tensor input) => Present(input).atanh();

    public static Tensor atanh_(Tensor input) => Present(input).atanh_();

    public static Tensor bitwise_not(Tensor input) => Present(input).bitwise_not();

    public static Tensor bitwise_not_(Tensor input) => Present(input).bitwise_not_();

    public static Tensor ceil(Tensor input) => Present(input).ceil();

    public static Tensor ceil_(Tensor input) => Present(input).ceil_();

    public static Tensor cos(Tensor input) => Present(input).cos();

    public static Tensor cos_(Tensor input) => Present(input).cos_();

    public static Tensor cosh(Tensor input) => Present(input).cosh();

    public static Tensor cosh_(Tensor input) => Present(input).cosh_();

    public static Tensor digamma(Tensor input) => Present(input).digamma();

    public static Tensor erf(Tensor input) => Present(input).erf();

    public static Tensor erf_(Tensor input) => Present(input).erf_();

    public static Tensor erfc(Tensor input) => Present(input).erfc();

    public static Tensor erfc_(Tensor input) => Present(input).erfc_();

    public static Tensor erfinv(Tensor input) => Present(input).erfinv();

    public static Tensor exp(Tensor input) => Present(input).exp();

    public static Tensor exp2(Tensor input) => Present(input).exp2();

    public static Tensor exp2_(Tensor input) => Present(input).exp2_();

    public static Tensor exp_(Tensor input) => Present(input).exp_();

    public static Tensor expm1(Tensor input) => Present(input).expm1();

    public static Tensor expm1_(Tensor input) => Present(input).expm1_();

    public static Tensor floor(Tensor input) => Present(input).floor();

    public static Tensor floor_(Tensor input) => Present(input).floor_();

    public static Tensor frac(Tensor input) => Present(input).frac();

    public static Tensor frac_(Tensor input) => Present(input).frac_();

    public static Tensor isfinite(Tensor tensor) => Present(tensor).isfinite();

    public static Tensor isinf(Tensor tensor) => Present(tensor).isinf();

    public static Tensor isnan(Tensor input) => Present(input).isnan();

    public static Tensor lgamma(Tensor input) => Present(input).lgamma();

    public static Tensor log(Tensor input) => Present(input).log();

    public static Tensor log10(Tensor input) => Present(input).log10();

    public static Tensor log10_(Tensor input) => Present(input).log10_();

    public static Tensor log1p(Tensor input) => Present(input).log1p();

    public static Tensor log1p_(Tensor input) => Present(input).log1p_();

    public static Tensor log2(Tensor input) => Present(input).log2();

    public static Tensor log2_(Tensor input) => Present(input).log2_();

    public static Tensor log_(Tensor input) => Present(input).log_();

    public static Tensor logical_not(Tensor input) => Present(input).logical_not();

    public static Tensor neg(Tensor input) => Present(input).neg();

    public static Tensor neg_(Tensor input) => Present(input).neg_();

    public static Tensor reciprocal(Tensor input) => Present(input).reciprocal();

    public static Tensor reciprocal_(Tensor input) => Present(input).reciprocal_();

    public static Tensor rsqrt(Tensor input) => Present(input).rsqrt();

    public static Tensor rsqrt_(Tensor input) => Present(input).rsqrt_();

    public static Tensor sgn(Tensor input) => Present(input).sgn();

    public static Tensor sigmoid(Tensor input) => Present(input).sigmoid();

    public static Tensor sigmoid_(Tensor input) => Present(input).sigmoid_();

    public static Tensor sign(Tensor input) => Present(input).sign();

    public static Tensor sign_(Tensor input) => Present(input).sign_();

    public static Tensor sin(Tensor input) => Present(input).sin();

    public static Tensor sin_(Tensor input) => Present(input).sin_();

    public static Tensor sinh(Tensor input) => Present(input).sinh();

    public static Tensor sinh_(Tensor input) => Present(input).sinh_();

    public static Tensor sqrt(Tensor input) => Present(input).sqrt();

    public static Tensor sqrt_(Tensor input) => Present(input).sqrt_();

    public static Tensor square(Tensor input) => Present(input).square();

    public static Tensor tan(Tensor input) => Present(input).tan();

    public static Tensor tan_(Tensor input) => Present(input).tan_();

    public static Tensor tanh(Tensor input) => Present(input).tanh();

    public static Tensor tanh_(Tensor input) => Present(input).tanh_();

    public static Tensor trunc(Tensor input) => Present(input).trunc();

    public static Tensor trunc_(Tensor input) => Present(input).trunc_();
}

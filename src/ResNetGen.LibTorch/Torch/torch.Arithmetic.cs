namespace TorchSharp;

public static partial class torch
{
    // The methods of tensors of the same names, which say what they do.

    public static Tensor absolute(Tensor input) => Present(input).absolute();

    public static Tensor absolute_(Tensor input) => Present(input).absolute_();

    public static Tensor add(Tensor left, Scalar right) => Present(left).add(right);

    public static Tensor add(Tensor left, Scalar right, Scalar alpha) => Present(left).add(right, alpha);

    public static Tensor add(Tensor left, Tensor right) => Present(left).add(right);

    public static Tensor add(Tensor left, Tensor right, Scalar alpha) => Present(left).add(right, alpha);

    public static Tensor add_(Tensor left, Scalar right) => Present(left).add_(right);

    public static Tensor add_(Tensor left, Scalar right, Scalar alpha) => Present(left).add_(right, alpha);

    public static Tensor add_(Tensor left, Tensor right) => Present(left).add_(right);

    public static Tensor add_(Tensor left, Tensor right, Scalar alpha) => Present(left).add_(right, alpha);

    public static Tensor addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) =>
        Present(input).addcdiv(tensor1, tensor2, value);

    public static Tensor addcdiv_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) =>
        Present(input).addcdiv_(tensor1, tensor2, value);

    public static Tensor addcmul(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) =>
        Present(input).addcmul(tensor1, tensor2, value);

    public static Tensor addcmul_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) =>
        Present(input).addcmul_(tensor1, tensor2, value);

    public static Tensor atan2(Tensor input, Tensor other) => Present(input).atan2(other);

    public static Tensor atan2_(Tensor input, Tensor other) => Present(input).atan2_(other);

    public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => Present(input).clamp(min, max);

    public static Tensor clamp(Tensor input, Tensor? min = null, Tensor? max = null) => Present(input).clamp(min, max);

    public static Tensor clamp_(Tensor input, Scalar? min = null, Scalar? max = null) => Present(input).clamp_(min, max);

    public static Tensor clamp_(Tensor input, Tensor? min = null, Tensor? max = null) => Present(input).clamp_(min, max);

    public static Tensor clamp_max(Tensor input, Scalar max) => Present(input).clamp_max(max);

    public static Tensor clamp_max_(Tensor input, Scalar max) => Present(input).clamp_max_(max);

    public static Tensor clamp_min(Tensor input, Scalar min) => Present(input).clamp_min(min);

    public static Tensor clamp_min_(Tensor input, Scalar min) => Present(input).clamp_min_(min);

    public static Tensor clip(Tensor input, Scalar? min = null, Scalar? max = null) => Present(input).clip(min, max);

    public static Tensor div(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) =>
        Present(left).div(right, rounding_mode);

    public static Tensor div(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) =>
        Present(left).div(right, rounding_mode);

    public static Tensor div_(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) =>
        Present(left).div_(right, rounding_mode);

    public static Tensor div_(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) =>
        Present(left).div_(right, rounding_mode);

    public static Tensor divide(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) =>
        Present(left).divide(right, rounding_mode);

    public static Tensor divide(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) =>
        Present(left).divide(right, rounding_mode);

    public static Tensor divide_(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) =>
        Present(left).divide_(right, rounding_mode);

    public static Tensor floor_divide(Tensor input, Tensor other) => Present(input).floor_divide(other);

    public static Tensor floor_divide_(Tensor input, Tensor other) => Present(input).floor_divide_(other);

    public static Tensor fmod(Tensor left, Scalar right) => Present(left).fmod(right);

    public static Tensor fmod(Tensor left, Tensor right) => Present(left).fmod(right);

    public static Tensor fmod_(Tensor left, Scalar right) => Present(left).fmod_(right);

    public static Tensor fmod_(Tensor left, Tensor right) => Present(left).fmod_(right);

    public static Tensor lerp(Tensor input, Tensor end, Tensor weight) => Present(input).lerp(end, weight);

    public static Tensor logaddexp(Tensor left, Tensor right) => Present(left).logaddexp(right);

    public static Tensor maximum(Tensor input, Tensor other) => Present(input).maximum(other);

    public static Tensor minimum(Tensor input, Tensor other) => Present(input).minimum(other);

    public static Tensor mul(Tensor left, Scalar right) => Present(left).mul(right);

    public static Tensor mul(Tensor left, Tensor right) => Present(left).mul(right);

    public static Tensor mul_(Tensor left, Scalar right) => Present(left).mul_(right);

    public static Tensor mul_(Tensor left, Tensor right) => Present(left).mul_(right);

    public static Tensor multiply(Tensor left, Scalar right) => Present(left).multiply(right);

    public static Tensor multiply(Tensor left, Tensor right) => Present(left).multiply(right);

    public static Tensor negative(Tensor input) => Present(input).negative();

    public static Tensor pow(Tensor left, Scalar exponent) => Present(left).pow(exponent);

    public static Tensor pow(Tensor left, Tensor exponent) => Present(left).pow(exponent);

    public static Tensor pow_(Tensor left, Scalar exponent) => Present(left).pow_(exponent);

    public static Tensor pow_(Tensor left, Tensor exponent) => Present(left).pow_(exponent);

    public static Tensor remainder(Tensor left, Scalar right) => Present(left).remainder(right);

    public static Tensor remainder(Tensor left, Tensor right) => Present(left).remainder(right);

    public static Tensor remainder_(Tensor left, Scalar right) => Present(left).remainder_(right);

    public static Tensor remainder_(Tensor left, Tensor right) => Present(left).remainder_(right);

    public static Tensor round(Tensor input, long decimals = 0) => Present(input).round(decimals);

    public static Tensor round_(Tensor input, long decimals = 0) => Present(input).round_(decimals);

    public static Tensor sub(Tensor left, Scalar right) => Present(left).sub(right);

    public static Tensor sub(Tensor left, Tensor right) => Present(left).sub(right);

    public static Tensor sub_(Tensor left, Scalar right) => Present(left).sub_(right);

    public static Tensor sub_(Tensor left, Tensor right) => Present(left).sub_(right);

    public static Tensor subtract(Tensor left, Scalar right) => Present(left).subtract(right);

    public static Tensor subtract(Tensor left, Tensor right) => Present(left).subtract(right);

    public static Tensor subtract_(Tensor left, Scalar right) => Present(left).subtract_(right);

    public static Tensor subtract_(Tensor left, Tensor right) => Present(left).subtract_(right);

    public static Tensor true_divide(Tensor dividend, Tensor divisor) => Present(dividend).true_divide(divisor);

    public static Tensor true_divide_(Tensor dividend, Tensor divisor) => Present(dividend).true_divide_(divisor);

    public static Tensor xlogy(Tensor x, Scalar y) => Present(x).xlogy(y);

    public static Tensor xlogy(Tensor x, Tensor y) => Present(x).xlogy(y);
}

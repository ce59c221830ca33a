using System;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Result(rg_add(Handle, Borrow(target), 1), this, target);

        /// <summary>This tensor and <paramref name="alpha"/> times the other.</summary>
        public Tensor add(Tensor target, Scalar alpha) => Result(rg_add(Handle, Borrow(target), Borrow(alpha)), this, target);

        public Tensor add(Scalar scalar) => Result(rg_add_scalar(Handle, Borrow(scalar), 1), this);

        public Tensor add(Scalar scalar, Scalar alpha) => Result(rg_add_scalar(Handle, Borrow(scalar), Borrow(alpha)), this);

        public Tensor add_(Tensor target) => Changed(rg_add_(Handle, Borrow(target), 1), target);

        /// <inheritdoc cref="add(Tensor, Scalar)"/>
        public Tensor add_(Tensor target, Scalar alpha) => Changed(rg_add_(Handle, Borrow(target), Borrow(alpha)), target);

        public Tensor add_(Scalar scalar) => Changed(rg_add_scalar_(Handle, Borrow(scalar), 1));

        public Tensor add_(Scalar scalar, Scalar alpha) => Changed(rg_add_scalar_(Handle, Borrow(scalar), Borrow(alpha)));

        public Tensor sub(Tensor target) => Result(rg_sub(Handle, Borrow(target), 1), this, target);

        public Tensor sub(Scalar target) => Result(rg_sub_scalar(Handle, Borrow(target), 1), this);

        public Tensor sub_(Tensor target) => Changed(rg_sub_(Handle, Borrow(target), 1), target);

        public Tensor sub_(Scalar target) => Changed(rg_sub_scalar_(Handle, Borrow(target), 1));

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Result(rg_div(Handle, Borrow(target), (int)rounding_mode), this, target);

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Result(rg_div_scalar(Handle, Borrow(target), (int)rounding_mode), this);

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Changed(rg_div_(Handle, Borrow(target), (int)rounding_mode), target);

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Changed(rg_div_scalar_(Handle, Borrow(target), (int)rounding_mode));

        public Tensor mul(Tensor target) => Result(rg_mul(Handle, Borrow(target)), this, target);

        public Tensor mul(Scalar target) => Result(rg_mul_scalar(Handle, Borrow(target)), this);

        public Tensor mul_(Tensor target) => Changed(rg_mul_(Handle, Borrow(target)), target);

        public Tensor mul_(Scalar target) => Changed(rg_mul_scalar_(Handle, Borrow(target)));

        public Tensor pow(Tensor exponent) => Result(rg_pow(Handle, Borrow(exponent)), this, exponent);

        public Tensor pow(Scalar exponent) => Result(rg_pow_scalar(Handle, Borrow(exponent)), this);

        public Tensor pow_(Tensor exponent) => Changed(rg_pow_(Handle, Borrow(exponent)), exponent);

        public Tensor pow_(Scalar exponent) => Changed(rg_pow_scalar_(Handle, Borrow(exponent)));

        public Tensor fmod(Tensor target) => Result(rg_fmod(Handle, Borrow(target)), this, target);

        public Tensor fmod(Scalar scalar) => Result(rg_fmod_scalar(Handle, Borrow(scalar)), this);

        public Tensor fmod_(Tensor target) => Changed(rg_fmod_(Handle, Borrow(target)), target);

        public Tensor fmod_(Scalar scalar) => Changed(rg_fmod_scalar_(Handle, Borrow(scalar)));

        public Tensor remainder(Tensor target) => Result(rg_remainder(Handle, Borrow(target)), this, target);

        public Tensor remainder(Scalar scalar) => Result(rg_remainder_scalar(Handle, Borrow(scalar)), this);

        public Tensor remainder_(Tensor target) => Changed(rg_remainder_(Handle, Borrow(target)), target);

        public Tensor remainder_(Scalar scalar) => Changed(rg_remainder_scalar_(Handle, Borrow(scalar)));

        public Tensor floor_divide(Tensor other) => Result(rg_floor_divide(Handle, Borrow(other)), this, other);

        public Tensor floor_divide(Scalar other) => Result(rg_floor_divide_scalar(Handle, Borrow(other)), this);

        public Tensor floor_divide_(Tensor other) => Changed(rg_floor_divide_(Handle, Borrow(other)), other);

        public Tensor floor_divide_(Scalar other) => Changed(rg_floor_divide_scalar_(Handle, Borrow(other)));

        public Tensor atan2(Tensor other) => Result(rg_atan2(Handle, Borrow(other)), this, other);

        public Tensor atan2_(Tensor other) => Changed(rg_atan2_(Handle, Borrow(other)), other);

        public Tensor logaddexp(Tensor other) => Result(rg_logaddexp(Handle, Borrow(other)), this, other);

        public Tensor maximum(Tensor other) => Result(rg_maximum(Handle, Borrow(other)), this, other);

        public Tensor minimum(Tensor other) => Result(rg_minimum(Handle, Borrow(other)), this, other);

        public Tensor round(long decimals = 0) => Result(rg_round(Handle, decimals), this);

        public Tensor round_(long decimals = 0) => Changed(rg_round_(Handle, decimals));

        /// <summary>This tensor and <paramref name="value"/> times the product of two others.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Result(rg_addcmul(Handle, Borrow(tensor1), Borrow(tensor2), Borrow(value)), this, tensor1, tensor2);

        /// <inheritdoc cref="addcmul"/>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Changed(rg_addcmul_(Handle, Borrow(tensor1), Borrow(tensor2), Borrow(value)), tensor1, tensor2);

        /// <summary>This tensor and <paramref name="value"/> times the quotient of two others.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Result(rg_addcdiv(Handle, Borrow(tensor1), Borrow(tensor2), Borrow(value)), this, tensor1, tensor2);

        /// <inheritdoc cref="addcdiv(Tensor, Tensor, Scalar)"/>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => addcdiv(tensor1, tensor2, 1);

        /// <inheritdoc cref="addcdiv(Tensor, Tensor, Scalar)"/>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Changed(rg_addcdiv_(Handle, Borrow(tensor1), Borrow(tensor2), Borrow(value)), tensor1, tensor2);

        /// <inheritdoc cref="addcdiv(Tensor, Tensor, Scalar)"/>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => addcdiv_(tensor1, tensor2, 1);

        /// <summary>This tensor and <paramref name="weight"/> times the way to <paramref name="end"/>.</summary>
        public Tensor lerp(Tensor end, Tensor weight) => Result(rg_lerp(Handle, Borrow(end), Borrow(weight)), this, end, weight);

        /// <inheritdoc cref="lerp"/>
        public Tensor lerp_(Tensor end, Tensor weight) => Changed(rg_lerp_(Handle, Borrow(end), Borrow(weight)), end, weight);

        /// <summary>No element below <paramref name="min"/> or above <paramref name="max"/>; either may be absent.</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) =>
            Result(rg_clamp(Handle, min is not null, min?.Value ?? default, max is not null, max?.Value ?? default), this);

        /// <inheritdoc cref="clamp(Scalar?, Scalar?)"/>
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Result(rg_clamp_tensor(Handle, BorrowOrNull(min), BorrowOrNull(max)), this, min, max);

        /// <inheritdoc cref="clamp(Scalar?, Scalar?)"/>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) =>
            Changed(rg_clamp_(Handle, min is not null, min?.Value ?? default, max is not null, max?.Value ?? default));

        /// <inheritdoc cref="clamp(Scalar?, Scalar?)"/>
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Changed(rg_clamp_tensor_(Handle, BorrowOrNull(min), BorrowOrNull(max)), min, max);

        /// <inheritdoc cref="clamp(Scalar?, Scalar?)"/>
        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor clamp_min(Scalar min) => clamp(min, null);

        public Tensor clamp_min_(Scalar min) => clamp_(min, null);

        public Tensor clamp_max(Scalar max) => clamp(null, max);

        public Tensor clamp_max_(Scalar max) => clamp_(null, max);

        public Tensor fill_(Scalar value) => Changed(rg_fill_(Handle, Borrow(value)));

        public Tensor zero_() => Changed(rg_zero_(Handle));

        /// <summary>This tensor where <paramref name="condition"/> holds, <paramref name="y"/> elsewhere.</summary>
        public Tensor where(Tensor condition, Tensor y) => Result(rg_where(Borrow(condition), Handle, Borrow(y)), condition, this, y);

        /// <summary>This tensor times the logarithm of the other; 0 where this tensor is 0.</summary>
        public Tensor xlogy(Tensor y) => Result(rg_xlogy(Handle, Borrow(y)), this, y);

        /// <inheritdoc cref="xlogy(Tensor)"/>
        public Tensor xlogy(Scalar y) => Result(rg_xlogy_scalar(Handle, Borrow(y)), this);

        /// <summary>Numbers in the place of NaN and infinities; for these the largest and smallest of the type where nothing is said.</summary>
        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) => Result(
            rg_nan_to_num(Handle, nan, posinf is { } above ? [above] : default(ReadOnlySpan<double>), neginf is { } below ? [below] : default(ReadOnlySpan<double>)),
            this);

        // The longer names of the same operations.

        public Tensor absolute() => abs();

        public Tensor absolute_() => abs_();

        public Tensor negative() => neg();

        public Tensor subtract(Tensor target) => sub(target);

        public Tensor subtract(Scalar target) => sub(target);

        public Tensor subtract_(Tensor target) => sub_(target);

        public Tensor subtract_(Scalar target) => sub_(target);

        public Tensor multiply(Tensor target) => mul(target);

        public Tensor multiply(Scalar target) => mul(target);

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        public Tensor true_divide(Tensor other) => div(other);

        public Tensor true_divide(Scalar other) => div(other);

        public Tensor true_divide_(Tensor other) => div_(other);

        public Tensor true_divide_(Scalar other) => div_(other);
    }
}

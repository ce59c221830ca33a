// Arithmetic, comparison and all else that is done to each element. Functions of one signature stand in a table; each row is an exported function or a family of them.
#include "guard.h"
#include "training/relu.h"
#include "training/sum.h"

using namespace resnetgen;

// Of one tensor: rg_abs(x), and in place rg_abs_(x).

#define UNARY(name) \
    RG_API Handle rg_##name(Handle self) { \
        return guard([&] { return give(at::name(*Borrowed(self))); }); \
    }

#define UNARY_IN_PLACE(name) \
    RG_API bool rg_##name##_(Handle self) { \
        return guard([&] { return at::name##_(Borrowed(self).mutate()), true; }); \
    }

#define UNARY_BOTH(name) UNARY(name) UNARY_IN_PLACE(name)

UNARY_BOTH(abs)
UNARY_BOTH(acos)
UNARY_BOTH(acosh)
UNARY_BOTH(asin)
UNARY_BOTH(asinh)
UNARY_BOTH(atan)
UNARY_BOTH(atanh)
UNARY_BOTH(ceil)
UNARY_BOTH(cos)
UNARY_BOTH(cosh)
UNARY(digamma)
UNARY_BOTH(erf)
UNARY_BOTH(erfc)
UNARY(erfinv)
UNARY_BOTH(exp)
UNARY_BOTH(exp2)
UNARY_BOTH(expm1)
UNARY_BOTH(floor)
UNARY_BOTH(frac)
UNARY_BOTH(hardsigmoid)
UNARY_BOTH(hardswish)
UNARY(lgamma)
UNARY_BOTH(log)
UNARY_BOTH(log10)
UNARY_BOTH(log1p)
UNARY_BOTH(log2)
UNARY_BOTH(neg)
UNARY_BOTH(reciprocal)
UNARY(relu)
UNARY_BOTH(relu6)
UNARY_BOTH(rsqrt)
UNARY_BOTH(selu)
UNARY_BOTH(sigmoid)
UNARY_BOTH(silu)
UNARY_BOTH(sin)
UNARY_BOTH(sinh)
UNARY_BOTH(sqrt)
UNARY_BOTH(tan)
UNARY_BOTH(tanh)
UNARY_BOTH(trunc)
UNARY_BOTH(gelu)
UNARY_BOTH(celu)
UNARY(bitwise_not)
UNARY(isfinite)
UNARY(isinf)
UNARY(isnan)
UNARY(log_sigmoid)
UNARY(logical_not)
UNARY(sgn)
UNARY(sign)
UNARY(square)

RG_API bool rg_relu_(Handle self) {
    return guard_unsettled([&] { return training::relu_in_place(Borrowed(self).mutate()), true; });
}

RG_API bool rg_zero_(Handle self) {
    return guard([&] { return Borrowed(self)->zero_(), true; });
}

RG_API bool rg_sign_(Handle self) {
    return guard([&] { return Borrowed(self)->sign_(), true; });
}

RG_API bool rg_logical_not_(Handle self) {
    return guard([&] { return Borrowed(self)->logical_not_(), true; });
}

RG_API bool rg_bitwise_not_(Handle self) {
    return guard([&] { return Borrowed(self)->bitwise_not_(), true; });
}

RG_API Handle rg_round(Handle self, int64_t decimals) {
    return guard([&] { return give(at::round(*Borrowed(self), decimals)); });
}

RG_API bool rg_round_(Handle self, int64_t decimals) {
    return guard([&] { return Borrowed(self)->round_(decimals), true; });
}

// Of two tensors, or of a tensor and a number: rg_mul(x, y), rg_mul_scalar(x, 2), and in place rg_mul_(x, y), rg_mul_scalar_(x, 2).

#define BINARY(name) \
    RG_API Handle rg_##name(Handle self, Handle other) { \
        return guard([&] { return give(at::name(*Borrowed(self), *Borrowed(other))); }); \
    }

#define BINARY_IN_PLACE(name) \
    RG_API bool rg_##name##_(Handle self, Handle other) { \
        return guard([&] { return Borrowed(self)->name##_(*Borrowed(other)), true; }); \
    }

#define SCALAR(name) \
    RG_API Handle rg_##name##_scalar(Handle self, Number number) { \
        return guard([&] { return give(at::name(*Borrowed(self), number.scalar())); }); \
    }

#define SCALAR_IN_PLACE(name) \
    RG_API bool rg_##name##_scalar_(Handle self, Number number) { \
        return guard([&] { return Borrowed(self)->name##_(number.scalar()), true; }); \
    }

#define BINARY_AND_SCALAR(name) BINARY(name) BINARY_IN_PLACE(name) SCALAR(name) SCALAR_IN_PLACE(name)

BINARY_AND_SCALAR(eq)
BINARY_AND_SCALAR(floor_divide)
BINARY_AND_SCALAR(fmod)
BINARY_AND_SCALAR(ge)
BINARY_AND_SCALAR(gt)
BINARY_AND_SCALAR(le)
BINARY_AND_SCALAR(lt)
BINARY_AND_SCALAR(mul)
BINARY_AND_SCALAR(ne)
BINARY_AND_SCALAR(pow)
BINARY_AND_SCALAR(remainder)

BINARY(atan2)
BINARY_IN_PLACE(atan2)
BINARY(bitwise_and)
BINARY_IN_PLACE(bitwise_and)
BINARY(bitwise_or)
BINARY_IN_PLACE(bitwise_or)
BINARY(bitwise_xor)
BINARY_IN_PLACE(bitwise_xor)
BINARY(bmm)
BINARY(dot)
BINARY(logaddexp)
BINARY(logical_and)
BINARY_IN_PLACE(logical_and)
BINARY(logical_or)
BINARY_IN_PLACE(logical_or)
BINARY(logical_xor)
BINARY_IN_PLACE(logical_xor)
BINARY(matmul)
BINARY(maximum)
BINARY(minimum)
BINARY(mm)
BINARY(mv)
BINARY(outer)
BINARY(xlogy)
SCALAR(xlogy)

#define SCALED(name) \
    RG_API Handle rg_##name(Handle self, Handle other, Number alpha) { \
        return guard([&] { return give(at::name(*Borrowed(self), *Borrowed(other), alpha.scalar())); }); \
    } \
    RG_API Handle rg_##name##_scalar(Handle self, Number other, Number alpha) { \
        return guard([&] { return give(at::name(*Borrowed(self), other.scalar(), alpha.scalar())); }); \
    } \
    RG_API bool rg_##name##_scalar_(Handle self, Number other, Number alpha) { \
        return guard([&] { return Borrowed(self)->name##_(other.scalar(), alpha.scalar()), true; }); \
    }

SCALED(add)
SCALED(sub)

RG_API bool rg_add_(Handle self, Handle other, Number alpha) {
    const auto times = alpha.scalar();
    if (times.isFloatingPoint() || !times.equal(1)) {
        return guard([&] { return Borrowed(self)->add_(*Borrowed(other), times), true; });
    }
    return guard_unsettled([&] { return training::add_in_place(Borrowed(self).mutate(), *Borrowed(other)), true; });
}

RG_API bool rg_sub_(Handle self, Handle other, Number alpha) {
    return guard([&] { return Borrowed(self)->sub_(*Borrowed(other), alpha.scalar()), true; });
}

RG_API Handle rg_rsub_scalar(Number left, Handle right) {
    return guard([&] { return give(at::rsub(*Borrowed(right), left.scalar())); });
}

RG_API Handle rg_rdiv_scalar(Number left, Handle right) {
    return guard([&] { return give(at::mul(at::reciprocal(*Borrowed(right)), left.scalar())); });
}

// 'rounding': 0 true division, 1 towards zero, 2 downwards.
static const char* rounding_mode(int32_t rounding) { return rounding == 1 ? "trunc" : "floor"; }

RG_API Handle rg_div(Handle self, Handle other, int32_t rounding) {
    return guard([&] {
        const Borrowed a(self), b(other);
        return give(rounding == 0 ? at::div(*a, *b) : at::div(*a, *b, rounding_mode(rounding)));
    });
}

RG_API bool rg_div_(Handle self, Handle other, int32_t rounding) {
    return guard([&] {
        const Borrowed a(self), b(other);
        return rounding == 0 ? a->div_(*b) : a->div_(*b, rounding_mode(rounding)), true;
    });
}

RG_API Handle rg_div_scalar(Handle self, Number number, int32_t rounding) {
    return guard([&] {
        const Borrowed a(self);
        return give(rounding == 0 ? at::div(*a, number.scalar()) : at::div(*a, number.scalar(), rounding_mode(rounding)));
    });
}

RG_API bool rg_div_scalar_(Handle self, Number number, int32_t rounding) {
    return guard([&] {
        const Borrowed a(self);
        return rounding == 0 ? a->div_(number.scalar()) : a->div_(number.scalar(), rounding_mode(rounding)), true;
    });
}

RG_API Handle rg_addcmul(Handle self, Handle a, Handle b, Number value) {
    return guard([&] { return give(at::addcmul(*Borrowed(self), *Borrowed(a), *Borrowed(b), value.scalar())); });
}

RG_API bool rg_addcmul_(Handle self, Handle a, Handle b, Number value) {
    return guard([&] { return Borrowed(self)->addcmul_(*Borrowed(a), *Borrowed(b), value.scalar()), true; });
}

RG_API Handle rg_addcdiv(Handle self, Handle a, Handle b, Number value) {
    return guard([&] { return give(at::addcdiv(*Borrowed(self), *Borrowed(a), *Borrowed(b), value.scalar())); });
}

RG_API bool rg_addcdiv_(Handle self, Handle a, Handle b, Number value) {
    return guard([&] { return Borrowed(self)->addcdiv_(*Borrowed(a), *Borrowed(b), value.scalar()), true; });
}

RG_API Handle rg_addmm(Handle self, Handle a, Handle b, double beta, double alpha) {
    return guard([&] { return give(at::addmm(*Borrowed(self), *Borrowed(a), *Borrowed(b), beta, alpha)); });
}

RG_API Handle rg_lerp(Handle self, Handle end, Handle weight) {
    return guard([&] { return give(at::lerp(*Borrowed(self), *Borrowed(end), *Borrowed(weight))); });
}

RG_API bool rg_lerp_(Handle self, Handle end, Handle weight) {
    return guard([&] { return Borrowed(self)->lerp_(*Borrowed(end), *Borrowed(weight)), true; });
}

RG_API bool rg_fill_(Handle self, Number value) {
    return guard([&] { return Borrowed(self)->fill_(value.scalar()), true; });
}

// Either bound may be absent.
RG_API Handle rg_clamp(Handle self, bool has_min, Number min, bool has_max, Number max) {
    return guard([&] {
        return give(at::clamp(
            *Borrowed(self), has_min ? optional<at::Scalar>(min.scalar()) : nullopt, has_max ? optional<at::Scalar>(max.scalar()) : nullopt));
    });
}

RG_API bool rg_clamp_(Handle self, bool has_min, Number min, bool has_max, Number max) {
    return guard([&] {
        Borrowed(self)->clamp_(has_min ? optional<at::Scalar>(min.scalar()) : nullopt, has_max ? optional<at::Scalar>(max.scalar()) : nullopt);
        return true;
    });
}

RG_API Handle rg_clamp_tensor(Handle self, Handle min, Handle max) {
    return guard([&] { return give(at::clamp(*Borrowed(self), maybe(min), maybe(max))); });
}

RG_API bool rg_clamp_tensor_(Handle self, Handle min, Handle max) {
    return guard([&] { return Borrowed(self)->clamp_(maybe(min), maybe(max)), true; });
}

RG_API Handle rg_where(Handle condition, Handle a, Handle b) {
    return guard([&] { return give(at::where(*Borrowed(condition), *Borrowed(a), *Borrowed(b))); });
}

// Activations with numbers

RG_API Handle rg_leaky_relu(Handle self, Number slope) {
    return guard([&] { return give(at::leaky_relu(*Borrowed(self), slope.scalar())); });
}

RG_API bool rg_leaky_relu_(Handle self, Number slope) {
    return guard([&] { return at::leaky_relu_(Borrowed(self).mutate(), slope.scalar()), true; });
}

RG_API Handle rg_elu(Handle self, Number alpha, Number scale, Number input_scale) {
    return guard([&] { return give(at::elu(*Borrowed(self), alpha.scalar(), scale.scalar(), input_scale.scalar())); });
}

RG_API bool rg_elu_(Handle self, Number alpha, Number scale, Number input_scale) {
    return guard([&] { return at::elu_(Borrowed(self).mutate(), alpha.scalar(), scale.scalar(), input_scale.scalar()), true; });
}

RG_API Handle rg_hardtanh(Handle self, Number min, Number max) {
    return guard([&] { return give(at::hardtanh(*Borrowed(self), min.scalar(), max.scalar())); });
}

RG_API bool rg_hardtanh_(Handle self, Number min, Number max) {
    return guard([&] { return at::hardtanh_(Borrowed(self).mutate(), min.scalar(), max.scalar()), true; });
}

RG_API Handle rg_softplus(Handle self, double beta, double threshold) {
    return guard([&] { return give(at::softplus(*Borrowed(self), beta, threshold)); });
}

RG_API Handle rg_softmax(Handle self, int64_t dim, int32_t type) {
    return guard([&] { return give(at::softmax(*Borrowed(self), dim, maybe_type(type))); });
}

RG_API Handle rg_log_softmax(Handle self, int64_t dim, int32_t type) {
    return guard([&] { return give(at::log_softmax(*Borrowed(self), dim, maybe_type(type))); });
}

// Comparison of whole tensors: 1 equal, 0 not, -1 failure.

RG_API int32_t rg_equal(Handle self, Handle other) {
    int32_t result = -1;
    guard([&] { return result = at::equal(*Borrowed(self), *Borrowed(other)) ? 1 : 0; });
    return result;
}

RG_API int32_t rg_allclose(Handle self, Handle other, double rtol, double atol, bool equal_nan) {
    int32_t result = -1;
    guard([&] { return result = at::allclose(*Borrowed(self), *Borrowed(other), rtol, atol, equal_nan) ? 1 : 0; });
    return result;
}

RG_API Handle rg_isclose(Handle self, Handle other, double rtol, double atol, bool equal_nan) {
    return guard([&] { return give(at::isclose(*Borrowed(self), *Borrowed(other), rtol, atol, equal_nan)); });
}

// NaN is replaced by 'nan', infinities by what is given or by the largest and smallest numbers of the type.
RG_API Handle rg_nan_to_num(Handle self, double nan, const double* posinf, const double* neginf) {
    return guard([&] {
        return give(at::nan_to_num(
            *Borrowed(self), nan, posinf == nullptr ? optional<double>() : *posinf, neginf == nullptr ? optional<double>() : *neginf));
    });
}

RG_API Handle rg_isin(Handle self, Handle elements, bool assume_unique, bool invert) {
    return guard([&] { return give(at::isin(*Borrowed(self), *Borrowed(elements), assume_unique, invert)); });
}

// Optimizer steps. One call steps every parameter of a group: the parameters are laid end to end as one range of elements, which the threads share
// equally, and each element is read and written once. What is not a dense float or double of the CPU (CUDA, half, other layouts) takes ATen's operators.
#include "guard.h"
#include "vectorized.h"

#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>

using namespace resnetgen;

namespace {

// Below this many elements a second thread costs more than it saves.
constexpr int64_t grain = 32768;

// True when the tensors can be walked by one pointer each: same type, same order in memory, no gaps.
bool walks(const at::Tensor& like, const at::Tensor& other) {
    return other.defined() && other.scalar_type() == like.scalar_type() && other.device() == like.device() && other.layout() == c10::kStrided &&
           other.strides() == like.strides() && other.sizes() == like.sizes();
}

bool is_plain(const at::Tensor& parameter, const at::Tensor& gradient) {
    const auto type = parameter.scalar_type();
    return parameter.is_cpu() && (type == at::kFloat || type == at::kDouble) && parameter.is_non_overlapping_and_dense() && walks(parameter, gradient);
}

// Replaces a missing state tensor by zeros like the parameter, owned by the caller afterwards.
at::Tensor state_like(const at::Tensor& parameter, Handle& state) {
    if (state == nullptr) {
        state = give(at::zeros_like(parameter, at::MemoryFormat::Preserve));
    }
    return *Borrowed(state);
}

// The slices of a group, laid end to end: walk(i, begin, end) is called for elements [begin, end) of slice i.
template <class Walk>
void share(const std::vector<int64_t>& ends, const Walk& walk) {
    if (ends.empty()) {
        return;
    }
    at::parallel_for(0, ends.back(), grain, [&](int64_t begin, int64_t end) {
        auto i = static_cast<size_t>(std::upper_bound(ends.begin(), ends.end(), begin) - ends.begin());
        for (; begin < end; ++i) {
            const auto start = i == 0 ? 0 : ends[i - 1];
            const auto stop = std::min(end, ends[i]);
            if (stop > begin) {
                walk(i, begin - start, stop - start);
            }
            begin = std::max(begin, stop);
        }
    });
}

// Stochastic gradient descent

struct Sgd {
    double rate, momentum, dampening, weight_decay;
    bool nesterov, maximize;
};

struct SgdSlice {
    void *parameter, *gradient, *buffer;
    bool is_double, first;
};

// S is the type of the constants, so that the loop has no conversions.
template <class S>
RG_LOOP void sgd_loop(S* __restrict p, const S* __restrict g, S* __restrict b, int64_t n, const Sgd& o, bool first) {
    const S sign = o.maximize ? S(-1) : S(1), rate = S(o.rate), decay = S(o.weight_decay), momentum = S(o.momentum);
    const S fresh = first ? S(1) : S(1 - o.dampening), kept = first ? S(0) : momentum;
    if (b == nullptr) {
        for (int64_t i = 0; i < n; ++i) {
            p[i] -= rate * (sign * g[i] + decay * p[i]);
        }
    } else if (o.nesterov) {
        for (int64_t i = 0; i < n; ++i) {
            const S d = sign * g[i] + decay * p[i];
            b[i] = kept * b[i] + fresh * d;
            p[i] -= rate * (d + momentum * b[i]);
        }
    } else {
        for (int64_t i = 0; i < n; ++i) {
            const S d = sign * g[i] + decay * p[i];
            b[i] = kept * b[i] + fresh * d;
            p[i] -= rate * b[i];
        }
    }
}

RG_VECTORIZED void sgd_floats(float* p, const float* g, float* b, int64_t n, const Sgd& o, bool first) { sgd_loop(p, g, b, n, o, first); }
RG_VECTORIZED void sgd_doubles(double* p, const double* g, double* b, int64_t n, const Sgd& o, bool first) { sgd_loop(p, g, b, n, o, first); }

void sgd_general(const at::Tensor& parameter, const at::Tensor& gradient, Handle& buffer, const Sgd& o) {
    auto d = o.maximize ? gradient.neg() : gradient;
    if (o.weight_decay != 0) {
        d = d.add(parameter, o.weight_decay);
    }
    if (o.momentum != 0) {
        if (buffer == nullptr) {
            buffer = give(at::clone(d).detach());
        } else {
            Borrowed(buffer)->mul_(o.momentum).add_(d, 1 - o.dampening);
        }
        const Borrowed b(buffer);
        d = o.nesterov ? d.add(*b, o.momentum) : *b;
    }
    parameter.add_(d, -o.rate);
}

// Adam

struct Adam {
    double rate, beta1, beta2, eps, weight_decay;
    bool decoupled, amsgrad, maximize;  // decoupled: AdamW's weight decay
};

struct AdamSlice {
    void *parameter, *gradient, *mean, *square, *largest;
    bool is_double;
    double step_size, root_correction2;
};

template <class S>
RG_LOOP void adam_loop(S* __restrict p, const S* __restrict g, S* __restrict m, S* __restrict v, S* __restrict largest, int64_t n,
                                                     const Adam& o, double step_size, double root_correction2) {
    const S sign = o.maximize ? S(-1) : S(1), decay = o.decoupled ? S(0) : S(o.weight_decay), shrink = o.decoupled ? S(1 - o.rate * o.weight_decay) : S(1);
    const S b1 = S(o.beta1), c1 = S(1 - o.beta1), b2 = S(o.beta2), c2 = S(1 - o.beta2), eps = S(o.eps), step = S(step_size), root = S(root_correction2);
    if (largest == nullptr) {
        for (int64_t i = 0; i < n; ++i) {
            const S old = p[i] * shrink;
            const S d = sign * g[i] + decay * old;
            m[i] = b1 * m[i] + c1 * d;
            v[i] = b2 * v[i] + c2 * d * d;
            p[i] = old - step * m[i] / (std::sqrt(v[i]) / root + eps);
        }
    } else {
        for (int64_t i = 0; i < n; ++i) {
            const S old = p[i] * shrink;
            const S d = sign * g[i] + decay * old;
            m[i] = b1 * m[i] + c1 * d;
            v[i] = b2 * v[i] + c2 * d * d;
            largest[i] = std::max(largest[i], v[i]);
            p[i] = old - step * m[i] / (std::sqrt(largest[i]) / root + eps);
        }
    }
}

RG_VECTORIZED void adam_floats(float* p, const float* g, float* m, float* v, float* largest, int64_t n, const Adam& o, double step, double root) {
    adam_loop(p, g, m, v, largest, n, o, step, root);
}

RG_VECTORIZED void adam_doubles(double* p, const double* g, double* m, double* v, double* largest, int64_t n, const Adam& o, double step, double root) {
    adam_loop(p, g, m, v, largest, n, o, step, root);
}

void adam_general(const at::Tensor& parameter, const at::Tensor& gradient, const at::Tensor& mean, const at::Tensor& square, const at::Tensor& largest,
                  const Adam& o, double step_size, double root_correction2) {
    auto d = o.maximize ? gradient.neg() : gradient;
    if (o.decoupled) {
        parameter.mul_(1 - o.rate * o.weight_decay);
    } else if (o.weight_decay != 0) {
        d = d.add(parameter, o.weight_decay);
    }
    mean.mul_(o.beta1).add_(d, 1 - o.beta1);
    square.mul_(o.beta2).addcmul_(d, d, 1 - o.beta2);
    if (o.amsgrad) {
        at::Tensor out = largest;
        at::maximum_out(out, largest, square);
    }
    parameter.addcdiv_(mean, (o.amsgrad ? largest : square).sqrt().div_(root_correction2).add_(o.eps), -step_size);
}

void wrote(const at::Tensor& parameter) { parameter.unsafeGetTensorImpl()->bump_version(); }

}  // namespace

// SGD with momentum, as in Sutskever et al. 2013 and in PyTorch. 'buffers' has a handle for each parameter; a null one is made when momentum needs it.
RG_API bool rg_sgd_step(const Handle* parameters, Handle* buffers, int64_t count, double rate, double momentum, double dampening, double weight_decay,
                        bool nesterov, bool maximize) {
    return guard([&] {
        const at::NoGradGuard no_grad;
        const Sgd o{rate, momentum, dampening, weight_decay, nesterov, maximize};
        std::vector<SgdSlice> slices;
        std::vector<int64_t> ends;
        slices.reserve(static_cast<size_t>(count));
        ends.reserve(static_cast<size_t>(count));
        for (int64_t i = 0; i < count; ++i) {
            const Borrowed p(parameters[i]);
            const auto& g = p->grad();
            if (!g.defined()) {
                continue;
            }
            const bool first = momentum != 0 && buffers[i] == nullptr;
            if (!is_plain(*p, g) || (momentum != 0 && !first && !walks(*p, *Borrowed(buffers[i])))) {
                sgd_general(*p, g, buffers[i], o);
                continue;
            }
            void* buffer = momentum != 0 ? state_like(*p, buffers[i]).data_ptr() : nullptr;
            slices.push_back({p->data_ptr(), g.data_ptr(), buffer, p->scalar_type() == at::kDouble, first});
            ends.push_back((ends.empty() ? 0 : ends.back()) + p->numel());
            wrote(*p);
        }
        share(ends, [&](size_t i, int64_t begin, int64_t end) {
            const auto& s = slices[i];
            if (s.is_double) {
                auto* b = static_cast<double*>(s.buffer);
                sgd_doubles(static_cast<double*>(s.parameter) + begin, static_cast<const double*>(s.gradient) + begin, b ? b + begin : b, end - begin, o, s.first);
            } else {
                auto* b = static_cast<float*>(s.buffer);
                sgd_floats(static_cast<float*>(s.parameter) + begin, static_cast<const float*>(s.gradient) + begin, b ? b + begin : b, end - begin, o, s.first);
            }
        });
        return true;
    });
}

// Adam (Kingma and Ba 2015), AMSGrad (Reddi et al. 2018) and AdamW (Loshchilov and Hutter 2019), as in PyTorch. Null states are made; 'steps' counts the
// steps that each parameter has taken and is advanced here.
RG_API bool rg_adam_step(const Handle* parameters, Handle* means, Handle* squares, Handle* largests, int64_t* steps, int64_t count, double rate, double beta1,
                         double beta2, double eps, double weight_decay, bool decoupled, bool amsgrad, bool maximize) {
    return guard([&] {
        const at::NoGradGuard no_grad;
        const Adam o{rate, beta1, beta2, eps, weight_decay, decoupled, amsgrad, maximize};
        std::vector<AdamSlice> slices;
        std::vector<int64_t> ends;
        slices.reserve(static_cast<size_t>(count));
        ends.reserve(static_cast<size_t>(count));
        for (int64_t i = 0; i < count; ++i) {
            const Borrowed p(parameters[i]);
            const auto& g = p->grad();
            if (!g.defined()) {
                continue;
            }
            const auto step = static_cast<double>(++steps[i]);
            const double step_size = rate / (1 - std::pow(beta1, step));
            const double root = std::sqrt(1 - std::pow(beta2, step));
            const auto mean = state_like(*p, means[i]), square = state_like(*p, squares[i]);
            const auto largest = amsgrad ? state_like(*p, largests[i]) : at::Tensor();
            if (!is_plain(*p, g) || !walks(*p, mean) || !walks(*p, square) || (amsgrad && !walks(*p, largest))) {
                adam_general(*p, g, mean, square, largest, o, step_size, root);
                continue;
            }
            slices.push_back({p->data_ptr(), g.data_ptr(), mean.data_ptr(), square.data_ptr(), amsgrad ? largest.data_ptr() : nullptr,
                              p->scalar_type() == at::kDouble, step_size, root});
            ends.push_back((ends.empty() ? 0 : ends.back()) + p->numel());
            wrote(*p);
        }
        share(ends, [&](size_t i, int64_t begin, int64_t end) {
            const auto& s = slices[i];
            const auto n = end - begin;
            if (s.is_double) {
                auto* l = static_cast<double*>(s.largest);
                adam_doubles(static_cast<double*>(s.parameter) + begin, static_cast<const double*>(s.gradient) + begin, static_cast<double*>(s.mean) + begin,
                             static_cast<double*>(s.square) + begin, l ? l + begin : l, n, o, s.step_size, s.root_correction2);
            } else {
                auto* l = static_cast<float*>(s.largest);
                adam_floats(static_cast<float*>(s.parameter) + begin, static_cast<const float*>(s.gradient) + begin, static_cast<float*>(s.mean) + begin,
                            static_cast<float*>(s.square) + begin, l ? l + begin : l, n, o, s.step_size, s.root_correction2);
            }
        });
        return true;
    });
}

// Takes the gradients away.
RG_API bool rg_clear_gradients(const Handle* parameters, int64_t count) {
    return guard([&] {
        for (int64_t i = 0; i < count; ++i) {
            const Borrowed p(parameters[i]);
            if (p->grad().defined()) {
                p->mutable_grad().reset();
            }
        }
        return true;
    });
}

// Scales the gradients so that the norm of all of them together is at most 'max_norm'; gives that norm as it was, or a negative number on failure.
RG_API bool rg_clip_grad_norm(const Handle* parameters, int64_t count, double max_norm, double norm_type, double* total) {
    return guard([&] {
        const at::NoGradGuard no_grad;
        std::vector<at::Tensor> norms;
        for (int64_t i = 0; i < count; ++i) {
            const auto& g = Borrowed(parameters[i])->grad();
            if (g.defined()) {
                norms.push_back(at::norm(g.detach(), norm_type));
            }
        }
        *total = 0;
        if (norms.empty()) {
            return true;
        }
        for (auto& norm : norms) {
            norm = norm.to(norms.front().device());
        }
        *total = at::norm(at::stack(norms), norm_type).item<double>();
        const auto scale = std::min(1.0, max_norm / (*total + 1e-6));
        if (scale < 1.0 || std::isnan(scale)) {
            for (int64_t i = 0; i < count; ++i) {
                const auto& g = Borrowed(parameters[i])->grad();
                if (g.defined()) {
                    g.detach().mul_(scale);
                }
            }
        }
        return true;
    });
}

RG_API bool rg_clip_grad_value(const Handle* parameters, int64_t count, double value) {
    return guard([&] {
        const at::NoGradGuard no_grad;
        for (int64_t i = 0; i < count; ++i) {
            const auto& g = Borrowed(parameters[i])->grad();
            if (g.defined()) {
                g.detach().clamp_(-value, value);
            }
        }
        return true;
    });
}

#include "norm.h"

#include "deferred.h"
#include "gradient.h"

#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/variable.h>

#include <algorithm>
#include <cmath>

namespace resnetgen::training {
namespace {

using torch::autograd::SavedVariable;
using torch::autograd::variable_list;

bool has_numbers(const at::Tensor& x) { return x.scalar_type() == at::kFloat || x.scalar_type() == at::kBFloat16; }

// A pixel's channels lie side by side, pixel after pixel.
bool is_dense(const at::Tensor& x) { return x.is_contiguous(at::MemoryFormat::ChannelsLast) && x.stride(1) == 1; }

bool is_vector(const at::Tensor& x, int64_t channels) {
    return !x.defined() || (x.is_cpu() && x.scalar_type() == at::kFloat && x.dim() == 1 && x.size(0) == channels && x.is_contiguous());
}

// As PyTorch does: the variance that is kept is the unbiased one.
void move_averages(const at::Tensor& mean, const at::Tensor& variance, const Moments& moments, double count, double momentum) {
    auto* m = mean.data_ptr<float>();
    auto* v = variance.data_ptr<float>();
    for (size_t c = 0; c < moments.mean.size(); ++c) {
        m[c] = static_cast<float>(momentum * moments.mean[c] + (1 - momentum) * m[c]);
        v[c] = static_cast<float>(momentum * (moments.squares[c] / (count - 1)) + (1 - momentum) * v[c]);
    }
    mean.unsafeGetTensorImpl()->bump_version();
    variance.unsafeGetTensorImpl()->bump_version();
}

at::Tensor vector_of(const std::vector<double>& values) {
    auto result = at::empty({static_cast<int64_t>(values.size())}, at::kFloat);
    std::transform(values.begin(), values.end(), result.data_ptr<float>(), [](double value) { return static_cast<float>(value); });
    return result;
}

}  // namespace

NormBackward::NormBackward(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, const Moments& moments, double eps)
    : x_(x, false), weight_(weight, false), bias_(bias, false), eps_(eps) {
    const auto channels = moments.mean.size();
    const auto count = static_cast<double>(x.numel()) / static_cast<double>(channels);
    const auto* w = weight.defined() ? weight.data_ptr<float>() : nullptr;
    const auto* b = bias.defined() ? bias.data_ptr<float>() : nullptr;
    mean_.resize(channels);
    rate_.resize(channels);
    affine_ = {std::vector<float>(channels), std::vector<float>(channels), false};
    for (size_t c = 0; c < channels; ++c) {
        mean_[c] = static_cast<float>(moments.mean[c]);
        rate_[c] = 1 / std::sqrt(moments.squares[c] / count + eps);
        const auto scale = (w != nullptr ? w[c] : 1.0) * rate_[c];
        affine_.scale[c] = static_cast<float>(scale);
        affine_.shift[c] = static_cast<float>((b != nullptr ? b[c] : 0.0) - moments.mean[c] * scale);
    }
}

// The version of a norm's result is 0, or 1 once its positive part was taken: whoever else writes to it counts it on.
bool NormBackward::gave(const at::Tensor& y) const { return y.data_ptr() == given_ && !y.is_view() && y._version() == (affine_.relu ? 1 : 0); }

at::Tensor NormBackward::result() {
    std::lock_guard<std::mutex> lock(mutex_);
    if (kept_.defined()) {
        return kept_;
    }
    const auto x = x_.unpack();
    auto y = at::empty_like(x, at::MemoryFormat::ChannelsLast);
    training::apply(maps(x), affine_, nullptr, y.data_ptr());
    if (uses_ > 1) {
        kept_ = y;
    }
    return y;
}

void NormBackward::release_variables() {
    std::lock_guard<std::mutex> lock(mutex_);
    x_.reset_data();
    weight_.reset_data();
    bias_.reset_data();
    kept_.reset();
}

// Where gradients of gradients are wanted: ATen's own, which have them.
variable_list NormBackward::differentiable(const at::Tensor& gradient, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    auto y = at::batch_norm(x, weight, bias, {}, {}, true, 0, eps_, false);
    if (affine_.relu) {
        y = y.relu();
    }
    variable_list results(3), wanted;
    std::vector<size_t> places;
    const at::Tensor* const inputs[] = {&x, &weight, &bias};
    for (size_t i = 0; i < 3; ++i) {
        if (task_should_compute_output(i) && inputs[i]->defined() && inputs[i]->requires_grad()) {
            wanted.push_back(*inputs[i]);
            places.push_back(i);
        }
    }
    auto found = torch::autograd::grad({y}, wanted, {gradient}, true, true);
    for (size_t i = 0; i < found.size(); ++i) {
        results[places[i]] = std::move(found[i]);
    }
    return results;
}

variable_list NormBackward::apply(variable_list&& gradients) {
    std::lock_guard<std::mutex> lock(mutex_);
    auto gradient = std::move(gradients[0]);
    if (!gradient.defined()) {
        return variable_list(3);
    }
    const auto x = x_.unpack(), weight = weight_.unpack(), bias = bias_.unpack();
    kept_.reset();
    if (c10::GradMode::is_enabled()) {
        return differentiable(gradient, x, weight, bias);
    }

    const Unrecorded unrecorded;
    gradient = gradient.to(x.scalar_type()).contiguous(at::MemoryFormat::ChannelsLast);
    if (!is_dense(gradient)) {
        gradient = at::empty_like(x).copy_(gradient);
    }
    const auto sums = gradient_sums(maps(gradient), maps(x), affine_, mean_);
    variable_list results(3);
    if (task_should_compute_output(0)) {
        const auto channels = mean_.size();
        const auto count = static_cast<double>(x.numel()) / static_cast<double>(channels);
        InputGradient terms{affine_.scale, std::vector<float>(channels), std::vector<float>(channels), mean_};
        for (size_t c = 0; c < channels; ++c) {
            terms.plain[c] = static_cast<float>(sums.plain[c] / count);
            terms.centred[c] = static_cast<float>(sums.centred[c] * rate_[c] * rate_[c] / count);
        }
        results[0] = is_nobody_elses(gradient) ? gradient : at::empty_like(x);
        training::input_gradient(maps(gradient), maps(x), affine_, terms, results[0].data_ptr());
    }
    if (weight.defined() && task_should_compute_output(1)) {
        auto scaled = sums.centred;
        for (size_t c = 0; c < scaled.size(); ++c) {
            scaled[c] *= rate_[c];
        }
        results[1] = vector_of(scaled);
    }
    if (bias.defined() && task_should_compute_output(2)) {
        results[2] = vector_of(sums.plain);
    }
    return results;
}

bool takes_norm(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, const at::Tensor& mean, const at::Tensor& variance) {
    if (x.dim() != 4 || !x.is_cpu() || x.layout() != c10::kStrided || !has_numbers(x) || !is_dense(x) ||
        x.is_inference()) {  // of which nothing can be kept for a backward pass
        return false;
    }
    const auto channels = x.size(1);
    return x.numel() > channels && is_vector(weight, channels) && is_vector(bias, channels) && is_vector(mean, channels) && is_vector(variance, channels) &&
           mean.defined() == variance.defined();
}

at::Tensor norm(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, const at::Tensor& mean, const at::Tensor& variance, double momentum,
                double eps) {
    const auto found = moments(maps(x));
    if (mean.defined()) {
        move_averages(mean, variance, found, static_cast<double>(x.numel()) / static_cast<double>(x.size(1)), momentum);
    }
    const std::shared_ptr<NormBackward> node(new NormBackward(x, weight, bias, found, eps), torch::autograd::deleteNode);
    at::Tensor y;
    {
        const Unrecorded unrecorded;
        y = at::empty_like(x, at::MemoryFormat::ChannelsLast);
    }
    node->given_ = y.data_ptr();
    if (c10::GradMode::is_enabled() && torch::autograd::any_variable_requires_grad({x, weight, bias})) {
        node->set_next_edges(torch::autograd::collect_next_edges(x, weight, bias));
        torch::autograd::set_history(y, node);
    }
    Deferred result{x, y, node->affine_, {}};
    // Someone's own tensor may be written to by other means than calls of this library.
    if (y.requires_grad() && !x.is_leaf() && !x.is_view()) {
        defer(std::move(result));
    } else {
        result.write();
    }
    return y;
}

std::shared_ptr<NormBackward> norm_of(const at::Tensor& y) {
    if (!c10::GradMode::is_enabled() || !y.requires_grad() || y.is_leaf()) {
        return nullptr;
    }
    auto node = std::dynamic_pointer_cast<NormBackward>(y.grad_fn());
    return node != nullptr && node->gave(y) ? node : nullptr;
}

}  // namespace resnetgen::training

#include "convolution.h"

#include "gradient.h"
#include "norm.h"
#include "winograd.h"

#include "../autocast.h"

#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/variable.h>

#include <algorithm>
#include <array>

namespace resnetgen::training {
namespace {

using torch::autograd::SavedVariable;
using torch::autograd::variable_list;

struct Geometry {
    std::vector<int64_t> stride, padding, dilation;
    int64_t groups;
};

const std::vector<int64_t> none = {0, 0}, ones = {1, 1};

// oneDNN 2.6 first gathers what a 1 x 1 convolution with a stride takes. Where channels lie side by side and do not fill registers, it writes beyond the end of
// the memory for it, and the process dies some time later; so does PyTorch with channels_last. Then it is gathered here.
bool overflows_in_onednn(const at::Tensor& x, const at::Tensor& weight, at::IntArrayRef stride, at::IntArrayRef padding) {
    constexpr int64_t most_lanes = 16;
    const auto is_all = [](at::IntArrayRef values, int64_t value) { return std::all_of(values.begin(), values.end(), [=](int64_t v) { return v == value; }); };
    return x.is_cpu() && x.dim() == 4 && weight.dim() == 4 && weight.size(2) == 1 && weight.size(3) == 1 && !is_all(stride, 1) && is_all(padding, 0) &&
           x.size(1) % most_lanes != 0 && x.is_contiguous(at::MemoryFormat::ChannelsLast);
}

// Whether Winograd's transform knows such.
bool is_plain_3x3(const at::Tensor& weight, at::IntArrayRef stride, at::IntArrayRef padding, at::IntArrayRef dilation, int64_t groups) {
    const auto is_one = [](at::IntArrayRef values) { return std::all_of(values.begin(), values.end(), [](int64_t v) { return v == 1; }); };
    return weight.dim() == 4 && weight.size(2) == 3 && weight.size(3) == 3 && is_one(stride) && is_one(padding) && is_one(dilation) && groups == 1;
}

// What a convolution took: from a norm, which computes it again, or itself.
class Taken {
public:
    Taken(const at::Tensor& x, std::shared_ptr<NormBackward> norm)
        : norm_(std::move(norm)), version_(x.unsafeGetTensorImpl()->version_counter()), saved_version_(version_.current_version()) {
        if (norm_ != nullptr) {
            norm_->expect_use();
        } else {
            x_ = SavedVariable(x, false);
        }
    }

    at::Tensor get() const {
        if (norm_ == nullptr) {
            return x_.unpack();
        }
        TORCH_CHECK(version_.current_version() == saved_version_,
                    "one of the variables needed for gradient computation has been modified by an inplace operation: what a convolution took from a batch "
                    "norm is at version ",
                    version_.current_version(), "; expected version ", saved_version_, " instead.");
        auto x = norm_->result();
        if (c10::GradMode::is_enabled()) {
            x = x.variable_data();  // the one that is kept has no history
            torch::autograd::impl::set_gradient_edge(x, torch::autograd::Edge(norm_, 0));
        }
        return x;
    }

    void release() { x_.reset_data(); }

private:
    std::shared_ptr<NormBackward> norm_;
    SavedVariable x_;
    c10::VariableVersion version_;
    uint32_t saved_version_;
};

class ConvolutionBackward : public torch::autograd::Node {
public:
    ConvolutionBackward(const at::Tensor& x, const at::Tensor& weight, const optional<at::Tensor>& bias, std::shared_ptr<NormBackward> norm, Geometry geometry)
        : taken_(x, std::move(norm)), weight_(weight, false), geometry_(std::move(geometry)) {
        if (bias.has_value() && bias->defined()) {
            bias_sizes_ = bias->sizes().vec();
        }
    }

    variable_list apply(variable_list&& gradients) override {
        std::lock_guard<std::mutex> lock(mutex_);
        const auto& gradient = gradients[0];
        if (!gradient.defined()) {
            return variable_list(3);
        }
        const auto weight = weight_.unpack();
        const auto x = taken_.get();
        const std::array<bool, 3> wanted = {task_should_compute_output(0), task_should_compute_output(1), !bias_sizes_.empty() && task_should_compute_output(2)};
        optional<at::Tensor> to_x, to_weight;
        // A gradient that is to have one itself is of operations that have one.
        if (!c10::GradMode::is_enabled() && x.is_contiguous(at::MemoryFormat::ChannelsLast) && is_plain_3x3(weight, geometry_.stride, geometry_.padding, geometry_.dilation, geometry_.groups)) {
            // However it lies, the same numbers are to come of it.
            const auto beside = gradient.contiguous(at::MemoryFormat::ChannelsLast);
            if (wanted[0]) {
                to_x = winograd(beside, weight, {}, true);
            }
            if (wanted[1]) {
                to_weight = winograd_weight_gradient(x, beside, weight);
            }
        }
        const std::array<bool, 3> left = {wanted[0] && !to_x.has_value(), wanted[1] && !to_weight.has_value(), wanted[2]};
        at::OptionalIntArrayRef bias_sizes;
        if (!bias_sizes_.empty()) {
            bias_sizes = bias_sizes_;
        }
        std::tuple<at::Tensor, at::Tensor, at::Tensor> others;
        if (left[0] || left[1] || left[2]) {
            others = at::convolution_backward(gradient, x, weight, bias_sizes, geometry_.stride, geometry_.padding, geometry_.dilation, false, none, geometry_.groups, left);
        }
        return {to_x.has_value() ? *to_x : std::get<0>(others), to_weight.has_value() ? *to_weight : std::get<1>(others), std::get<2>(others)};
    }

    void release_variables() override {
        std::lock_guard<std::mutex> lock(mutex_);
        weight_.reset_data();
        taken_.release();
    }

    std::string name() const override { return "ConvolutionBackward"; }

private:
    Taken taken_;
    SavedVariable weight_;
    Geometry geometry_;
    std::vector<int64_t> bias_sizes_;
};

}  // namespace

at::Tensor convolution(const at::Tensor& x, const at::Tensor& weight, const optional<at::Tensor>& bias, at::IntArrayRef stride, at::IntArrayRef padding,
                       at::IntArrayRef dilation, int64_t groups) {
    if (overflows_in_onednn(x, weight, stride, padding)) {
        // Windows of one pixel: a slice's gradient would not have its channels side by side.
        return at::conv2d(at::avg_pool2d(x, ones, stride), weight, bias, ones, none, ones, groups);
    }
    auto norm = x.dim() == 4 && weight.dim() == 4 ? norm_of(x) : nullptr;
    auto w = weight;
    auto b = bias;
    bool is_other = !x.is_cpu();
    if (const auto type = autocast_cpu_type(); !is_other && type.has_value()) {
        // What autocast does to the arguments of a convolution. What is of another type than it would make of it is left to it.
        is_other = x.scalar_type() != *type;
        if (!is_other) {
            w = at::autocast::cached_cast(*type, weight, c10::DeviceType::CPU);
            b = at::autocast::cached_cast(*type, bias, c10::DeviceType::CPU);
        }
    }
    const bool is_plain = !is_other && is_plain_3x3(w, stride, padding, dilation, groups);
    const bool transforms = is_plain && takes_winograd(x, w, false);
    if (is_other || (norm == nullptr && !transforms && !(is_plain && takes_winograd_weight_gradient(x, w)))) {
        return at::conv2d(x, weight, bias, stride, padding, dilation, groups);
    }

    at::Tensor y;
    {
        const c10::impl::ExcludeDispatchKeyGuard no_autocast(c10::DispatchKey::AutocastCPU);
        const Unrecorded unrecorded;
        y = transforms ? *winograd(x, w, b, false) : at::convolution(x, w, b, stride, padding, dilation, false, none, groups);
    }
    if (c10::GradMode::is_enabled() && (x.requires_grad() || w.requires_grad() || (b.has_value() && b->requires_grad()))) {
        Geometry geometry{stride.vec(), padding.vec(), dilation.vec(), groups};
        const std::shared_ptr<ConvolutionBackward> node(new ConvolutionBackward(x, w, b, std::move(norm), std::move(geometry)), torch::autograd::deleteNode);
        node->set_next_edges(torch::autograd::collect_next_edges(x, w, b.has_value() ? *b : at::Tensor()));
        torch::autograd::set_history(y, node);
    }
    return y;
}

}  // namespace resnetgen::training

#include "convolution.h"

#include "gradient.h"
#include "norm.h"

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

class ConvolutionOfNormBackward : public torch::autograd::Node {
public:
    ConvolutionOfNormBackward(const at::Tensor& x, const at::Tensor& weight, const optional<at::Tensor>& bias, std::shared_ptr<NormBackward> norm, Geometry geometry)
        : weight_(weight, false),
          norm_(std::move(norm)),
          version_(x.unsafeGetTensorImpl()->version_counter()),
          saved_version_(version_.current_version()),
          geometry_(std::move(geometry)) {
        if (bias.has_value() && bias->defined()) {
            bias_sizes_ = bias->sizes().vec();
        }
        norm_->expect_use();
    }

    variable_list apply(variable_list&& gradients) override {
        std::lock_guard<std::mutex> lock(mutex_);
        const auto& gradient = gradients[0];
        if (!gradient.defined()) {
            return variable_list(3);
        }
        TORCH_CHECK(version_.current_version() == saved_version_,
                    "one of the variables needed for gradient computation has been modified by an inplace operation: what a convolution took from a batch "
                    "norm is at version ",
                    version_.current_version(), "; expected version ", saved_version_, " instead.");
        const auto weight = weight_.unpack();
        auto x = norm_->result();
        if (c10::GradMode::is_enabled()) {
            x = x.variable_data();  // the one that is kept has no history
            torch::autograd::impl::set_gradient_edge(x, torch::autograd::Edge(norm_, 0));
        }
        const std::array<bool, 3> wanted = {task_should_compute_output(0), task_should_compute_output(1), !bias_sizes_.empty() && task_should_compute_output(2)};
        at::OptionalIntArrayRef bias_sizes;
        if (!bias_sizes_.empty()) {
            bias_sizes = bias_sizes_;
        }
        auto [to_x, to_weight, to_bias] = at::convolution_backward(gradient, x, weight, bias_sizes, geometry_.stride, geometry_.padding, geometry_.dilation,
                                                                   false, none, geometry_.groups, wanted);
        return {std::move(to_x), std::move(to_weight), std::move(to_bias)};
    }

    void release_variables() override {
        std::lock_guard<std::mutex> lock(mutex_);
        weight_.reset_data();
    }

    std::string name() const override { return "ConvolutionOfNormBackward"; }

private:
    SavedVariable weight_;
    std::shared_ptr<NormBackward> norm_;
    c10::VariableVersion version_;
    uint32_t saved_version_;
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
    if (const auto type = autocast_cpu_type(); norm != nullptr && type.has_value()) {
        // What autocast does to the arguments of a convolution. A norm's result in another type than it would make of it is left to it.
        if (x.scalar_type() == *type) {
            w = at::autocast::cached_cast(*type, weight, c10::DeviceType::CPU);
            b = at::autocast::cached_cast(*type, bias, c10::DeviceType::CPU);
        } else {
            norm = nullptr;
        }
    }
    if (norm == nullptr) {
        return at::conv2d(x, weight, bias, stride, padding, dilation, groups);
    }

    Geometry geometry{stride.vec(), padding.vec(), dilation.vec(), groups};
    const std::shared_ptr<ConvolutionOfNormBackward> node(new ConvolutionOfNormBackward(x, w, b, std::move(norm), std::move(geometry)),
                                                          torch::autograd::deleteNode);
    node->set_next_edges(torch::autograd::collect_next_edges(x, w, b.has_value() ? *b : at::Tensor()));
    at::Tensor y;
    {
        const c10::impl::ExcludeDispatchKeyGuard no_autocast(c10::DispatchKey::AutocastCPU);
        const Unrecorded unrecorded;
        y = at::convolution(x, w, b, stride, padding, dilation, false, none, groups);
    }
    torch::autograd::set_history(y, node);
    return y;
}

}  // namespace resnetgen::training

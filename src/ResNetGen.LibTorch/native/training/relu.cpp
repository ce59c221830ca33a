#include "relu.h"

#include "deferred.h"
#include "gradient.h"
#include "norm.h"

#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/saved_variable.h>
#include <torch/csrc/autograd/variable.h>

namespace resnetgen::training {
namespace {

using torch::autograd::variable_list;

// libtorch's own makes a new tensor of the gradient's size for each, most of which replace one that nobody needs any more.
class ReluInPlaceBackward : public torch::autograd::Node {
public:
    variable_list apply(variable_list&& gradients) override {
        std::lock_guard<std::mutex> lock(mutex_);
        auto gradient = std::move(gradients[0]);
        if (!gradient.defined()) {
            return {at::Tensor()};
        }
        const auto y = y_.unpack(shared_from_this());
        if (!c10::GradMode::is_enabled() && is_nobody_elses(gradient) && gradient.scalar_type() == y.scalar_type() && gradient.strides() == y.strides()) {
            const Unrecorded unrecorded;
            at::threshold_backward_out(gradient, gradient, y, 0);
            return {std::move(gradient)};
        }
        return {at::threshold_backward(gradient, y, 0)};
    }

    void release_variables() override {
        std::lock_guard<std::mutex> lock(mutex_);
        y_.reset_data();
    }

    std::string name() const override { return "ReluInPlaceBackward"; }

    void keep(const at::Tensor& y) { y_ = torch::autograd::SavedVariable(y, true); }

private:
    torch::autograd::SavedVariable y_;
};

void take_positive_part(at::Tensor& y) {
    if (auto result = taken_over(y)) {
        result->affine.relu = true;
        result->write();
    } else {
        const Unrecorded unrecorded;
        at::relu_(y);
    }
    y.unsafeGetTensorImpl()->bump_version();
}

// Of other tensors (views, leaves, those of a device) libtorch knows more.
bool is_plain(const at::Tensor& y) {
    return c10::GradMode::is_enabled() && y.is_cpu() && y.requires_grad() && !y.is_leaf() && !y.is_view() && y.is_non_overlapping_and_dense() &&
           !is_watched(y, *y.grad_fn());
}

}  // namespace

void relu_in_place(at::Tensor& y) {
    // Others that took the norm's result as it was hold its node, too: then the positive part is a step of its own.
    const auto norm = norm_of(y);
    if (norm != nullptr && norm.use_count() == 2 && !is_watched(y, *norm)) {
        take_positive_part(y);
        norm->take_positive_part();
        return;
    }
    if (!is_plain(y)) {
        settle();
        at::relu_(y);
        return;
    }
    const std::shared_ptr<ReluInPlaceBackward> node(new ReluInPlaceBackward(), torch::autograd::deleteNode);
    node->set_next_edges(torch::autograd::collect_next_edges(y));
    take_positive_part(y);
    torch::autograd::set_history(y, node);
    node->keep(y);
}

}  // namespace resnetgen::training

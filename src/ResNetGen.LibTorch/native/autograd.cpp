// Gradients: what a tensor records, the modes of the thread, and the backward pass.
#include "guard.h"

#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>

using namespace resnetgen;

RG_API bool rg_requires_grad(Handle self) { return self->requires_grad(); }

RG_API bool rg_set_requires_grad(Handle self, bool value) {
    return guard_unsettled([&] { return Borrowed(self).mutate().requires_grad_(value), true; });
}

RG_API bool rg_is_leaf(Handle self) {
    return guard_unsettled([&] { return Borrowed(self)->is_leaf(); });
}

RG_API bool rg_retain_grad(Handle self) {
    return guard([&] { return Borrowed(self)->retain_grad(), true; });
}

// Writes the gradient, or null where there is none.
RG_API bool rg_grad(Handle self, Handle* grad) {
    return guard([&] {
        *grad = give(Borrowed(self)->grad());
        return true;
    });
}

RG_API bool rg_set_grad(Handle self, Handle grad) {
    return guard([&] {
        Borrowed(self).mutate().mutable_grad() = grad == nullptr ? at::Tensor() : *Borrowed(grad);
        return true;
    });
}

// 'gradients' has one handle for each output, each possibly null; 'inputs' may be empty.
RG_API bool rg_backward(
    const Handle* outputs, const Handle* gradients, int64_t count, bool retain_graph, bool create_graph, const Handle* inputs, int64_t input_count) {
    return guard([&] {
        torch::autograd::backward(
            tensors(outputs, count), gradients == nullptr ? std::vector<at::Tensor>() : tensors(gradients, count), retain_graph, create_graph,
            tensors(inputs, input_count));
        return true;
    });
}

// Writes one handle for each input; null where the outputs do not depend on it and 'allow_unused' is set.
RG_API bool rg_gradients(
    const Handle* outputs, const Handle* gradients, int64_t count, const Handle* inputs, int64_t input_count, bool retain_graph, bool create_graph,
    bool allow_unused, Handle* results) {
    return guard([&] {
        auto found = torch::autograd::grad(
            tensors(outputs, count), tensors(inputs, input_count), gradients == nullptr ? std::vector<at::Tensor>() : tensors(gradients, count),
            retain_graph, create_graph, allow_unused);
        for (size_t i = 0; i < found.size(); ++i) {
            results[i] = give(std::move(found[i]));
        }
        return true;
    });
}

RG_API bool rg_is_grad_enabled() { return c10::GradMode::is_enabled(); }
RG_API void rg_set_grad_enabled(bool enabled) { c10::GradMode::set_enabled(enabled); }

RG_API bool rg_is_inference_mode() { return c10::InferenceMode::is_enabled(); }

// The guard restores the thread's state when it is deleted.
RG_API c10::InferenceMode* rg_inference_mode_enter(bool enabled) {
    return guard_unsettled([&] { return new c10::InferenceMode(enabled); });
}

RG_API void rg_inference_mode_leave(c10::InferenceMode* mode) { delete mode; }

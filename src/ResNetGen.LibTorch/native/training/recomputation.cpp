#include "recomputation.h"

#include "gradient.h"

#include "../guard.h"

#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/saved_variable.h>
#include <torch/csrc/autograd/variable.h>

#include <array>

using namespace resnetgen;
using torch::autograd::variable_list;

namespace {

thread_local bool recomputing = false;

class Recomputing {
public:
    Recomputing() { recomputing = true; }
    ~Recomputing() { recomputing = before_; }

private:
    const bool before_ = recomputing;
};

// A part of a network as the binding has it. 'compute' gives what it makes of an input, with one reference for who asks, or null after it has written why not.
struct Part {
    void* context;
    Handle (*compute)(void* context, Handle input, char* message, int64_t length);
    void (*release)(void* context);
};

class RecomputedBackward : public torch::autograd::Node {
public:
    RecomputedBackward(const at::Tensor& input, const Part& part) : input_(input, false), part_(part) {}
    ~RecomputedBackward() override { part_.release(part_.context); }

    variable_list apply(variable_list&& gradients) override {
        std::lock_guard<std::mutex> lock(mutex_);
        if (!gradients[0].defined()) {
            return variable_list(1);
        }
        TORCH_CHECK(!c10::GradMode::is_enabled(), "a part of a network that is computed again in the backward pass has no gradients of gradients");
        const auto saved = input_.unpack();
        auto input = saved.detach();
        input.requires_grad_(task_should_compute_output(0));
        at::Tensor result;
        {
            const c10::AutoGradMode recorded(true);
            const Recomputing now;
            std::array<char, 1024> message{};
            auto* made = part_.compute(part_.context, input.unsafeGetTensorImpl(), message.data(), static_cast<int64_t>(message.size()) - 1);
            TORCH_CHECK(made != nullptr, message.data());
            result = at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(made));
        }
        // Gradients of weights collect in them, as those of any backward pass do.
        torch::autograd::backward({result}, {std::move(gradients[0])});
        return {input.grad()};
    }

    void release_variables() override {
        std::lock_guard<std::mutex> lock(mutex_);
        input_.reset_data();
    }

    std::string name() const override { return "RecomputedBackward"; }

private:
    torch::autograd::SavedVariable input_;
    Part part_;
};

}  // namespace

bool training::is_recomputing() { return recomputing; }

// A part's result, which was computed without a record, as the beginning of the backward pass through the part. The part is released when it is no longer
// needed, or at once if this fails.
RG_API Handle rg_recompute(Handle input, Handle result, void* context, Handle (*compute)(void*, Handle, char*, int64_t), void (*release)(void*)) {
    return guard([&] {
        const Borrowed x(input), made(result);
        const std::shared_ptr<RecomputedBackward> node(new RecomputedBackward(*x, {context, compute, release}), torch::autograd::deleteNode);
        node->set_next_edges(torch::autograd::collect_next_edges(*x));
        // A tensor of its own over the same numbers: what was made may be a view of the input.
        auto y = made->variable_data();
        torch::autograd::set_history(y, node);
        return give(std::move(y));
    });
}

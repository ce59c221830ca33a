// Batch normalization in training, with what follows it: the positive part and the convolution of a residual unit. PyTorch keeps both what the norm takes and
// what the convolution takes until the backward pass; here the second is computed again from the first, which costs one pass and saves half of the memory.
//
// Nothing of it is seen outside: the same functions give the same numbers, whether or not they are computed in this way.
#pragma once

#include "norm_kernels.h"

#include "../compat.h"

#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/saved_variable.h>

#include <memory>
#include <string>
#include <vector>

namespace resnetgen::training {

// The gradient of a batch norm, and of the positive part if that was taken of its result in place.
class NormBackward : public torch::autograd::Node {
public:
    NormBackward(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, const Moments& moments, double eps);

    torch::autograd::variable_list apply(torch::autograd::variable_list&& gradients) override;
    void release_variables() override;
    std::string name() const override { return "NormBackward"; }

    // From now on, what the norm gives is its positive part.
    void take_positive_part() { affine_.relu = true; }

    // Whether a tensor that this node is the history of is still what the norm gave.
    bool gave(const at::Tensor& y) const;

    // What the norm gave: of the shape and layout of its input, without history.
    at::Tensor result();

    // A node will ask for the result in the backward pass. Where several do, it is computed for the first and kept for the others.
    void expect_use() { ++uses_; }

private:
    friend at::Tensor norm(const at::Tensor&, const at::Tensor&, const at::Tensor&, const at::Tensor&, const at::Tensor&, double, double);

    torch::autograd::variable_list differentiable(const at::Tensor& gradient, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias);

    torch::autograd::SavedVariable x_, weight_, bias_;
    std::vector<float> mean_;
    std::vector<double> rate_;  // 1 / standard deviation
    Affine affine_;
    double eps_;
    const void* given_ = nullptr;
    int uses_ = 0;
    at::Tensor kept_;
};

// Whether the following function takes these: channels side by side on the processor, float32 or bfloat16.
bool takes_norm(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, const at::Tensor& mean, const at::Tensor& variance);

// Normalizes by the batch's own moments. Those of before, if there are any, move towards them by 'momentum'.
at::Tensor norm(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, const at::Tensor& mean, const at::Tensor& variance, double momentum,
                double eps);

// The norm that made a tensor, if the tensor is what that gave and nobody has changed it since; else null.
std::shared_ptr<NormBackward> norm_of(const at::Tensor& y);

}  // namespace resnetgen::training

// Convolutions in training. That of a norm's result does not keep what it takes: see norm.h.
#pragma once

#include "../compat.h"

namespace resnetgen::training {

// A convolution of N x C x H x W, as at::conv2d.
at::Tensor convolution(const at::Tensor& x, const at::Tensor& weight, const optional<at::Tensor>& bias, at::IntArrayRef stride, at::IntArrayRef padding,
                       at::IntArrayRef dilation, int64_t groups);

}  // namespace resnetgen::training

// 3 x 3 convolutions of training by Winograd's transform, with the kernels of inference: a fourth of the multiplications of those of oneDNN.
#pragma once

#include "../compat.h"

namespace resnetgen::training {

// What a 3 x 3 convolution of stride 1 and padding 1 makes of x, or, transposed, the gradient of what it takes from x, the gradient of what it gives. Channels
// lie side by side (channels_last), in float32 or bfloat16; frequencies are float32, so that it is as exact as any other. Null where another way is faster, and
// where the processor or the tensors are not such.
optional<at::Tensor> winograd(const at::Tensor& x, const at::Tensor& weight, const optional<at::Tensor>& bias, bool transposed);

// The gradient of such a convolution's weights from what it takes and the gradient of what it gives. Null as above.
optional<at::Tensor> winograd_weight_gradient(const at::Tensor& x, const at::Tensor& gradient, const at::Tensor& weight);

// Whether these take such tensors.
bool takes_winograd(const at::Tensor& x, const at::Tensor& weight, bool transposed);
bool takes_winograd_weight_gradient(const at::Tensor& x, const at::Tensor& weight);

}  // namespace resnetgen::training

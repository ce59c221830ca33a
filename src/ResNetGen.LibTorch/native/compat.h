// What differs between the libtorch releases this library compiles against: 1.13 and 2.x. Nothing outside this header asks for a version.
#pragma once

#include <ATen/ATen.h>
#include <c10/core/Device.h>
#include <c10/core/Scalar.h>
#include <torch/csrc/api/include/torch/version.h>
#include <torch/csrc/autograd/function.h>

#if TORCH_VERSION_MAJOR >= 2
#include <optional>
#endif

namespace resnetgen {

// c10::optional became std::optional in 2.x, and its alias was removed later.
#if TORCH_VERSION_MAJOR >= 2 && TORCH_VERSION_MINOR >= 5
template <class T>
using optional = std::optional<T>;
inline constexpr std::nullopt_t nullopt = std::nullopt;
#else
template <class T>
using optional = c10::optional<T>;
inline constexpr c10::nullopt_t nullopt = c10::nullopt;
#endif

// Whether someone looks at the gradient of what a node gave. Since 2.0, those who look at a tensor's are kept apart from those who look at the node's.
inline bool is_watched(const at::Tensor& y, torch::autograd::Node& node) {
#if TORCH_VERSION_MAJOR >= 2
    return y.retains_grad() || !node.pre_hooks().empty() || !node.post_hooks().empty() || !node.tensor_pre_hooks().empty();
#else
    return y.retains_grad() || !node.pre_hooks().empty() || !node.post_hooks().empty();
#endif
}

}  // namespace resnetgen

// What the gradients of this folder have in common.
#pragma once

#include <ATen/ATen.h>
#include <ATen/core/LegacyTypeDispatch.h>

namespace resnetgen::training {

// No history is recorded, and no in-place operation looked after: what ATen's own gradients do.
using Unrecorded = at::AutoDispatchBelowADInplaceOrView;

// Whether a gradient that was handed over may be written over.
inline bool is_nobody_elses(const at::Tensor& gradient) { return gradient.use_count() == 1 && gradient.storage().use_count() == 1; }

}  // namespace resnetgen::training

// The sum of a residual unit in training: behind a batch norm it is done as that is written (deferred.h).
#pragma once

#include "../compat.h"

namespace resnetgen::training {

// As y.add_(other).
void add_in_place(at::Tensor& y, const at::Tensor& other);

}  // namespace resnetgen::training

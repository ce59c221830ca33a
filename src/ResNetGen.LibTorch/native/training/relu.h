// The positive part in training: taken in place, and its gradient too.
#pragma once

#include "../compat.h"

namespace resnetgen::training {

// As at::relu_. Behind a batch norm it becomes part of that (norm.h).
void relu_in_place(at::Tensor& y);

}  // namespace resnetgen::training

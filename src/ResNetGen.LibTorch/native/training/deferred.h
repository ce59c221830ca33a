// What a norm gives is not written at once: networks go on with a sum and a positive part in place, which are done in the same pass then. Whatever else is
// called first, by any thread, finds it written (settling.h).
#pragma once

#include "norm_kernels.h"
#include "settling.h"

#include "../compat.h"

namespace resnetgen::training {

// y is to become the norm of x, plus the addend if there is one, or the positive part of that. All of one type, shape and layout, channels side by side.
struct Deferred {
    at::Tensor x, y;
    Affine affine;
    at::Tensor addend;

    void write() const;
};

// The numbers of a tensor whose channels lie side by side.
Maps maps(const at::Tensor& x);

// From now on y is written when it is needed.
void defer(Deferred result);

// What is still to be written to y, and now the caller's to write or to defer again; none if y is written.
optional<Deferred> taken_over(const at::Tensor& y);

}  // namespace resnetgen::training

// Parts of a network that are computed again in the backward pass instead of being remembered: Chen et al., "Training Deep Nets with Sublinear Memory Cost"
// (2016, arXiv:1604.06174).
#pragma once

namespace resnetgen::training {

// Whether this thread computes something for the second time: then norms have counted the batch already.
bool is_recomputing();

}  // namespace resnetgen::training

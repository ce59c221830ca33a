// Mixed precision: on the calling thread, convolutions and matrix products take their arguments in bfloat16.
#include "autocast.h"

#include "guard.h"

using namespace resnetgen;

namespace {

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
void set_autocast(bool cuda, bool enabled) {
    const auto device = cuda ? at::kCUDA : at::kCPU;
    at::autocast::set_autocast_dtype(device, at::kBFloat16);
    at::autocast::set_autocast_enabled(device, enabled);
}
bool cpu_enabled() { return at::autocast::is_autocast_enabled(at::kCPU); }
at::ScalarType cpu_type() { return at::autocast::get_autocast_dtype(at::kCPU); }
#else
void set_autocast(bool cuda, bool enabled) {
    if (cuda) {
        at::autocast::set_autocast_gpu_dtype(at::kBFloat16);
        at::autocast::set_enabled(enabled);
    } else {
        at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
        at::autocast::set_cpu_enabled(enabled);
    }
}
bool cpu_enabled() { return at::autocast::is_cpu_enabled(); }
at::ScalarType cpu_type() { return at::autocast::get_autocast_cpu_dtype(); }
#endif

// How often it was entered on this thread, for the processor and for CUDA: one may end within the other.
thread_local int entered[2] = {0, 0};

}  // namespace

optional<at::ScalarType> resnetgen::autocast_cpu_type() {
    if (cpu_enabled()) {
        return cpu_type();
    }
    return nullopt;
}

RG_API bool rg_autocast_enter(bool cuda) {
    return guard([&] {
        if (entered[cuda]++ == 0) {
            set_autocast(cuda, true);
        }
        at::autocast::increment_nesting();
        return true;
    });
}

RG_API bool rg_autocast_is_entered(bool cuda) { return entered[cuda] > 0; }

RG_API bool rg_autocast_leave(bool cuda) {
    return guard_unsettled([&] {
        if (--entered[cuda] == 0) {
            set_autocast(cuda, false);
        }
        // The weights in half the bits are kept between both, and not longer: the next step changes the weights.
        if (at::autocast::decrement_nesting() == 0) {
            at::autocast::clear_cache();
        }
        return true;
    });
}

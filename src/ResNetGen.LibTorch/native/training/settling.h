// Results that are not written yet (deferred.h): every call of this library that may read or write
// numbers has them written before it begins, so that nobody sees it.
#pragma once

#include <atomic>

namespace resnetgen::training {

extern std::atomic<bool> is_deferred;

void write_deferred();

inline void settle() {
    if (is_deferred.load(std::memory_order_acquire)) {
        write_deferred();
    }
}

}  // namespace resnetgen::training

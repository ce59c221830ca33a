#include "memory.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace resnetgen::inference {

Memory::Memory(int64_t bytes) : bytes_(bytes) {
    const auto whole = std::max<size_t>((static_cast<size_t>(bytes) + 63) / 64 * 64, 64);
    data_.reset(std::aligned_alloc(64, whole));
    if (data_ == nullptr) {
        throw std::bad_alloc();
    }
    std::memset(data_.get(), 0, whole);
}

}  // namespace resnetgen::inference

#include "memory.h"

#include "../guard.h"

#include <c10/core/CPUAllocator.h>

#include <algorithm>
#include <cstring>

namespace resnetgen::inference {

Memory::Memory(int64_t bytes) : bytes_(bytes) {
    const auto whole = std::max<size_t>((static_cast<size_t>(bytes) + 63) / 64 * 64, 64);
    data_ = c10::GetCPUAllocator()->allocate(whole);
    std::memset(data_.get(), 0, whole);
}

}  // namespace resnetgen::inference

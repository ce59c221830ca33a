#include "memory.h"

#include "../guard.h"

#include <algorithm>
#include <cstring>

namespace resnetgen::inference {

char* Memory::allocate(int64_t bytes) {
    const auto whole = (static_cast<size_t>(bytes) + 63) / 64 * 64;
    void* p = std::aligned_alloc(64, std::max<size_t>(whole, 64));
    TORCH_CHECK(p != nullptr, "no memory for ", whole, " bytes");
    std::memset(p, 0, whole);
    return static_cast<char*>(p);
}

}  // namespace resnetgen::inference

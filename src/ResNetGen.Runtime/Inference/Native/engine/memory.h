// Memory of inference programs: their weights, and feature maps.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <memory>

namespace resnetgen::inference {

// Memory on a 64-byte boundary, zeros at first: of the C library's kind, as tensors' is, so that what weights leave is used again.
class Memory {
public:
    Memory() = default;
    explicit Memory(int64_t bytes);
    static Memory of_floats(int64_t count) { return Memory(count * static_cast<int64_t>(sizeof(float))); }

    char* get() const { return static_cast<char*>(data_.get()); }
    float* floats() const { return static_cast<float*>(data_.get()); }
    int64_t bytes() const { return data_ != nullptr ? bytes_ : 0; }

private:
    struct Free {
        void operator()(void* data) const { std::free(data); }
    };

    std::unique_ptr<void, Free> data_;
    int64_t bytes_ = 0;
};

}  // namespace resnetgen::inference

// Memory of inference programs: their weights, and feature maps.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <memory>

namespace resnetgen::inference {

// Memory on a 64-byte boundary, zeros at first.
class Memory {
public:
    Memory() = default;
    explicit Memory(int64_t bytes) : data_(allocate(bytes), &std::free), bytes_(bytes) {}
    static Memory of_floats(int64_t count) { return Memory(count * static_cast<int64_t>(sizeof(float))); }

    char* get() const { return data_.get(); }
    float* floats() const { return reinterpret_cast<float*>(data_.get()); }
    int64_t bytes() const { return bytes_; }

private:
    static char* allocate(int64_t bytes);

    std::unique_ptr<char, void (*)(void*)> data_{nullptr, &std::free};
    int64_t bytes_ = 0;
};

}  // namespace resnetgen::inference

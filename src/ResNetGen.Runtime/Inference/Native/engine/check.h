// What is thrown where something does not fit, and its message.
#pragma once

#include <sstream>
#include <stdexcept>

namespace resnetgen::inference {

template <class... Parts>
[[noreturn]] void fail(const Parts&... parts) {
    std::ostringstream text;
    (text << ... << parts);
    throw std::invalid_argument(text.str());
}

}  // namespace resnetgen::inference

// Throws where a condition does not hold, with a message that is put together of what follows it.
#define RG_CHECK(condition, ...)                       \
    do {                                               \
        if (!(condition)) {                            \
            ::resnetgen::inference::fail(__VA_ARGS__); \
        }                                              \
    } while (false)

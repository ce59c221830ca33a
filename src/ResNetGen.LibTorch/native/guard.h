// The rules of the C interface.
//
// A tensor crosses it as the address of its TensorImpl. An argument is borrowed: the reference stays with the caller. A result carries one
// reference, which the caller gives back by rg_release.
// No C++ exception crosses: guard() keeps its message for the thread and returns a value that means failure (a null tensor, false, -1).
#pragma once

#include "compat.h"
#include "training/settling.h"

#include <exception>
#include <string>
#include <utility>
#include <vector>

#define RG_API extern "C" __attribute__((visibility("default")))

namespace resnetgen {

using Handle = c10::TensorImpl*;

// Keeps the message of the exception in flight, without libtorch's C++ stack frames, for rg_last_error.
void keep_current_exception() noexcept;

// For what knows of results that are not written yet, or asks for no numbers: functions that C# calls without letting the collector run meanwhile
// (SuppressGCTransition) may not wait for a pass over a feature map.
template <class Body>
auto guard_unsettled(Body&& body) noexcept -> decltype(body()) {
    try {
        return body();
    } catch (...) {
        keep_current_exception();
        return {};
    }
}

template <class Body>
auto guard(Body&& body) noexcept -> decltype(body()) {
    return guard_unsettled([&] {
        training::settle();
        return body();
    });
}

// A tensor argument: no reference is counted on the way in or out. A null handle is the undefined tensor.
class Borrowed {
public:
    Borrowed(Handle handle)
        : tensor_(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(
              handle != nullptr ? handle : static_cast<Handle>(c10::UndefinedTensorImpl::singleton()))) {}
    Borrowed(const Borrowed&) = delete;
    Borrowed& operator=(const Borrowed&) = delete;
    ~Borrowed() { tensor_.unsafeReleaseTensorImpl(); }

    const at::Tensor& operator*() const { return tensor_; }
    const at::Tensor* operator->() const { return &tensor_; }
    at::Tensor& mutate() { return tensor_; }

private:
    at::Tensor tensor_;
};

// A result: its reference goes to the caller. The undefined tensor is a null handle.
inline Handle give(at::Tensor tensor) {
    return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr;
}

inline optional<at::Tensor> maybe(Handle handle) {
    if (handle == nullptr) {
        return nullopt;
    }
    return *Borrowed(handle);
}

inline std::vector<at::Tensor> tensors(const Handle* handles, int64_t count) {
    std::vector<at::Tensor> result;
    result.reserve(static_cast<size_t>(count));
    for (int64_t i = 0; i < count; ++i) {
        result.push_back(*Borrowed(handles[i]));
    }
    return result;
}

// Arguments that are handed over, with the references that come with them.
inline std::vector<at::Tensor> taken(const Handle* handles, int64_t count) {
    std::vector<at::Tensor> result;
    result.reserve(static_cast<size_t>(count));
    for (int64_t i = 0; i < count; ++i) {
        result.push_back(handles[i] != nullptr ? at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(handles[i])) : at::Tensor());
    }
    return result;
}

inline at::IntArrayRef ints(const int64_t* values, int64_t count) {
    return at::IntArrayRef(values, static_cast<size_t>(count));
}

// A dtype that may be absent: negative values are.
inline optional<at::ScalarType> maybe_type(int32_t type) {
    if (type < 0) {
        return nullopt;
    }
    return static_cast<at::ScalarType>(type);
}

// A number and its kind, in two registers.
struct Number {
    int64_t bits;
    int64_t kind;  // 0 double, 1 integer, 2 boolean

    at::Scalar scalar() const {
        switch (kind) {
            case 0: {
                double value;
                static_assert(sizeof value == sizeof bits, "a double has 64 bits");
                __builtin_memcpy(&value, &bits, sizeof value);
                return value;
            }
            case 1: return bits;
            default: return bits != 0;
        }
    }
};

// Where a new tensor lives and what it holds.
struct Options {
    int32_t type;
    int32_t device_type;
    int32_t device_index;
    int32_t requires_grad;

    at::TensorOptions tensor_options() const {
        return at::TensorOptions()
            .dtype(static_cast<at::ScalarType>(type))
            .device(c10::Device(static_cast<c10::DeviceType>(device_type), static_cast<c10::DeviceIndex>(device_index)));
    }

    Handle give(at::Tensor tensor) const {
        if (requires_grad != 0) {
            tensor.set_requires_grad(true);
        }
        return resnetgen::give(std::move(tensor));
    }
};

}  // namespace resnetgen

// The library as a whole: errors, start, threads, what this libtorch can do.
#include "guard.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <c10/core/CPUAllocator.h>
#include <c10/util/Exception.h>

#include <cstdlib>
#include <cstring>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

using namespace resnetgen;

namespace {

thread_local std::string last_error;

std::string without_frames(std::string message) {
    for (const char* frames : {"\nException raised from ", "\nframe #0"}) {
        const auto at = message.find(frames);
        if (at != std::string::npos) {
            message.resize(at);
        }
    }
    while (!message.empty() && (message.back() == '\n' || message.back() == ' ')) {
        message.pop_back();
    }
    return message;
}

#if defined(__GLIBC__)

// Memory of tensors, on cache lines. glibc's memalign asks for more than it hands out, so what one tensor leaves is too small for the next of its size, and the
// heap grows by half again; malloc takes the same piece each time.
class Aligned final : public c10::Allocator {
public:
    // Which of these overrides libtorch's, and whether there is such a one at all, depends on the release.
    at::DataPtr allocate(size_t bytes) const { return made(bytes); }
    at::DataPtr allocate(size_t bytes) { return made(bytes); }
    void copy_data(void* to, const void* from, std::size_t bytes) const { std::memcpy(to, from, bytes); }

    at::DeleterFnPtr raw_deleter() const override { return &release; }

private:
    static at::DataPtr made(size_t bytes) {
        if (bytes == 0) {
            return {nullptr, nullptr, &release, at::Device(at::kCPU)};
        }
        constexpr size_t line = 64;
        void* const whole = bytes < SIZE_MAX - 2 * line ? std::malloc(bytes + 2 * line) : nullptr;
        TORCH_CHECK_WITH(OutOfMemoryError, whole != nullptr, "not enough memory: you tried to allocate ", bytes, " bytes.");
        auto* const data = reinterpret_cast<void**>((reinterpret_cast<uintptr_t>(whole) + 2 * line - 1) / line * line);
        data[-1] = whole;
        return {data, data, &release, at::Device(at::kCPU)};
    }

    static void release(void* data) {
        if (data != nullptr) {
            std::free(static_cast<void**>(data)[-1]);
        }
    }
};

Aligned aligned;

#endif

}  // namespace

void resnetgen::keep_current_exception() noexcept {
    try {
        try {
            throw;
        } catch (const c10::Error& error) {
            last_error = without_frames(error.what_without_backtrace());
        } catch (const std::exception& error) {
            last_error = without_frames(error.what());
        } catch (...) {
            last_error = "libtorch threw something that is no exception";
        }
    } catch (...) {
        last_error.clear();  // no memory left even for the message
    }
}

// The message of the last failed call of this thread; valid until the next one.
RG_API const char* rg_last_error() { return last_error.c_str(); }

// Called once, when the library is loaded.
RG_API bool rg_initialize(int32_t threads) {
    return guard([&] {
#if defined(__GLIBC__)
        // Activations of some megabytes come and go at every step: from the operating system, each would be mapped, zeroed and unmapped again.
        constexpr int keep = 1 << 30;
        mallopt(M_MMAP_THRESHOLD, keep);
        mallopt(M_TRIM_THRESHOLD, keep);
        c10::SetCPUAllocator(&aligned, 1);
#endif
        if (threads > 0) {
            at::set_num_threads(threads);
        }
        return true;
    });
}

RG_API int32_t rg_get_num_threads() { return at::get_num_threads(); }
RG_API int32_t rg_get_num_interop_threads() { return at::get_num_interop_threads(); }

RG_API bool rg_set_num_threads(int32_t threads) {
    return guard([&] {
        TORCH_CHECK(threads > 0, "the number of threads must be positive, not ", threads);
        at::set_num_threads(threads);
        return true;
    });
}

RG_API bool rg_set_num_interop_threads(int32_t threads) {
    return guard([&] {
        at::set_num_interop_threads(threads);
        return true;
    });
}

RG_API const char* rg_version() { return TORCH_VERSION; }

// How this libtorch was built, and the instruction set that its kernels are dispatched to. Valid for the life of the process.
RG_API const char* rg_configuration() {
    static const std::string configuration = at::show_config();
    return configuration.c_str();
}

RG_API bool rg_has_mkldnn() { return at::hasMKLDNN(); }
RG_API bool rg_has_mkl() { return at::hasMKL(); }
RG_API bool rg_has_lapack() { return at::hasLAPACK(); }
RG_API bool rg_cuda_is_available() {
    return guard([] { return at::hasCUDA(); });
}

RG_API int32_t rg_cuda_device_count() {
    return guard([]() -> int32_t { return at::hasCUDA() ? static_cast<int32_t>(at::getNumGPUs()) : 0; });
}

RG_API bool rg_cudnn_is_available() {
    return guard([] { return at::hasCUDA() && at::detail::getCUDAHooks().hasCuDNN(); });
}

RG_API bool rg_cuda_synchronize(int32_t index) {
    return guard([&] {
        at::detail::getCUDAHooks().deviceSynchronize(static_cast<c10::DeviceIndex>(index));
        return true;
    });
}

// The C interface of inference programs: a whole network in one call.
//
// Numbers cross it as pointers to float32 that stay the caller's and are not looked at after the call. No C++ exception crosses: guard() keeps its message
// for the thread and returns a value that means failure (null, false, 0).
#include "engine.h"

#include <exception>
#include <new>

#define RG_API extern "C" __attribute__((visibility("default")))

using namespace resnetgen::inference;

namespace {

std::string& last_error() {
    thread_local std::string text;
    return text;
}

// The message itself may find no memory: then an empty one has to do.
void keep(const char* message) noexcept {
    try {
        last_error() = message;
    } catch (...) {
        last_error().clear();
    }
}

template <class Body>
auto guard(Body&& body) noexcept -> decltype(body()) {
    try {
        return body();
    } catch (const std::bad_alloc&) {
        keep("there is not enough memory");
    } catch (const std::exception& exception) {
        keep(exception.what());
    } catch (...) {
        keep("an exception of a foreign kind");
    }
    return {};
}

}  // namespace

// What the thread's last call that failed says; valid until its next one.
RG_API const char* rg_last_error() { return last_error().c_str(); }

// Whether this processor has instructions of a name that programs can be computed with, in float32 or bfloat16.
RG_API bool rg_program_has(const char* instructions, bool bfloat16) { return kernels(instructions, bfloat16) != nullptr; }

// A program without steps, for some instructions or, of null, the best.
RG_API Program* rg_program_begin(const char* instructions, bool bfloat16) {
    return guard([&]() -> Program* {
        const auto* found = kernels(instructions, bfloat16);
        RG_CHECK(found != nullptr, "this processor does not have ", instructions != nullptr ? instructions : "AVX-512 or AVX2", bfloat16 ? " with bfloat16" : "");
        return new Program(*found);
    });
}

// A step as NativeCode writes it, with 'count' tensors that it computes with.
RG_API bool rg_program_append(Program* program, const int64_t* step, int64_t length, const Weights* weights, int64_t count) {
    return guard([&] {
        program->append(step, length, weights, count);
        return true;
    });
}

// What runs the program. That is empty then.
RG_API Engine* rg_program_complete(Program* program, int64_t buffers, int64_t output) {
    return guard([&]() -> Engine* {
        program->complete(buffers, output);
        return new Engine(std::make_unique<Program>(std::move(*program)));
    });
}

RG_API void rg_program_abandon(Program* program) { delete program; }

// The shape of what the network gives for one image of a size: one number (channels) or three (channels, rows, columns), which are written to 'shape'.
// Returns how many.
RG_API int64_t rg_program_shape(Engine* engine, int64_t height, int64_t width, int64_t* shape) {
    return guard([&] { return engine->shape(height, width, shape); });
}

// What the network gives for images of any strides; 'sizes' and 'strides' are of N x C x H x W. It is written to 'to', one image behind the other, each of the
// shape that rg_program_shape says. Several threads may ask at once.
RG_API bool rg_program_run(Engine* engine, const float* images, const int64_t* sizes, const int64_t* strides, int32_t threads, float* to) {
    return guard([&] {
        engine->run(Images(images, sizes, strides), threads, to);
        return true;
    });
}

// Where the time goes, a line a step; valid for this thread until the next call.
RG_API const char* rg_program_profile(Engine* engine, const float* images, const int64_t* sizes, const int64_t* strides, int32_t threads, int64_t runs) {
    return guard([&]() -> const char* {
        thread_local std::string text;
        text = engine->profile(Images(images, sizes, strides), threads, runs);
        return text.c_str();
    });
}

RG_API void rg_program_free(Engine* engine) { delete engine; }

// Inference programs: a whole network in one call.
#include "inference/engine.h"

using namespace resnetgen;
using resnetgen::inference::Engine;
using resnetgen::inference::Program;

// Whether this processor has instructions of a name that programs can be computed with, in float32 or bfloat16.
RG_API bool rg_program_has(const char* instructions, bool bfloat16) { return inference::kernels(instructions, bfloat16) != nullptr; }

// A program of steps as the binding writes them, with 'count' tensors that it computes with, for some instructions or, of null, the best.
RG_API Engine* rg_program_create(const int64_t* code, int64_t length, const Handle* weights, int64_t count, int64_t buffers, int64_t output,
                                 const char* instructions, bool bfloat16) {
    return guard([&]() -> Engine* {
        const auto* kernels = inference::kernels(instructions, bfloat16);
        TORCH_CHECK(kernels != nullptr, "this processor does not have ", instructions != nullptr ? instructions : "AVX-512 or AVX2", bfloat16 ? " with bfloat16" : "");
        return new Engine(std::make_unique<Program>(code, length, tensors(weights, count), buffers, output, *kernels));
    });
}

// What the network gives for N x C x H x W; several threads may ask at once.
RG_API Handle rg_program_run(Engine* engine, Handle images) {
    return guard([&] {
        const at::NoGradGuard no_grad;
        return give(engine->run(*Borrowed(images)));
    });
}

// Where the time goes, a line a step; valid for this thread until the next call.
RG_API const char* rg_program_profile(Engine* engine, Handle images, int64_t runs) {
    return guard([&]() -> const char* {
        thread_local std::string text;
        const at::NoGradGuard no_grad;
        text = engine->profile(*Borrowed(images), runs);
        return text.c_str();
    });
}

RG_API void rg_program_free(Engine* engine) { delete engine; }

// Inference programs: a whole network in one call.
#include "inference/engine.h"

using namespace resnetgen;
using resnetgen::inference::Engine;
using resnetgen::inference::Program;

// Whether this processor has instructions of a name that programs can be computed with, in float32 or bfloat16.
RG_API bool rg_program_has(const char* instructions, bool bfloat16) { return inference::kernels(instructions, bfloat16) != nullptr; }

// A program without steps, for some instructions or, of null, the best.
RG_API Program* rg_program_begin(const char* instructions, bool bfloat16) {
    return guard([&]() -> Program* {
        const auto* kernels = inference::kernels(instructions, bfloat16);
        TORCH_CHECK(kernels != nullptr, "this processor does not have ", instructions != nullptr ? instructions : "AVX-512 or AVX2", bfloat16 ? " with bfloat16" : "");
        return new Program(*kernels);
    });
}

// A step as the binding writes it, with 'count' tensors that it computes with, which are handed over whether or not it succeeds.
RG_API bool rg_program_append(Program* program, const int64_t* step, int64_t length, const Handle* weights, int64_t count) {
    return guard_unsettled([&] {
        auto own = taken(weights, count);
        training::settle();
        const at::NoGradGuard no_grad;
        program->append(step, length, std::move(own));
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

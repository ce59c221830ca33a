// Generators and random tensors.
#include "guard.h"

#include <ATen/CPUGeneratorImpl.h>

using namespace resnetgen;

namespace {

// A generator crosses as the address of an at::Generator on the heap. None means libtorch's own for the tensor's device.
using GeneratorHandle = at::Generator*;

optional<at::Generator> maybe(GeneratorHandle generator) {
    if (generator == nullptr) {
        return nullopt;
    }
    return *generator;
}

}  // namespace

RG_API GeneratorHandle rg_generator_new(uint64_t seed, int32_t device_type, int32_t device_index) {
    return guard([&] {
        const c10::Device device(static_cast<c10::DeviceType>(device_type), static_cast<c10::DeviceIndex>(device_index));
        if (device.is_cpu()) {
            return new at::Generator(at::make_generator<at::CPUGeneratorImpl>(seed));
        }
        auto generator = at::globalContext().defaultGenerator(device).clone();
        generator.set_current_seed(seed);
        return new at::Generator(std::move(generator));
    });
}

// libtorch's own generator for the CPU; released like any other, which leaves the original alone.
RG_API GeneratorHandle rg_generator_default() {
    return guard([&] { return new at::Generator(at::detail::getDefaultCPUGenerator()); });
}

RG_API void rg_generator_release(GeneratorHandle generator) { delete generator; }

RG_API bool rg_generator_manual_seed(GeneratorHandle generator, uint64_t seed) {
    return guard([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        generator->set_current_seed(seed);
        return true;
    });
}

RG_API bool rg_generator_seed(GeneratorHandle generator, uint64_t* seed) {
    return guard([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        *seed = generator->seed();
        return true;
    });
}

RG_API bool rg_generator_initial_seed(GeneratorHandle generator, uint64_t* seed) {
    return guard([&] {
        *seed = generator->current_seed();
        return true;
    });
}

RG_API Handle rg_generator_get_state(GeneratorHandle generator) {
    return guard([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        return give(generator->get_state());
    });
}

RG_API bool rg_generator_set_state(GeneratorHandle generator, Handle state) {
    return guard([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        generator->set_state(*Borrowed(state));
        return true;
    });
}

// Seeds libtorch's generators of every device.
RG_API bool rg_manual_seed(uint64_t seed) {
    return guard([&] {
        at::manual_seed(seed);
        return true;
    });
}

RG_API Handle rg_rand(const int64_t* sizes, int64_t rank, GeneratorHandle generator, Options options) {
    return guard([&] { return options.give(at::rand(ints(sizes, rank), maybe(generator), options.tensor_options())); });
}

RG_API Handle rg_randn(const int64_t* sizes, int64_t rank, GeneratorHandle generator, Options options) {
    return guard([&] { return options.give(at::randn(ints(sizes, rank), maybe(generator), options.tensor_options())); });
}

RG_API Handle rg_randint(int64_t low, int64_t high, const int64_t* sizes, int64_t rank, GeneratorHandle generator, Options options) {
    return guard([&] { return options.give(at::randint(low, high, ints(sizes, rank), maybe(generator), options.tensor_options())); });
}

RG_API Handle rg_randperm(int64_t n, GeneratorHandle generator, Options options) {
    return guard([&] { return options.give(at::randperm(n, maybe(generator), options.tensor_options())); });
}

RG_API Handle rg_bernoulli(Handle self, GeneratorHandle generator) {
    return guard([&] { return give(at::bernoulli(*Borrowed(self), maybe(generator))); });
}

RG_API bool rg_bernoulli_(Handle self, double probability, GeneratorHandle generator) {
    return guard([&] { return Borrowed(self)->bernoulli_(probability, maybe(generator)), true; });
}

RG_API bool rg_uniform_(Handle self, double from, double to, GeneratorHandle generator) {
    return guard([&] { return Borrowed(self)->uniform_(from, to, maybe(generator)), true; });
}

RG_API bool rg_normal_(Handle self, double mean, double std, GeneratorHandle generator) {
    return guard([&] { return Borrowed(self)->normal_(mean, std, maybe(generator)), true; });
}

RG_API bool rg_random_(Handle self, int64_t from, int64_t to, GeneratorHandle generator) {
    return guard([&] { return Borrowed(self)->random_(from, to, maybe(generator)), true; });
}

RG_API Handle rg_multinomial(Handle self, int64_t samples, bool replacement, GeneratorHandle generator) {
    return guard([&] { return give(at::multinomial(*Borrowed(self), samples, replacement, maybe(generator))); });
}

#include "engine.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstring>
#include <set>
#include <sstream>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include <omp.h>
#include <sched.h>

namespace resnetgen::inference {

const Kernels* kernels(const char* name, bool bfloat16) {
#if defined(__x86_64__) && defined(__GNUC__)
    const auto is_meant = [name](const Kernels* k) { return name == nullptr || std::strcmp(name, k->name) == 0; };
    const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
    if (bfloat16) {
        const bool has = avx512 && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512bf16");
        return has && is_meant(kernels_avx512_bf16()) ? kernels_avx512_bf16() : nullptr;
    }
    if (avx512 && is_meant(kernels_avx512())) {
        return kernels_avx512();
    }
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && is_meant(kernels_avx2())) {
        return kernels_avx2();
    }
#endif
    return nullptr;
}

void Barrier::wait(int threads) {
    const int turn = turn_.load(std::memory_order_acquire);
    if (waiting_.fetch_add(1, std::memory_order_acq_rel) + 1 == threads) {
        waiting_.store(0, std::memory_order_relaxed);
        turn_.store(turn + 1, std::memory_order_release);
        return;
    }
    // Others may need the processor to get here at all.
    for (int spins = 0; turn_.load(std::memory_order_acquire) == turn; ++spins) {
        if (spins > 4096) {
            sched_yield();
        } else {
#if defined(__x86_64__)
            _mm_pause();
#endif
        }
    }
}

std::shared_ptr<const Shaped> Engine::shaped(Span span, int64_t images, int64_t height, int64_t width, int threads) {
    const auto key = std::make_tuple(span.begin, span.end, images, height, width, threads);
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = shaped_.find(key);
    if (found != shaped_.end()) {
        return found->second;
    }
    auto made = std::make_shared<const Shaped>(*program_, span, images, height, width, threads);
    // Whoever sends images of ever new sizes pays for each with time, and not with memory.
    if (shaped_.size() >= 256) {
        shaped_.clear();
    }
    return shaped_[key] = std::move(made);
}

// The smallest that is large enough, so that after some calls everyone finds what is needed.
Memory Engine::take(int64_t bytes) {
    {
        const std::lock_guard<std::mutex> lock(mutex_);
        auto best = free_.end();
        for (auto memory = free_.begin(); memory != free_.end(); ++memory) {
            if (memory->bytes() >= bytes && (best == free_.end() || memory->bytes() < best->bytes())) {
                best = memory;
            }
        }
        if (best != free_.end()) {
            auto taken = std::move(*best);
            free_.erase(best);
            return taken;
        }
    }
    return Memory(bytes);
}

void Engine::give_back(Memory memory) {
    constexpr size_t most = 64;
    const std::lock_guard<std::mutex> lock(mutex_);
    free_.push_back(std::move(memory));
    if (free_.size() > most) {
        free_.erase(free_.begin());
    }
}

void Engine::run_steps(const Shaped& plan, const float* images, const int64_t* strides, char* memory, const Team& team, std::vector<double>* times) const {
    for (size_t i = plan.span().begin; i < plan.span().end; ++i) {
        const auto start = times != nullptr ? std::chrono::steady_clock::now() : std::chrono::steady_clock::time_point();
        plan.run(i, images, strides, memory, team);
        team.wait();
        if (times != nullptr) {
            (*times)[i] += std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
        }
    }
}

// A plan without a step has all shapes, and packs no weights that no batch needs.
int64_t Engine::shape(int64_t height, int64_t width, int64_t* shape) {
    const auto plan = shaped({0, 0}, 1, height, width, 1);
    const auto& m = plan->output();
    shape[0] = m.channels;
    if (m.is_vectors) {
        return 1;
    }
    shape[1] = m.height;
    shape[2] = m.width;
    return 3;
}

void Engine::run(const Images& images, int threads, float* to) { run(images, threads, to, nullptr); }

void Engine::run(const Images& images, int threads, float* to, Times* times) {
    RG_CHECK(threads > 0, "there is no thread to compute with");
    RG_CHECK(images.channels == program_->image_channels(), "the network takes images of ", program_->image_channels(), " channels; these have ", images.channels);
    if (images.count == 0) {
        return;
    }
    if (images.count >= 2 * threads) {
        run_apart(images, to, threads, times);
    } else {
        run_together(images, to, threads, times);
    }
}

// All threads compute each step of the whole batch together.
void Engine::run_together(const Images& images, float* to, int threads, Times* times) {
    const auto plan = shaped(whole(), images.count, images.height, images.width, threads);
    auto memory = take(plan->memory() + threads * plan->scratch());
    Barrier barrier;
#pragma omp parallel num_threads(threads) if (threads > 1)
    {
        const int thread = omp_get_thread_num();
        const Team team{thread, omp_get_num_threads(), &barrier, memory.get() + plan->memory() + thread * plan->scratch()};
        run_steps(*plan, images.data, images.strides, memory.get(), team, times != nullptr ? &(*times)[static_cast<size_t>(thread)] : nullptr);
    }
    for (int64_t i = 0; i < images.count; ++i) {
        plan->give(memory.get(), i, to + i * plan->output_size());
    }
    give_back(std::move(memory));
}

// What is between two steps is to stay in the cache, and weights are to be read as seldom as that allows. The first steps have large feature maps and few
// weights, the last ones the other way round: so these take more images at once.
std::shared_ptr<const Engine::Phases> Engine::phases_for(int64_t height, int64_t width, int64_t most) {
    constexpr int64_t cached = 4 * 1024 * 1024;
    const auto one = shaped(whole(), 1, height, width, 1);
    auto places = one->narrows();
    places.push_back(program_->steps().size());
    auto phases = std::make_shared<Phases>();
    size_t begin = 0;
    for (const auto end : places) {
        const Span span{begin, end};
        const auto images = std::clamp<int64_t>(cached / shaped(span, 1, height, width, 1)->memory(), 1, std::min<int64_t>(most, 16));
        // Each takes as many as the one before, some times; equal ones are one phase.
        const auto before = phases->empty() ? images : phases->back().images;
        if (!phases->empty() && images < 2 * before) {
            phases->back().span.end = end;
        } else {
            phases->push_back({span, images / before * before});
        }
        begin = end;
    }
    return phases;
}

// What a thread has for itself: memory for each phase.
struct Engine::Worker {
    std::vector<Memory> memories;
    std::vector<double>* times = nullptr;
};

// Takes some images through the steps of a phase, a few at a time through those before it.
void Engine::run_phase(const Phases& phases, size_t phase, const Images& images, int64_t first, int64_t count, Worker& worker) {
    const auto plan = shaped(phases[phase].span, count, images.height, images.width, 1);
    char* const memory = worker.memories[phase].get();
    if (phase > 0) {
        for (int64_t done = 0; done < count;) {
            const auto some = std::min(phases[phase - 1].images, count - done);
            run_phase(phases, phase - 1, images, first + done, some, worker);
            const auto before = shaped(phases[phase - 1].span, some, images.height, images.width, 1);
            for (const auto value : plan->needed()) {
                before->hand_on(value, worker.memories[phase - 1].get(), *plan, memory, done);
            }
            done += some;
        }
    }
    const Team alone{0, 1, nullptr, memory + plan->memory()};
    run_steps(*plan, images.data + first * images.strides[0], images.strides, memory, alone, worker.times);
}

// Each thread takes images of its own through the whole network.
void Engine::run_apart(const Images& images, float* to, int threads, Times* times) {
    const auto phases = phases_for(images.height, images.width, (images.count + threads - 1) / threads);
    // As many for each thread as for any other.
    const auto at_once = phases->back().images;
    const int64_t rounds = (images.count + threads * at_once - 1) / (threads * at_once), tasks = rounds * threads;

    // Everything that could fail is done before the threads begin.
    std::vector<Worker> workers(static_cast<size_t>(threads));
    std::set<int64_t> counts{images.count / tasks, (images.count + tasks - 1) / tasks};
    for (auto phase = phases->size(); phase-- > 0;) {
        int64_t bytes = 0;
        std::set<int64_t> before;
        for (const auto count : counts) {
            if (count == 0) {
                continue;
            }
            const auto plan = shaped((*phases)[phase].span, count, images.height, images.width, 1);
            bytes = std::max(bytes, plan->memory() + plan->scratch());
            if (phase > 0) {
                const auto some = (*phases)[phase - 1].images;
                before.insert(std::min(some, count));
                before.insert(count % some);
            }
        }
        for (auto& worker : workers) {
            worker.memories.insert(worker.memories.begin(), take(bytes));
        }
        counts = std::move(before);
    }
    std::atomic<int64_t> next{0};
#pragma omp parallel num_threads(threads)
    {
        const int thread = omp_get_thread_num();
        auto& worker = workers[static_cast<size_t>(thread)];
        worker.times = times != nullptr ? &(*times)[static_cast<size_t>(thread)] : nullptr;
        for (int64_t task; (task = next.fetch_add(1)) < tasks;) {
            const int64_t first = images.count * task / tasks, count = images.count * (task + 1) / tasks - first;
            if (count > 0) {
                run_phase(*phases, phases->size() - 1, images, first, count, worker);
                const auto plan = shaped(phases->back().span, count, images.height, images.width, 1);
                for (int64_t i = 0; i < count; ++i) {
                    plan->give(worker.memories.back().get(), i, to + (first + i) * plan->output_size());
                }
            }
        }
    }
    for (auto& worker : workers) {
        for (auto& memory : worker.memories) {
            give_back(std::move(memory));
        }
    }
}

std::string Engine::profile(const Images& images, int threads, int64_t runs) {
    const auto steps = program_->steps().size();
    const auto plan = shaped(whole(), std::max<int64_t>(images.count, 1), images.height, images.width, threads);
    const auto scores = Memory::of_floats(images.count * plan->output_size());
    std::vector<double> least(steps, 0);
    for (int64_t r = 0; r < runs; ++r) {
        Times times(static_cast<size_t>(threads), std::vector<double>(steps, 0));
        run(images, threads, scores.floats(), &times);
        // The mean of the threads: of a batch, one may have taken more images than another.
        for (size_t i = 0; i < steps; ++i) {
            double mean = 0;
            for (const auto& of_thread : times) {
                mean += of_thread[i] / static_cast<double>(times.size());
            }
            least[i] = r == 0 ? mean : std::min(least[i], mean);
        }
    }
    std::ostringstream text;
    text.precision(12);
    for (size_t i = 0; i < steps; ++i) {
        text << least[i] << '\t' << static_cast<double>(plan->multiply_adds(i)) / 1e6 << '\t' << plan->describe(i) << '\n';
    }
    return text.str();
}

}  // namespace resnetgen::inference

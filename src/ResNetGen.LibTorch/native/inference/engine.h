// Runs a program for whoever calls, several at once.
#pragma once

#include "shaped.h"

#include <map>
#include <tuple>

namespace resnetgen::inference {

class Engine {
public:
    explicit Engine(std::unique_ptr<Program> program) : program_(std::move(program)) {}

    at::Tensor run(const at::Tensor& images);

    // The milliseconds of each step for a batch, as lines of text: milliseconds, millions of multiply-adds, what it is. The least of some runs.
    std::string profile(const at::Tensor& images, int64_t runs);

private:
    struct Images;
    struct Worker;
    using Times = std::vector<std::vector<double>>;  // of threads, of steps

    // Steps through which a thread takes so many images at a time.
    struct Phase {
        Span span;
        int64_t images;
    };

    using Phases = std::vector<Phase>;

    at::Tensor run(const at::Tensor& images, Times* times);
    void run_together(const Images& images, at::Tensor& to, int threads, Times* times);
    void run_apart(const Images& images, at::Tensor& to, int threads, Times* times);
    void run_phase(const Phases& phases, size_t phase, const Images& images, int64_t first, int64_t count, Worker& worker);
    void run_steps(const Shaped& plan, const float* images, const int64_t* strides, char* memory, const Team& team, std::vector<double>* times) const;

    std::shared_ptr<const Phases> phases_for(int64_t height, int64_t width, int64_t most);
    std::shared_ptr<const Shaped> shaped(Span span, int64_t images, int64_t height, int64_t width, int threads);
    Span whole() const { return {0, program_->steps().size()}; }
    Memory take(int64_t bytes);
    void give_back(Memory memory);

    const std::unique_ptr<Program> program_;
    std::mutex mutex_;
    std::map<std::tuple<size_t, size_t, int64_t, int64_t, int64_t, int>, std::shared_ptr<const Shaped>> shaped_;
    std::vector<Memory> free_;
};

}  // namespace resnetgen::inference

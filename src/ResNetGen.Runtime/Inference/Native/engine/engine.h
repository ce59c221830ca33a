// Runs a program for whoever calls, several at once.
#pragma once

#include "shaped.h"

#include <map>
#include <tuple>

namespace resnetgen::inference {

// A batch where and how it was given.
struct Images {
    const float* data;
    int64_t strides[4];
    int64_t count, channels, height, width;

    Images(const float* data, const int64_t* sizes, const int64_t* strides)
        : data(data), strides{strides[0], strides[1], strides[2], strides[3]}, count(sizes[0]), channels(sizes[1]), height(sizes[2]), width(sizes[3]) {}
};

class Engine {
public:
    explicit Engine(std::unique_ptr<Program> program) : program_(std::move(program)) {}

    // What the network gives for one image of a size: channels, or channels, rows and columns. Returns how many numbers these are.
    int64_t shape(int64_t height, int64_t width, int64_t* shape);

    // Computes a batch by so many threads, and writes what the network gives, one image behind the other.
    void run(const Images& images, int threads, float* to);

    // The milliseconds of each step for a batch, as lines of text: milliseconds, millions of multiply-adds, what it is. The least of some runs.
    std::string profile(const Images& images, int threads, int64_t runs);

private:
    struct Worker;
    using Times = std::vector<std::vector<double>>;  // of threads, of steps

    // Steps through which a thread takes so many images at a time.
    struct Phase {
        Span span;
        int64_t images;
    };

    using Phases = std::vector<Phase>;

    void run(const Images& images, int threads, float* to, Times* times);
    void run_together(const Images& images, float* to, int threads, Times* times);
    void run_apart(const Images& images, float* to, int threads, Times* times);
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

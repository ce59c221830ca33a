// Steps of a program for a number of images of one size: where each value lies and how each step is computed.
#pragma once

#include "program.h"

#include <chrono>
#include <string>

namespace resnetgen::inference {

// Some steps in a row.
struct Span {
    size_t begin, end;
};

class Shaped {
public:
    // 'threads' compute each step together.
    Shaped(const Program& program, Span span, int64_t images, int64_t height, int64_t width, int threads);

    // Places in the program behind which an image has become much smaller, and at most two feature maps are needed further on.
    std::vector<size_t> narrows() const;

    // The values that its first step and later ones take, and earlier ones made.
    const std::vector<int64_t>& needed() const { return needed_; }

    // Copies a value of some images to where the steps of 'next' take it, behind 'images' others.
    void hand_on(int64_t value, const char* memory, const Shaped& next, char* to, int64_t images) const;

    const Map& output() const { return maps_[static_cast<size_t>(program_.output())]; }

    // How many numbers the network gives for one image.
    int64_t output_size() const { return output().is_vectors ? output().channels : output().channels * output().height * output().width; }

    // What each thread writes for itself, in bytes, and what they write together.
    int64_t scratch() const { return scratch_; }
    int64_t memory() const { return memory_; }

    // One step of the program, by one thread of a team. 'images' are where and how they were given.
    void run(size_t step, const float* images, const int64_t* strides, char* memory, const Team& team) const;

    // The scores in the order in which callers want them: image, channel, row, column.
    void give(char* memory, int64_t image, float* to) const;

    Span span() const { return span_; }
    int64_t images() const { return images_.images; }

    // A step in words, for profiles: "3 x 3, 64 to 64 at 56 x 56, Winograd".
    std::string describe(size_t step) const;

    // How many multiply-adds a step has, as its definition counts them.
    int64_t multiply_adds(size_t step) const;

private:
    struct Way {
        bool winograd = false;
        int64_t most_tiles = 0;
        std::vector<int64_t> offsets;
    };

    // As needed(), of steps from 'place' on.
    std::vector<int64_t> needed_at(size_t place) const;
    Map map_of(const Step& step, const Map* from, const Map* from2) const;
    Way way_of(const Step& step, const Map& from, const Map& to, int threads) const;
    const Map& map(int64_t value) const { return maps_[static_cast<size_t>(value)]; }
    const Kernels& kernels_of(const Map& map) const;
    int64_t bytes_of(const Map& map) const;
    View view(int64_t value, char* memory) const;
    Finish finish_of(const Step& step, char* memory) const;

    const Program& program_;
    const Span span_;
    const Map images_;
    std::vector<Map> maps_;  // of values
    std::vector<Way> ways_;  // of steps
    std::vector<int64_t> places_;  // of buffers
    std::vector<int64_t> needed_;
    int64_t memory_ = 0, scratch_ = 0;
};

}  // namespace resnetgen::inference

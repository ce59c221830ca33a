// An inference program with its weights, as C# hands it over: what each step computes, before it is known for how many images and of which size.
#pragma once

#include "check.h"
#include "kernels.h"
#include "memory.h"

#include <array>
#include <memory>
#include <mutex>
#include <vector>

namespace resnetgen::inference {

enum class Kind : int64_t {
    convolution,
    linear,
    norm,
    pass,
    concatenation,
    max_pool,
    average_pool,
    mean,
    maximum,
    padding,
    subsample,
    channel_padding,
    flatten,
    channel_weights,
    channel_convolution,
    gate,
    group_norm,
};

constexpr int64_t image_buffer = -1, no_buffer = -2;

// A tensor that a step computes with, as it crosses the C interface: contiguous float32, which stays the caller's.
struct Weights {
    const float* data = nullptr;  // null for a tensor that the step does without
    int64_t dimensions = 0;
    int64_t sizes[4] = {};

    bool defined() const { return data != nullptr; }
    int64_t size(int64_t dimension) const { return dimension < dimensions ? sizes[dimension] : 1; }
    int64_t numel() const { return size(0) * size(1) * size(2) * size(3); }
};

// One step. What it takes and makes are the program's buffers at first, and values once the program is read: each is made once.
struct Step {
    Kind kind = Kind::pass;
    int64_t from = no_buffer, from2 = no_buffer, from3 = no_buffer, to = no_buffer;
    int64_t kernel = 1, stride = 1, padding = 0, dilation = 1, groups = 1;
    bool ceiling = false, is_exclusive = false;  // of a pool; of a gate, whether the residual counts by it
    float number = 1;                            // a factor, or what a group norm adds to variances
    int64_t top = 0, bottom = 0, left = 0, right = 0;  // padding; channels before and behind
    Weights weight, bias;                              // while the step is appended
    Activation before = Activation::none, after = Activation::none;
    float before_slope = 0, after_slope = 0;
    int64_t addend = no_buffer;

    // The norm that follows and takes what this step writes.
    int64_t second_to = no_buffer;
    Memory second_scale, second_shift;
    Activation second_after = Activation::none;
    float second_slope = 0;

    // The norm through which a 1 x 1 convolution takes its input.
    Memory first_scale, first_shift;
    Activation first = Activation::none;
    float first_slope = 0;

    // Of the weights: channels that each output looks at, channels out; and how they are packed.
    int64_t weight_inputs = 0, outputs = 0, segments = 0, group_blocks = 0, group_inputs = 0;

    // Weights as kernels read them, biases and what norms have as floats.
    Memory packed, packed_bias;
    // Whether Winograd's frequencies are rounded as feature maps are, which costs ten times as much precision as rounding those.
    bool rounds_frequencies = true;
    const Kernels& frequencies(const Kernels& maps) const { return rounds_frequencies ? maps : *maps.vectors; }

    // Where a convolution can be computed in two ways, weights of bfloat16 are packed when they are first needed, from what is kept as it was.
    mutable std::once_flag transformed, arranged;
    mutable Memory winograd, direct;
    Memory kept;

    // Throws where a kernel would leave the memory that is its own.
    void check() const;

    std::array<int64_t, 4> reads() const { return {from, from2, from3, addend}; }
    bool takes_through_norm() const { return first_scale.bytes() > 0; }
    bool is_image_convolution() const { return kind == Kind::convolution && from == image_buffer; }
    bool can_be_winograd() const {
        return kind == Kind::convolution && from != image_buffer && kernel == 3 && stride == 1 && padding == 1 && dilation == 1 && groups == 1;
    }
    const Memory& winograd_weights(const Kernels& kernels) const;
    const Memory& direct_weights(const Kernels& kernels) const;
};

class Program {
public:
    explicit Program(const Kernels& kernels) : kernels_(&kernels) {}

    // 'code' is what NativeCode writes. Of the weights, nothing is looked at afterwards.
    void append(const int64_t* code, int64_t length, const Weights* weights, int64_t count);

    // Behind the last step: of so many buffers that steps name, one is what the network gives.
    void complete(int64_t buffers, int64_t output);

    const Kernels& kernels() const { return *kernels_; }
    const std::vector<std::unique_ptr<Step>>& steps() const { return steps_; }
    int64_t output() const { return output_; }
    int64_t halo() const { return halo_; }
    int64_t image_channels() const { return image_channels_; }

    // Whether a step looks beyond the edges of a value, where there have to be zeros then.
    bool has_edges(int64_t value) const { return value >= 0 && has_edges_[static_cast<size_t>(value)]; }

    // Where a value is. Values that are needed at the same time are in different buffers.
    int64_t buffers() const { return buffers_; }
    int64_t buffer_of(int64_t value) const { return buffer_of_[static_cast<size_t>(value)]; }
    int64_t values() const { return static_cast<int64_t>(buffer_of_.size()); }

private:
    void choose_frequencies();
    std::vector<Step*> takers(int64_t value) const;
    void join_passes();
    void join_norms();
    void number_values();
    void share_buffers();

    const Kernels* kernels_;
    std::vector<std::unique_ptr<Step>> steps_;
    std::vector<int64_t> buffer_of_;
    std::vector<bool> has_edges_;
    int64_t buffers_ = 0, output_ = 0, halo_ = 0, image_channels_ = 0;
};

}  // namespace resnetgen::inference

// What a step of an inference program computes, for one instruction set. Nothing here allocates, and nothing throws.
//
// Feature maps lie in blocks of 16 channels: image, block, row, column, channel within the block. Around each there is a halo as wide as the widest padding, of
// zeros where a convolution looks at it, so that none asks where an edge is. Channels that fill up the last block are numbers that nobody counts: their weights
// are zeros.
//
// Kernels keep feature maps and the weights of convolutions in numbers of their own, float32 or bfloat16, and sum up in float32. What is without a type here
// are such numbers; offsets and sizes count numbers where they are not said to be bytes.
#pragma once

#include <atomic>
#include <cstdint>

namespace resnetgen::inference {

constexpr int64_t lanes = 16;

// Kernels are compiled for several instruction sets: what they share with other files must be a part of each, and no function of its own.
#define RG_EVERYWHERE inline __attribute__((always_inline))

// Feature maps of several images. Vectors, one for each image, are one row: as many columns as images, of one image.
struct Map {
    int64_t images, channels, height, width, halo;
    bool is_vectors = false;

    RG_EVERYWHERE int64_t blocks() const { return (channels + lanes - 1) / lanes; }
    RG_EVERYWHERE int64_t row() const { return (width + 2 * halo) * lanes; }
    RG_EVERYWHERE int64_t plane() const { return (height + 2 * halo) * row(); }
    RG_EVERYWHERE int64_t image() const { return blocks() * plane(); }
    RG_EVERYWHERE int64_t numbers() const { return images * image(); }
    RG_EVERYWHERE int64_t origin() const { return halo * row() + halo * lanes; }
    RG_EVERYWHERE bool operator==(const Map& o) const {
        return images == o.images && channels == o.channels && height == o.height && width == o.width && halo == o.halo &&
               is_vectors == o.is_vectors;
    }
};

// Feature maps where they are: 'data' is the first image's first block's pixel (0, 0).
struct View {
    Map map;
    void* data;
};

// The threads that compute one step together wait for each other here. They are awake: a step takes microseconds.
class Barrier {
public:
    void wait(int threads);

private:
    std::atomic<int> waiting_{0};
    std::atomic<int> turn_{0};
};

struct Team {
    int thread, threads;
    Barrier* barrier;
    void* scratch;  // the thread's own

    RG_EVERYWHERE void wait() const {
        if (threads > 1) {
            barrier->wait(threads);
        }
    }
};

enum class Activation : int { none, relu, leaky, sigmoid, silu, gelu };

// What is done with the numbers of a step before they are written: activation, sum, activation. 'second' takes them once more, as
// after(scale * x + shift): the norm of the next unit, which would have to read them again.
struct Finish {
    Activation before = Activation::none, after = Activation::none;
    float before_slope = 0, after_slope = 0;
    const void* addend = nullptr;  // of the output's geometry
    View out;
    bool has_edges = false, second_has_edges = false;  // whether someone looks at the halo of what is written
    void* second = nullptr;  // of the output's geometry
    const float *scale = nullptr, *shift = nullptr;
    Activation second_after = Activation::none;
    float second_slope = 0;
};

// Each output block is a sum over segments: 16 numbers of the input at an offset, with 16 x 16 weights. A 1 x 1 convolution may take its input through a
// norm: row by row, so that what that gives is never written to memory.
struct Convolve {
    View in;
    const float *scale, *shift;  // null for the input as it is
    Activation activation;
    float slope;
    Finish finish;
    const void* weights;  // block, segment, input channel, output channel
    const float* bias;
    const int64_t* offsets;  // of the segments, from the pixel under the output's; of the first block of the group
    int64_t segments;
    int64_t stride;
    int64_t group_blocks;  // how many output blocks share their input blocks; 0 for all
    int64_t group_inputs;  // input blocks of a group
};

// The first convolution: it takes the images as they were given, and its kernels row by row. Both are float32: the numbers of images may be large, and differ
// by little.
struct ConvolveImage {
    const float* images;
    int64_t strides[4];
    int64_t channels, height, width;
    int64_t kernel, stride, padding;
    const float* weights;  // block, number of the kernel, output channel; so many numbers that they fill segments of 16
    const float* bias;
    int64_t segments;
    Finish finish;
};

// Winograd's F(4 x 4, 3 x 3): Lavin and Gray (2015, arXiv:1509.09308). A fourth of the multiplications.
struct ConvolveWinograd {
    View in;
    Finish finish;
    const void* weights;  // in the numbers of the frequencies: pair of output blocks, 36 frequencies, block of the pair, input block, input channel, output channel
    const float* bias;
    int64_t most_tiles;  // that are transformed at once
    bool rounded;  // whether frequencies are kept in the numbers of feature maps, or in float32
};

struct Affine {  // scale * x + shift for each channel; null for x times a factor
    View in;
    const float *scale, *shift;
    float factor;
    Finish finish;
};

struct WeighChannels {  // each channel of an image times a number; these are N x C in float32
    View in, weights;
    Finish finish;
};

struct ConvolveChannels {  // along the channels of N x C in float32, with zeros beyond
    View in, out;
    const float* weights;
    int64_t kernel;
};

struct Gate {  // shortcut + (residual - shortcut) * opening, or shortcut + residual - shortcut * opening; all of the output's geometry
    const void *residual, *shortcut, *opening;
    bool is_exclusive;
    Finish finish;
};

struct GroupNorm {
    View in;
    const float *scale, *shift;
    int64_t groups;
    float epsilon;
    Finish finish;
};

struct PoolWindows {
    View in, out;
    bool maximum;
    int64_t kernel, stride, padding;
};

struct ReduceImages {  // N x C x H x W to N x C, which are float32
    View in, out;
    bool maximum;
};

struct MoveChannels {  // every stride-th row and column of 'in' behind 'before' channels of 'out'; the others are not written
    View in, out;
    int64_t stride, before;
    bool clears;  // the channels before and behind become zeros
    int64_t top, left;
};

struct Kernels {
    const char* name;
    int64_t bytes;  // of a number
    bool paired;  // whether Winograd's weights stand in pairs of output blocks
    const Kernels* vectors;  // for what has no positions: float32, since so little of it costs nothing, and scores are not to be rounded

    // So many input channels of weights for 16 output channels each, as kernels read them.
    void (*arrange)(const float* weights, int64_t inputs, void* to);

    void (*convolve)(const Convolve&, const Team&);
    int64_t (*convolve_scratch)(const Map& in, int64_t stride);  // where the input goes through a norm; bytes, as the others
    void (*convolve_image)(const ConvolveImage&, const Team&);
    int64_t (*convolve_image_scratch)(const ConvolveImage&);
    void (*convolve_winograd)(const ConvolveWinograd&, const Team&);
    int64_t (*winograd_scratch)(const Map& in, int64_t most_tiles, bool rounded);
    void (*affine)(const Affine&, const Team&);
    void (*weigh_channels)(const WeighChannels&, const Team&);
    void (*convolve_channels)(const ConvolveChannels&, const Team&);
    void (*gate)(const Gate&, const Team&);
    void (*group_norm)(const GroupNorm&, const Team&);
    int64_t (*group_norm_scratch)(const Map& in);
    void (*pool)(const PoolWindows&, const Team&);
    void (*reduce)(const ReduceImages&, const Team&);
    void (*move)(const MoveChannels&, const Team&);
    void (*flatten)(const View& in, const View& out);  // N x C x H x W to N x CHW
    void (*give)(const View& from, int64_t image, float* to);  // one image's numbers in the order in which callers want them: channel, row, column
};

// The fastest that the processor has, or those of a name, for feature maps in float32 or bfloat16; null where it has none of those that are here.
const Kernels* kernels(const char* name, bool bfloat16);
const Kernels* kernels_avx512();
const Kernels* kernels_avx512_bf16();
const Kernels* kernels_avx2();

}  // namespace resnetgen::inference

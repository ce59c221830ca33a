#include "winograd.h"

#include "gradient.h"

#include "../inference/kernels.h"
#include "../inference/winograd_points.h"
#include "../vectorized.h"

#include <ATen/Parallel.h>

#include <omp.h>

#include <algorithm>
#include <cstring>

namespace resnetgen::training {
namespace {

using inference::ConvolveWinograd;
using inference::Kernels;
using inference::lanes;
using inference::Map;
using inference::Team;
using inference::View;

const Kernels* kernels_for(at::ScalarType type) {
    static const Kernels* const full = inference::kernels(nullptr, false);
    static const Kernels* const half = inference::kernels(nullptr, true);
    return type == at::kFloat ? full : type == at::kBFloat16 ? half : nullptr;
}

int64_t tiles_of(const at::Tensor& x) { return x.size(0) * ((x.size(2) + 3) / 4) * ((x.size(3) + 3) / 4); }

// A convolution's kernels as the transform takes them: lanes are 16 of its outputs, for one of its inputs.
struct Taps {
    const float* of;
    int64_t output, input;  // how far apart they lie
    bool turned;            // by half a turn, as the gradient takes them
};

// G in float32.
struct Rows {
    float of[6][3];
    constexpr Rows() : of() {
        for (int i = 0; i < 6; ++i) {
            for (int j = 0; j < 3; ++j) {
                of[i][j] = static_cast<float>(inference::winograd_g[i][j]);
            }
        }
    }
};

constexpr Rows rows;
constexpr auto& g = rows.of;

// The 36 frequencies of one input channel, 'next' apart.
RG_VECTORIZED void transform_weights(const Taps& taps, int64_t input, float* to, int64_t next) {
    float tap[9][lanes], half[6][3][lanes];
    for (int t = 0; t < 9; ++t) {
        const float* from = taps.of + input * taps.input + (taps.turned ? 8 - t : t);
        for (int64_t o = 0; o < lanes; ++o) {
            tap[t][o] = from[o * taps.output];
        }
    }
    for (int i = 0; i < 6; ++i) {
        for (int j = 0; j < 3; ++j) {
            for (int64_t o = 0; o < lanes; ++o) {
                half[i][j][o] = g[i][0] * tap[j][o] + g[i][1] * tap[3 + j][o] + g[i][2] * tap[6 + j][o];
            }
        }
    }
    for (int i = 0; i < 6; ++i) {
        for (int j = 0; j < 6; ++j) {
            for (int64_t o = 0; o < lanes; ++o) {
                to[(i * 6 + j) * next + o] = half[i][0][o] * g[j][0] + half[i][1][o] * g[j][1] + half[i][2][o] * g[j][2];
            }
        }
    }
}

// Sums of frequencies back to the nine weights of one input channel: G transposed from both sides. 'threads' have summed up their own.
RG_VECTORIZED void weights_of(const float* sums, int64_t next, int threads, int64_t next_thread, const Taps& taps, float* to) {
    float half[3][6][lanes] = {}, tap[lanes];
    for (int i = 0; i < 6; ++i) {
        for (int j = 0; j < 6; ++j) {
            float frequency[lanes] = {};
            for (int thread = 0; thread < threads; ++thread) {
                const float* from = sums + (i * 6 + j) * next + thread * next_thread;
                for (int64_t o = 0; o < lanes; ++o) {
                    frequency[o] += from[o];
                }
            }
            for (int k = 0; k < 3; ++k) {
                for (int64_t o = 0; o < lanes; ++o) {
                    half[k][j][o] += g[i][k] * frequency[o];
                }
            }
        }
    }
    for (int k = 0; k < 3; ++k) {
        for (int l = 0; l < 3; ++l) {
            for (int64_t o = 0; o < lanes; ++o) {
                tap[o] = 0;
                for (int j = 0; j < 6; ++j) {
                    tap[o] += half[k][j][o] * g[j][l];
                }
            }
            for (int64_t o = 0; o < lanes; ++o) {
                to[o * taps.output + k * 3 + l] = tap[o];
            }
        }
    }
}

// Memory of the calling thread that stays, as large as was ever needed: asked for and given back with each convolution, it would lie between feature maps, and
// the process would need a good tenth more for them.
float* scratch(int64_t floats) {
    thread_local at::Tensor kept;
    if (!kept.defined() || kept.numel() < floats) {
        kept = at::Tensor();
        kept = at::empty({floats}, at::kFloat);
    }
    return kept.data_ptr<float>();
}

int64_t rounded(int64_t floats) { return (floats + lanes - 1) / lanes * lanes; }

// In the order of ConvolveWinograd.
void frequencies_of(const at::Tensor& weight, bool transposed, const Kernels& kernels, float* to) {
    const auto w = weight.to(at::kFloat).contiguous();
    const int64_t outputs = w.size(transposed ? 1 : 0), inputs = w.size(transposed ? 0 : 1), of_first = w.size(1) * 9;
    const int64_t output_step = transposed ? 9 : of_first, input_step = transposed ? of_first : 9;
    const int64_t output_blocks = outputs / lanes, input_blocks = inputs / lanes, pair = kernels.paired && output_blocks % 2 == 0 ? 2 : 1;
    const auto* const from = w.data_ptr<float>();
    at::parallel_for(0, output_blocks * inputs, 64, [&](int64_t begin, int64_t end) {
        for (int64_t i = begin; i < end; ++i) {
            const int64_t block = i / inputs, input = i % inputs;
            const Taps taps{from + block * lanes * output_step, output_step, input_step, transposed};
            const int64_t next = pair * input_blocks * lanes * lanes;
            transform_weights(taps, input, to + block / pair * 36 * next + (block % pair * inputs + input) * lanes, next);
        }
    });
}

// As many tiles at once as keep their frequencies in the second level of cache.
int64_t most_tiles(int64_t channels) { return std::clamp<int64_t>(128 * 1024 / (36 * channels), 14, 56); }

View interleaved(const at::Tensor& x) {
    Map map{x.size(0), x.size(1), x.size(2), x.size(3), 0};
    map.interleaved = true;
    return {map, x.data_ptr()};
}

// A thread's own bytes, in floats.
int64_t floats_of(int64_t bytes) { return rounded((bytes + 3) / 4); }

// Each thread has so many floats of its own.
template <class Work>
void on_all_threads(float* memory, int64_t own, const Work& work) {
    const int threads = at::get_num_threads();
#pragma omp parallel num_threads(threads) if (threads > 1)
    {
        const int thread = omp_get_thread_num();
        work(Team{thread, omp_get_num_threads(), nullptr, memory + thread * own});
    }
}

// Whether there are kernels for it, so many tiles that the weights' transform is worth it, and not so many weights that it takes much memory.
bool takes_tiles(const at::Tensor& x, const at::Tensor& weight) {
    constexpr int64_t few = 64, many_channels = 256 * 256;
    return x.is_cpu() && x.layout() == at::kStrided && x.dim() == 4 && weight.dim() == 4 && weight.size(2) == 3 && weight.size(3) == 3 && x.numel() > 0 &&
           weight.size(0) % lanes == 0 && weight.size(1) % lanes == 0 && weight.size(0) * weight.size(1) <= many_channels && x.scalar_type() == weight.scalar_type() && kernels_for(x.scalar_type()) != nullptr &&
           tiles_of(x) >= few && x.is_contiguous(at::MemoryFormat::ChannelsLast);
}

}  // namespace

// In bfloat16 oneDNN has twice as many products at once, which float32 frequencies have not: it is faster where channels are many.
bool takes_winograd(const at::Tensor& x, const at::Tensor& weight, bool transposed) {
    constexpr int64_t many_channels = 32 * 32;
    return takes_tiles(x, weight) && x.size(1) == weight.size(transposed ? 0 : 1) &&
           (x.scalar_type() == at::kFloat || weight.size(0) * weight.size(1) <= many_channels);
}

optional<at::Tensor> winograd(const at::Tensor& x, const at::Tensor& weight, const optional<at::Tensor>& bias, bool transposed) {
    if (!takes_winograd(x, weight, transposed)) {
        return {};
    }
    const auto& kernels = *kernels_for(x.scalar_type());
    const int64_t outputs = weight.size(transposed ? 1 : 0);
    auto result = at::empty({x.size(0), outputs, x.size(2), x.size(3)}, x.options(), at::MemoryFormat::ChannelsLast);
    const auto shift = bias.has_value() && bias->defined() ? bias->to(at::kFloat).contiguous() : at::zeros({outputs}, x.options().dtype(at::kFloat));

    ConvolveWinograd job{};
    job.in = interleaved(x);
    job.finish.out = interleaved(result);
    job.bias = shift.data_ptr<float>();
    job.most_tiles = most_tiles(x.size(1));
    job.rounded = x.scalar_type() == at::kFloat;  // float32 is what they are rounded to
    const int64_t frequencies = rounded(36 * weight.size(0) * weight.size(1));
    const int64_t own = floats_of(kernels.winograd_scratch(job.in.map, job.most_tiles, job.rounded));
    float* const memory = scratch(frequencies + at::get_num_threads() * own);
    frequencies_of(weight, transposed, kernels, memory);
    job.weights = memory;
    on_all_threads(memory + frequencies, own, [&](const Team& team) { kernels.convolve_winograd(job, team); });
    return result;
}

// Each thread sums up all of them.
bool takes_winograd_weight_gradient(const at::Tensor& x, const at::Tensor& weight) {
    constexpr int64_t many_channels = 128 * 128;
    return takes_tiles(x, weight) && weight.size(0) * weight.size(1) <= many_channels && x.size(1) == weight.size(1);
}

optional<at::Tensor> winograd_weight_gradient(const at::Tensor& x, const at::Tensor& gradient, const at::Tensor& weight) {
    const int64_t outputs = weight.size(0), inputs = weight.size(1);
    if (!takes_winograd_weight_gradient(x, weight) || gradient.scalar_type() != x.scalar_type() || gradient.size(1) != outputs ||
        !gradient.is_contiguous(at::MemoryFormat::ChannelsLast)) {
        return {};
    }
    const auto& kernels = *kernels_for(x.scalar_type());
    const int64_t size = rounded(36 * inputs * outputs), taps = rounded(9 * inputs * outputs);
    const int threads = at::get_num_threads();
    inference::WinogradGradient job{interleaved(x), interleaved(gradient), nullptr, size, most_tiles(inputs + outputs)};
    const int64_t own = floats_of(kernels.winograd_gradient_scratch(job));
    float* const memory = scratch(threads * (size + own) + taps);
    job.sums = memory;
    std::memset(job.sums, 0, static_cast<size_t>(threads * size) * sizeof(float));
    on_all_threads(memory + threads * size, own, [&](const Team& team) { kernels.winograd_gradient(job, team); });

    float* const result = memory + threads * (size + own);
    const int64_t output_blocks = outputs / lanes;
    at::parallel_for(0, inputs * output_blocks, 64, [&](int64_t begin, int64_t end) {
        for (int64_t i = begin; i < end; ++i) {
            const int64_t input = i / output_blocks, block = i % output_blocks;
            const float* from = job.sums + ((input / lanes * output_blocks + block) * lanes + input % lanes) * lanes;
            weights_of(from, inputs * outputs, threads, size, {nullptr, inputs * 9, 9, false}, result + (block * lanes * inputs + input) * 9);
        }
    });
    return at::empty_like(weight).copy_(at::from_blob(result, weight.sizes(), at::kFloat));
}

}  // namespace resnetgen::training

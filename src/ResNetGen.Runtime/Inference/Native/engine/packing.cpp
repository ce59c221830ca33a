#include "packing.h"

#include "winograd_points.h"

#include <algorithm>
#include <cstring>

namespace resnetgen::inference {
namespace {

// So many input channels of weights, for 16 output channels each, as kernels read them.
Memory arranged(Memory weights, const Kernels& kernels) {
    if (kernels.bytes == sizeof(float)) {
        return weights;
    }
    const auto inputs = weights.bytes() / static_cast<int64_t>(lanes * sizeof(float));
    Memory result(inputs * lanes * kernels.bytes);
    kernels.arrange(weights.floats(), inputs, result.get());
    return result;
}

// Where a weight stands among a step's packed ones: of an output, an input channel and a place in the kernel.
int64_t packed_at(const Step& s, int64_t output, int64_t channel, int64_t place) {
    const int64_t segment = channel / lanes * s.kernel * s.kernel + place;
    return ((output / lanes * s.segments + segment) * lanes + channel % lanes) * lanes + output % lanes;
}

}  // namespace

int64_t blocks_of(int64_t channels) { return (channels + lanes - 1) / lanes; }

int64_t input_blocks(const Step& s) { return s.groups == 1 ? blocks_of(s.weight_inputs) : std::max<int64_t>(1, s.weight_inputs / lanes); }

Memory filled(const Weights& values, int64_t channels) {
    auto result = Memory::of_floats(blocks_of(channels) * lanes);
    if (values.defined()) {
        std::memcpy(result.get(), values.data, static_cast<size_t>(channels) * sizeof(float));
    }
    return result;
}

Memory pack(const Step& s, const Kernels& kernels) {
    const auto* w = s.weight.data;
    const int64_t outputs = s.weight.size(0), inputs = s.weight.size(1), taps = s.kernel * s.kernel;
    const int64_t group_outputs = outputs / s.groups;
    auto result = Memory::of_floats(blocks_of(outputs) * s.segments * lanes * lanes);
    for (int64_t o = 0; o < outputs; ++o) {
        const int64_t first = s.groups == 1 || inputs >= lanes ? 0 : o / group_outputs * inputs % lanes;
        for (int64_t c = 0; c < inputs; ++c) {
            const int64_t channel = first + c;
            for (int64_t t = 0; t < taps; ++t) {
                result.floats()[packed_at(s, o, channel, t)] = w[(o * inputs + c) * taps + t];
            }
        }
    }
    return arranged(std::move(result), kernels);
}

Memory pack_image(const Step& s) {
    const auto* w = s.weight.data;
    const int64_t outputs = s.weight.size(0), inputs = s.weight.size(1), taps = s.kernel * s.kernel, segments = s.segments;
    auto result = Memory::of_floats(blocks_of(outputs) * segments * lanes * lanes);
    for (int64_t o = 0; o < outputs; ++o) {
        for (int64_t t = 0; t < taps; ++t) {
            for (int64_t c = 0; c < inputs; ++c) {
                const int64_t number = t * inputs + c;
                result.floats()[((o / lanes * segments + number / lanes) * lanes + number % lanes) * lanes + o % lanes] = w[(o * inputs + c) * taps + t];
            }
        }
    }
    return result;
}

Memory transform(const Step& s, const Kernels& kernels) {
    constexpr auto& g = winograd_g;
    const int64_t outputs = s.outputs, inputs = s.weight_inputs, input_blocks = blocks_of(inputs), output_blocks = blocks_of(outputs);
    const int64_t pair = kernels.paired && output_blocks % 2 == 0 ? 2 : 1;
    auto result = Memory::of_floats(output_blocks * input_blocks * lanes * lanes * 36);
    for (int64_t o = 0; o < outputs; ++o) {
        for (int64_t c = 0; c < inputs; ++c) {
            float k[9];
            for (int64_t t = 0; t < 9; ++t) {
                k[t] = s.weight.defined() ? s.weight.data[(o * inputs + c) * 9 + t] : s.packed.floats()[packed_at(s, o, c, t)];
            }
            double half[6][3];
            for (int i = 0; i < 6; ++i) {
                for (int j = 0; j < 3; ++j) {
                    half[i][j] = g[i][0] * k[j] + g[i][1] * k[3 + j] + g[i][2] * k[6 + j];
                }
            }
            const int64_t block = o / lanes;
            for (int i = 0; i < 6; ++i) {
                for (int j = 0; j < 6; ++j) {
                    const double value = half[i][0] * g[j][0] + half[i][1] * g[j][1] + half[i][2] * g[j][2];
                    const int64_t at = ((block / pair * 36 + i * 6 + j) * pair + block % pair) * input_blocks + c / lanes;
                    result.floats()[(at * lanes + c % lanes) * lanes + o % lanes] = static_cast<float>(value);
                }
            }
        }
    }
    return arranged(std::move(result), kernels);
}

}  // namespace resnetgen::inference

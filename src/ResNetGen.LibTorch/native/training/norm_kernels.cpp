#include "norm_kernels.h"

#include "../vectorized.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cstring>

namespace resnetgen::training {
namespace {

// Below this many numbers a second thread costs more than it saves.
constexpr int64_t grain = 16384;

// Rows of few channels are taken several together, so that the innermost loops are long enough to be worth it; and so many are summed up in float32.
constexpr int64_t line = 128, block = 4096;

struct BFloat16 {
    uint16_t bits;
};

RG_LOOP float read(const float* p) { return *p; }
RG_LOOP void write(float* p, float value) { *p = value; }

RG_LOOP float read(const BFloat16* p) {
    const uint32_t bits = static_cast<uint32_t>(p->bits) << 16;
    float value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

// To the nearest, halves to the even; what is not a number stays that.
RG_LOOP void write(BFloat16* p, float value) {
    uint32_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    const uint32_t rounded = (bits + 0x7fff + ((bits >> 16) & 1)) >> 16;
    p->bits = static_cast<uint16_t>(value != value ? 0x7fc0 : rounded);
}

// As it would be read again, written among such numbers.
RG_LOOP float rounded(float value, const float*) { return value; }
RG_LOOP float rounded(float value, const BFloat16*) {
    BFloat16 number;
    write(&number, value);
    return read(&number);
}

// Calls body(first, rows, part) for consecutive rows, on several threads where that is worth it; 'parts' of them at most.
template <class Body>
void share(const Maps& x, int64_t parts, const Body& body) {
    const auto each = (x.rows + parts - 1) / parts;
    at::parallel_for(0, parts, 1, [&](int64_t begin, int64_t end) {
        for (auto part = begin; part < end; ++part) {
            const auto first = std::min(x.rows, part * each);
            body(first, std::min(x.rows, first + each) - first, part);
        }
    });
}

int64_t parts_of(const Maps& x) { return std::max<int64_t>(1, std::min<int64_t>(at::get_num_threads(), x.rows * x.channels / grain)); }

int64_t together(int64_t channels) { return std::max<int64_t>(1, line / channels); }

// Values of the channels, for as many rows as are taken together.
std::vector<float> repeated(const std::vector<float>& channels) {
    std::vector<float> result;
    for (auto i = together(static_cast<int64_t>(channels.size())); i > 0; --i) {
        result.insert(result.end(), channels.begin(), channels.end());
    }
    return result;
}

// ---- Moments

// The mean and squares of 'count' lines, each number of a line on its own.
template <class T>
RG_LOOP void line_moments(const T* __restrict x, int64_t count, int64_t length, float* __restrict mean, float* __restrict squares) {
    for (int64_t i = 0; i < length; ++i) {
        mean[i] = 0;
        squares[i] = 0;
    }
    for (int64_t j = 0; j < count; ++j) {
        for (int64_t i = 0; i < length; ++i) {
            mean[i] += read(x + j * length + i);
        }
    }
    const float share = 1.0f / static_cast<float>(count);
    for (int64_t i = 0; i < length; ++i) {
        mean[i] *= share;
    }
    for (int64_t j = 0; j < count; ++j) {
        for (int64_t i = 0; i < length; ++i) {
            const float d = read(x + j * length + i) - mean[i];
            squares[i] += d * d;
        }
    }
}

// Takes 'count' more numbers of each channel, with these moments, to 'seen' of before.
template <class T>
RG_LOOP void merge(const T* __restrict mean, const T* __restrict squares, double count, double seen, int64_t channels, double* __restrict to_mean,
                   double* __restrict to_squares) {
    const double share = count / (seen + count);
    for (int64_t c = 0; c < channels; ++c) {
        const double d = static_cast<double>(mean[c]) - to_mean[c];
        to_mean[c] += d * share;
        to_squares[c] += static_cast<double>(squares[c]) + d * d * seen * share;
    }
}

// 'scratch' has room for two lines.
template <class T>
RG_LOOP void moments_loop(const T* x, int64_t rows, int64_t channels, int64_t side, float* scratch, double* mean, double* squares) {
    double seen = 0;
    while (rows > 0) {
        const int64_t beside = rows < side ? 1 : side;  // the last rows one by one
        const int64_t length = channels * beside;
        const int64_t lines = std::max<int64_t>(1, std::min(rows / beside, block / length));
        line_moments(x, lines, length, scratch, scratch + length);
        for (int64_t i = 0; i < beside; ++i, seen += static_cast<double>(lines)) {
            merge(scratch + i * channels, scratch + length + i * channels, static_cast<double>(lines), seen, channels, mean, squares);
        }
        x += lines * length;
        rows -= lines * beside;
    }
}

RG_VECTORIZED void moments_of(const float* x, int64_t rows, int64_t channels, int64_t side, float* scratch, double* mean, double* squares) {
    moments_loop(x, rows, channels, side, scratch, mean, squares);
}

RG_VECTORIZED void moments_of(const BFloat16* x, int64_t rows, int64_t channels, int64_t side, float* scratch, double* mean, double* squares) {
    moments_loop(x, rows, channels, side, scratch, mean, squares);
}

// ---- Affine

template <bool Relu, bool Sum, class T>
RG_LOOP void apply_loop(const T* __restrict x, int64_t count, int64_t length, const float* __restrict scale, const float* __restrict shift,
                        const T* __restrict addend, T* __restrict y) {
    for (; count > 0; count -= length, x += length, y += length) {
        const int64_t n = count < length ? count : length;
        for (int64_t i = 0; i < n; ++i) {
            float value = read(x + i) * scale[i] + shift[i];
            if (Sum) {
                value = rounded(value, x) + read(addend + i);
            }
            write(y + i, Relu && value <= 0 ? 0 : value);
        }
        addend += Sum ? length : 0;
    }
}

template <class T>
RG_LOOP void apply_any(const T* x, int64_t count, int64_t length, const float* scale, const float* shift, const T* addend, bool relu, T* y) {
    if (addend != nullptr) {
        relu ? apply_loop<true, true>(x, count, length, scale, shift, addend, y) : apply_loop<false, true>(x, count, length, scale, shift, addend, y);
    } else {
        relu ? apply_loop<true, false>(x, count, length, scale, shift, addend, y) : apply_loop<false, false>(x, count, length, scale, shift, addend, y);
    }
}

RG_VECTORIZED void apply_to(const float* x, int64_t count, int64_t length, const float* scale, const float* shift, const float* addend, bool relu, float* y) {
    apply_any(x, count, length, scale, shift, addend, relu, y);
}

RG_VECTORIZED void apply_to(const BFloat16* x, int64_t count, int64_t length, const float* scale, const float* shift, const BFloat16* addend, bool relu,
                            BFloat16* y) {
    apply_any(x, count, length, scale, shift, addend, relu, y);
}

// ---- Gradients

template <bool Relu>
RG_LOOP float passed(float gradient, float x, float scale, float shift) {
    return Relu && x * scale + shift <= 0 ? 0 : gradient;
}

// 'values' has scale, shift and mean, each a line long; 'scratch' has room for two lines.
template <bool Relu, class T>
RG_LOOP void sums_loop(const T* __restrict g, const T* __restrict x, int64_t rows, int64_t channels, int64_t side, const float* const* values,
                       float* __restrict scratch, double* __restrict plain, double* __restrict centred) {
    const float *__restrict scale = values[0], *__restrict shift = values[1], *__restrict mean = values[2];
    while (rows > 0) {
        const int64_t beside = rows < side ? 1 : side;
        const int64_t length = channels * beside;
        const int64_t lines = std::max<int64_t>(1, std::min(rows / beside, block / length));
        float* __restrict more = scratch + length;
        for (int64_t i = 0; i < length; ++i) {
            scratch[i] = 0;
            more[i] = 0;
        }
        for (int64_t j = 0; j < lines; ++j, g += length, x += length) {
            for (int64_t i = 0; i < length; ++i) {
                const float value = read(x + i);
                const float gradient = passed<Relu>(read(g + i), value, scale[i], shift[i]);
                scratch[i] += gradient;
                more[i] += gradient * (value - mean[i]);
            }
        }
        for (int64_t i = 0; i < beside; ++i) {
            for (int64_t c = 0; c < channels; ++c) {
                plain[c] += static_cast<double>(scratch[i * channels + c]);
                centred[c] += static_cast<double>(more[i * channels + c]);
            }
        }
        rows -= lines * beside;
    }
}

RG_VECTORIZED void sums_of(const float* g, const float* x, int64_t rows, int64_t channels, int64_t side, const float* const* values, bool relu, float* scratch,
                           double* plain, double* centred) {
    relu ? sums_loop<true>(g, x, rows, channels, side, values, scratch, plain, centred)
         : sums_loop<false>(g, x, rows, channels, side, values, scratch, plain, centred);
}

RG_VECTORIZED void sums_of(const BFloat16* g, const BFloat16* x, int64_t rows, int64_t channels, int64_t side, const float* const* values, bool relu,
                           float* scratch, double* plain, double* centred) {
    relu ? sums_loop<true>(g, x, rows, channels, side, values, scratch, plain, centred)
         : sums_loop<false>(g, x, rows, channels, side, values, scratch, plain, centred);
}

// 'values' has scale, shift, rate, plain, centred and mean. g and y may be the same: each number is read before it is written.
template <bool Relu, class T>
RG_LOOP void input_loop(const T* g, const T* __restrict x, int64_t count, int64_t length, const float* const* values, T* y) {
    const float *__restrict scale = values[0], *__restrict shift = values[1], *__restrict rate = values[2];
    const float *__restrict plain = values[3], *__restrict centred = values[4], *__restrict mean = values[5];
    for (; count > 0; count -= length, g += length, x += length, y += length) {
        const int64_t n = count < length ? count : length;
#pragma GCC ivdep
        for (int64_t i = 0; i < n; ++i) {
            const float value = read(x + i);
            const float gradient = passed<Relu>(read(g + i), value, scale[i], shift[i]);
            write(y + i, rate[i] * (gradient - plain[i] - centred[i] * (value - mean[i])));
        }
    }
}

RG_VECTORIZED void input_of(const float* g, const float* x, int64_t count, int64_t length, const float* const* values, bool relu, float* y) {
    relu ? input_loop<true>(g, x, count, length, values, y) : input_loop<false>(g, x, count, length, values, y);
}

RG_VECTORIZED void input_of(const BFloat16* g, const BFloat16* x, int64_t count, int64_t length, const float* const* values, bool relu, BFloat16* y) {
    relu ? input_loop<true>(g, x, count, length, values, y) : input_loop<false>(g, x, count, length, values, y);
}

// ---- Numbers of either type

template <class T>
Moments moments_in(const Maps& x) {
    const auto parts = parts_of(x);
    const auto side = together(x.channels);
    std::vector<Moments> found(static_cast<size_t>(parts));
    std::vector<int64_t> counts(static_cast<size_t>(parts));
    share(x, parts, [&](int64_t first, int64_t rows, int64_t part) {
        auto& f = found[static_cast<size_t>(part)];
        f.mean.resize(static_cast<size_t>(x.channels));
        f.squares.resize(static_cast<size_t>(x.channels));
        std::vector<float> scratch(static_cast<size_t>(2 * side * x.channels));
        moments_of(static_cast<const T*>(x.data) + first * x.channels, rows, x.channels, side, scratch.data(), f.mean.data(), f.squares.data());
        counts[static_cast<size_t>(part)] = rows;
    });
    auto result = std::move(found[0]);
    auto seen = static_cast<double>(counts[0]);
    for (size_t part = 1; part < found.size(); ++part) {
        const auto count = static_cast<double>(counts[part]);
        if (count > 0) {
            merge(found[part].mean.data(), found[part].squares.data(), count, seen, x.channels, result.mean.data(), result.squares.data());
            seen += count;
        }
    }
    return result;
}

template <class T>
void apply_in(const Maps& x, const Affine& f, const void* addend, void* y) {
    const auto scale = repeated(f.scale), shift = repeated(f.shift);
    share(x, parts_of(x), [&](int64_t first, int64_t rows, int64_t) {
        const auto at = first * x.channels;
        apply_to(static_cast<const T*>(x.data) + at, rows * x.channels, static_cast<int64_t>(scale.size()), scale.data(), shift.data(),
                 addend != nullptr ? static_cast<const T*>(addend) + at : nullptr, f.relu, static_cast<T*>(y) + at);
    });
}

template <class T>
GradientSums gradient_sums_in(const Maps& gradient, const Maps& x, const Affine& f, const std::vector<float>& mean) {
    const auto parts = parts_of(x);
    const auto side = together(x.channels);
    const std::vector<float> lines[] = {repeated(f.scale), repeated(f.shift), repeated(mean)};
    const float* const values[] = {lines[0].data(), lines[1].data(), lines[2].data()};
    std::vector<GradientSums> found(static_cast<size_t>(parts));
    share(x, parts, [&](int64_t first, int64_t rows, int64_t part) {
        auto& sums = found[static_cast<size_t>(part)];
        sums.plain.resize(static_cast<size_t>(x.channels));
        sums.centred.resize(static_cast<size_t>(x.channels));
        std::vector<float> scratch(static_cast<size_t>(2 * side * x.channels));
        const auto at = first * x.channels;
        sums_of(static_cast<const T*>(gradient.data) + at, static_cast<const T*>(x.data) + at, rows, x.channels, side, values, f.relu, scratch.data(),
                sums.plain.data(), sums.centred.data());
    });
    auto result = std::move(found[0]);
    for (size_t part = 1; part < found.size(); ++part) {
        for (size_t c = 0; c < result.plain.size(); ++c) {
            result.plain[c] += found[part].plain[c];
            result.centred[c] += found[part].centred[c];
        }
    }
    return result;
}

template <class T>
void input_gradient_in(const Maps& gradient, const Maps& x, const Affine& f, const InputGradient& terms, void* result) {
    const std::vector<float> lines[] = {repeated(f.scale),     repeated(f.shift),       repeated(terms.rate),
                                        repeated(terms.plain), repeated(terms.centred), repeated(terms.mean)};
    const float* const values[] = {lines[0].data(), lines[1].data(), lines[2].data(), lines[3].data(), lines[4].data(), lines[5].data()};
    share(x, parts_of(x), [&](int64_t first, int64_t rows, int64_t) {
        const auto at = first * x.channels;
        input_of(static_cast<const T*>(gradient.data) + at, static_cast<const T*>(x.data) + at, rows * x.channels, static_cast<int64_t>(lines[0].size()),
                 values, f.relu, static_cast<T*>(result) + at);
    });
}

}  // namespace

Moments moments(const Maps& x) { return x.numbers == Numbers::float32 ? moments_in<float>(x) : moments_in<BFloat16>(x); }

void apply(const Maps& x, const Affine& f, const void* addend, void* y) {
    x.numbers == Numbers::float32 ? apply_in<float>(x, f, addend, y) : apply_in<BFloat16>(x, f, addend, y);
}

GradientSums gradient_sums(const Maps& gradient, const Maps& x, const Affine& f, const std::vector<float>& mean) {
    return x.numbers == Numbers::float32 ? gradient_sums_in<float>(gradient, x, f, mean) : gradient_sums_in<BFloat16>(gradient, x, f, mean);
}

void input_gradient(const Maps& gradient, const Maps& x, const Affine& f, const InputGradient& terms, void* result) {
    x.numbers == Numbers::float32 ? input_gradient_in<float>(gradient, x, f, terms, result) : input_gradient_in<BFloat16>(gradient, x, f, terms, result);
}

}  // namespace resnetgen::training

// Batch normalization of feature maps whose channels lie side by side (channels_last): each pass reads and writes them once, whatever it does on the way.
//
// Feature maps are 'rows' of 'channels' numbers: images times height times width of them. Numbers are float32 or bfloat16; what is summed up is float32 over
// a few thousand numbers and float64 beyond. Which thread sums what depends on the number of threads alone, so the same threads give the same bits.
#pragma once

#include <cstdint>
#include <vector>

namespace resnetgen::training {

enum class Numbers { float32, bfloat16 };

struct Maps {
    const void* data;
    Numbers numbers;
    int64_t rows, channels;
};

// For each channel the mean, and the sum of squared deviations from it: by Chan, Golub and LeVeque's pairwise update (1979), so that no digit is lost where
// the mean is far from zero.
struct Moments {
    std::vector<double> mean, squares;
};

Moments moments(const Maps& x);

// scale * x + shift for each channel; and then, if asked for, the positive part.
struct Affine {
    std::vector<float> scale, shift;
    bool relu;
};

// With 'addend', of the same numbers as x, or none: it is added to what was rounded to a number already, so that it makes no difference to do it in this pass.
void apply(const Maps& x, const Affine& f, const void* addend, void* y);

// For each channel, of the gradient of apply's result before the positive part was taken: its sum, and that of its product with x - mean.
struct GradientSums {
    std::vector<double> plain, centred;
};

GradientSums gradient_sums(const Maps& gradient, const Maps& x, const Affine& f, const std::vector<float>& mean);

// For each channel: rate * (g - plain - centred * (x - mean)), where g is that gradient. The result may be written over the gradient.
struct InputGradient {
    std::vector<float> rate, plain, centred, mean;
};

void input_gradient(const Maps& gradient, const Maps& x, const Affine& f, const InputGradient& terms, void* result);

}  // namespace resnetgen::training

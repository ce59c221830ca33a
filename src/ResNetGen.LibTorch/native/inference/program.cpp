#include "program.h"

#include "winograd_points.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace resnetgen::inference {

char* Memory::allocate(int64_t bytes) {
    const auto whole = (static_cast<size_t>(bytes) + 63) / 64 * 64;
    void* p = std::aligned_alloc(64, std::max<size_t>(whole, 64));
    TORCH_CHECK(p != nullptr, "no memory for ", whole, " bytes");
    std::memset(p, 0, whole);
    return static_cast<char*>(p);
}

namespace {

// Reads the numbers of a program one after another.
class Reader {
public:
    Reader(const int64_t* code, int64_t length) : at_(code), end_(code + length) {}

    bool more() const { return at_ < end_; }
    int64_t next() {
        TORCH_CHECK(at_ < end_, "the program ends within a step");
        return *at_++;
    }
    float next_float() {
        const int64_t bits = next();
        double value;
        std::memcpy(&value, &bits, sizeof value);
        return static_cast<float>(value);
    }

private:
    const int64_t *at_, *end_;
};

int64_t blocks_of(int64_t channels) { return (channels + lanes - 1) / lanes; }

// Groups narrower than a block share one: their weights stand on its diagonal.
int64_t input_blocks(const Step& s) { return s.groups == 1 ? blocks_of(s.weight_inputs) : std::max<int64_t>(1, s.weight_inputs / lanes); }

Memory filled(const at::Tensor& values, int64_t channels) {
    auto result = Memory::of_floats(blocks_of(channels) * lanes);
    if (values.defined()) {
        std::memcpy(result.get(), values.data_ptr<float>(), static_cast<size_t>(channels) * sizeof(float));
    }
    return result;
}

// So many input channels of weights, for 16 output channels each, as kernels read them.
Memory arranged(const Memory& weights, const Kernels& kernels) {
    const auto inputs = weights.bytes() / static_cast<int64_t>(lanes * sizeof(float));
    Memory result(inputs * lanes * kernels.bytes);
    kernels.arrange(weights.floats(), inputs, result.get());
    return result;
}

// Block of outputs, segment, input channel, output channel. Segments of a feature map are block, row and column of the kernel.
Memory pack(const Step& s, const Kernels& kernels) {
    const auto* w = s.weight.data_ptr<float>();
    const int64_t outputs = s.weight.size(0), inputs = s.weight.size(1), taps = s.kernel * s.kernel;
    const int64_t group_outputs = outputs / s.groups;
    const int64_t segments = s.segments;
    auto result = Memory::of_floats(blocks_of(outputs) * segments * lanes * lanes);
    for (int64_t o = 0; o < outputs; ++o) {
        const int64_t first = s.groups == 1 || inputs >= lanes ? 0 : o / group_outputs * inputs % lanes;
        for (int64_t c = 0; c < inputs; ++c) {
            const int64_t channel = first + c;
            for (int64_t t = 0; t < taps; ++t) {
                const int64_t segment = channel / lanes * taps + t;
                result.floats()[((o / lanes * segments + segment) * lanes + channel % lanes) * lanes + o % lanes] = w[(o * inputs + c) * taps + t];
            }
        }
    }
    return arranged(result, kernels);
}

// The kernels of the first convolution: row, column, channel one after another.
Memory pack_image(const Step& s) {
    const auto* w = s.weight.data_ptr<float>();
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

// G g G transposed, in double precision. Pairs of output blocks stand together where their number is even and registers hold a block each.
Memory transform(const Step& s, const Kernels& kernels) {
    constexpr auto& g = winograd_g;
    const auto* w = s.weight.data_ptr<float>();
    const int64_t outputs = s.weight.size(0), inputs = s.weight.size(1), input_blocks = blocks_of(inputs), output_blocks = blocks_of(outputs);
    const int64_t pair = kernels.paired && output_blocks % 2 == 0 ? 2 : 1;
    const auto result = Memory::of_floats(output_blocks * input_blocks * lanes * lanes * 36);
    for (int64_t o = 0; o < outputs; ++o) {
        for (int64_t c = 0; c < inputs; ++c) {
            const float* k = w + (o * inputs + c) * 9;
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
    return arranged(result, kernels);
}

Activation activation_of(int64_t kind) {
    TORCH_CHECK(kind >= 0 && kind <= 2, "no such activation: ", kind);
    return static_cast<Activation>(kind);
}

}  // namespace

const Memory& Step::winograd_weights(const Kernels& kernels) const {
    std::call_once(transformed, [&] { winograd = transform(*this, frequencies(kernels)); });
    return winograd;
}

Program::Program(const int64_t* code, int64_t length, const std::vector<at::Tensor>& weights, int64_t buffers, int64_t output, const Kernels& kernels)
    : kernels_(kernels), buffers_(buffers), output_(output) {
    Reader reader(code, length);
    while (reader.more()) {
        auto step = std::make_unique<Step>();
        auto& s = *step;
        s.kind = static_cast<Kind>(reader.next());
        s.from = reader.next();
        s.from2 = reader.next();
        s.to = reader.next();
        for (auto* number : {&s.kernel, &s.stride, &s.padding, &s.dilation, &s.groups}) {
            *number = reader.next();
        }
        s.ceiling = reader.next() != 0;
        for (auto* number : {&s.top, &s.bottom, &s.left, &s.right}) {
            *number = reader.next();
        }
        for (auto* tensor : {&s.weight, &s.bias}) {
            const auto index = reader.next();
            if (index >= 0) {
                *tensor = weights.at(static_cast<size_t>(index)).contiguous();
                TORCH_CHECK(tensor->is_cpu() && tensor->scalar_type() == at::kFloat, "weights are float32 on the CPU");
            }
        }
        s.before = activation_of(reader.next());
        s.before_slope = reader.next_float();
        s.addend = reader.next();
        s.after = activation_of(reader.next());
        s.after_slope = reader.next_float();

        if (s.kind == Kind::linear) {
            s.weight = s.weight.unsqueeze(-1).unsqueeze(-1);
        }
        if (s.kind == Kind::linear || s.kind == Kind::convolution) {
            s.outputs = s.weight.size(0);
            s.weight_inputs = s.weight.size(1);
            const int64_t taps = s.kernel * s.kernel;
            TORCH_CHECK(!s.is_image_convolution() || (s.kernel <= 16 && s.dilation == 1), "no kernel for the first convolution");
            s.segments = s.is_image_convolution() ? blocks_of(s.weight_inputs * taps) : input_blocks(s) * taps;
            if (s.groups > 1) {
                s.group_blocks = std::max<int64_t>(1, s.outputs / s.groups / lanes);
                s.group_inputs = input_blocks(s);
            }
        }
        switch (s.kind) {
            case Kind::convolution:
                s.packed = s.is_image_convolution() ? pack_image(s) : pack(s, kernels);
                s.packed_bias = filled(s.bias, s.weight.size(0));
                halo_ = std::max(halo_, s.is_image_convolution() ? 0 : s.padding);
                break;
            case Kind::linear:
                s.packed = pack(s, *kernels.vectors);
                s.packed_bias = filled(s.bias, s.weight.size(0));
                break;
            case Kind::norm:
                s.packed = filled(s.weight, s.weight.numel());
                s.packed_bias = filled(s.bias, s.bias.numel());
                break;
            default: break;
        }
        if (!s.can_be_winograd()) {
            s.weight = s.bias = at::Tensor();
        }
        steps_.push_back(std::move(step));
    }
    TORCH_CHECK(!steps_.empty(), "the program has no steps");
    choose_frequencies();
    number_values();
    join_norms();
    share_buffers();
}

// In bfloat16 a convolution is off by 0.24 % of its numbers, by Winograd's transform with frequencies rounded by 1.0 %, and with frequencies in float32 by as
// much as any other. The errors of layers add up to the scores' as squares do, so rounded frequencies are given to as many layers as keep the mean at 0.6 %: to
// all of a network of bottlenecks, and to some of one of 3 x 3 convolutions alone. The first ones have them, since an error evens out over as many positions as a
// feature map has.
void Program::choose_frequencies() {
    constexpr double of_any = 0.0024 * 0.0024, of_rounded = 0.01 * 0.01, mean = 0.006 * 0.006;
    if (kernels_.bytes == sizeof(float)) {
        return;
    }
    double room = 0;
    for (const auto& step : steps_) {
        if (step->kind == Kind::convolution && !step->is_image_convolution()) {
            room += mean - of_any;
        }
    }
    for (const auto& step : steps_) {
        if (step->can_be_winograd()) {
            room -= of_rounded;
            step->rounds_frequencies = room >= 0;
        }
    }
}

// A norm is no step of its own where another can do it with numbers that it has in registers anyway: the 1 x 1 convolution that takes what it gives, if no
// one else does; or the step that makes what it takes, which then gives both. What was not read and written is what a deep network saves most with.
void Program::join_norms() {
    const auto takers = [this](int64_t value) {
        std::vector<Step*> found;
        for (auto& step : steps_) {
            for (const auto taken : {step->from, step->from2, step->addend}) {
                if (taken == value) {
                    found.push_back(step.get());
                }
            }
        }
        return found;
    };
    for (size_t i = 1; i < steps_.size();) {
        auto &before = *steps_[i - 1], &norm = *steps_[i];
        if (norm.kind != Kind::norm || norm.addend != no_buffer || norm.before != Activation::none) {
            ++i;
            continue;
        }
        const auto by = takers(norm.to);
        const bool is_first = by.size() == 1 && norm.to != output_ && by[0]->kind == Kind::convolution && by[0]->kernel == 1 && by[0]->padding == 0 &&
                              by[0]->groups == 1 && by[0]->from == norm.to && !by[0]->takes_through_norm();
        const bool is_second = before.to == norm.from && before.second_to == no_buffer &&
                               (before.kind == Kind::convolution || before.kind == Kind::norm || before.kind == Kind::pass);
        if (is_first) {
            by[0]->from = norm.from;
            by[0]->first_scale = std::move(norm.packed);
            by[0]->first_shift = std::move(norm.packed_bias);
            by[0]->first = norm.after;
            by[0]->first_slope = norm.after_slope;
        } else if (is_second) {
            before.second_to = norm.to;
            before.second_scale = std::move(norm.packed);
            before.second_shift = std::move(norm.packed_bias);
            before.second_after = norm.after;
            before.second_slope = norm.after_slope;
        } else {
            ++i;
            continue;
        }
        steps_.erase(steps_.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

// The binding's buffers become values. What a step and the norm that joined it write may not be where the step reads, which the binding could not know.
void Program::number_values() {
    std::vector<int64_t> value_in(static_cast<size_t>(buffers_), no_buffer);
    int64_t values = 0;
    const auto read = [&](int64_t& buffer) {
        if (buffer >= 0) {
            buffer = value_in.at(static_cast<size_t>(buffer));
            TORCH_CHECK(buffer >= 0, "the program reads a buffer that nothing was written to");
        }
    };
    const auto write = [&](int64_t& buffer) {
        if (buffer >= 0) {
            buffer = value_in.at(static_cast<size_t>(buffer)) = values++;
        }
    };
    for (auto& step : steps_) {
        read(step->from);
        read(step->from2);
        read(step->addend);
        write(step->to);
        write(step->second_to);
    }
    read(output_);
    buffer_of_.assign(static_cast<size_t>(values), no_buffer);
}

// A sum is written over what is added, and a norm over what it takes, where no one needs these any more; else a value goes where nothing is.
void Program::share_buffers() {
    std::vector<size_t> last_use(buffer_of_.size(), 0);
    for (size_t i = 0; i < steps_.size(); ++i) {
        for (const auto value : {steps_[i]->from, steps_[i]->from2, steps_[i]->addend}) {
            if (value >= 0) {
                last_use[static_cast<size_t>(value)] = i;
            }
        }
    }
    last_use[static_cast<size_t>(output_)] = steps_.size();

    std::vector<int64_t> free;
    buffers_ = 0;
    const auto take = [&] {
        if (free.empty()) {
            return buffers_++;
        }
        const auto buffer = free.back();
        free.pop_back();
        return buffer;
    };
    for (size_t i = 0; i < steps_.size(); ++i) {
        const auto& s = *steps_[i];
        const auto ends = [&](int64_t value) { return value >= 0 && last_use[static_cast<size_t>(value)] == i; };
        const bool pointwise = s.kind == Kind::norm || s.kind == Kind::pass;
        int64_t kept = no_buffer;
        if (ends(s.addend) && (pointwise || s.addend != s.from)) {
            kept = s.addend;
        } else if (pointwise && ends(s.from)) {
            kept = s.from;
        }
        buffer_of_[static_cast<size_t>(s.to)] = kept >= 0 ? buffer_of(kept) : take();
        if (s.second_to >= 0) {
            buffer_of_[static_cast<size_t>(s.second_to)] = take();
        }
        for (const auto value : {s.from, s.from2, s.addend}) {
            if (ends(value) && value != kept && std::find(free.begin(), free.end(), buffer_of(value)) == free.end()) {
                free.push_back(buffer_of(value));
            }
        }
        // What nobody takes is written, and written over.
        for (const auto value : {s.to, s.second_to}) {
            if (value >= 0 && last_use[static_cast<size_t>(value)] == 0) {
                free.push_back(buffer_of(value));
            }
        }
    }
}

}  // namespace resnetgen::inference

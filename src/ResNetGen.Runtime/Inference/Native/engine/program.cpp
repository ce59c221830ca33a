#include "program.h"

#include "packing.h"

#include <algorithm>
#include <cstring>

namespace resnetgen::inference {
namespace {

// Reads the numbers of a program one after another.
class Reader {
public:
    Reader(const int64_t* code, int64_t length) : at_(code), end_(code + length) {}

    bool more() const { return at_ < end_; }
    int64_t next() {
        RG_CHECK(at_ < end_, "the program ends within a step");
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

Activation activation_of(int64_t kind) {
    RG_CHECK(kind >= 0 && kind <= static_cast<int64_t>(Activation::gelu), "no such activation: ", kind);
    return static_cast<Activation>(kind);
}

}  // namespace

const Memory& Step::winograd_weights(const Kernels& kernels) const {
    std::call_once(transformed, [&] { winograd = transform(*this, frequencies(kernels)); });
    return winograd;
}

const Memory& Step::direct_weights(const Kernels& kernels) const {
    if (!weight.defined()) {
        return packed;
    }
    std::call_once(arranged, [&] { direct = pack(*this, kernels); });
    return direct;
}

void Program::append(const int64_t* code, int64_t length, const Weights* weights, int64_t count) {
    Reader reader(code, length);
    auto step = std::make_unique<Step>();
    auto& s = *step;
    s.kind = static_cast<Kind>(reader.next());
    s.from = reader.next();
    s.from2 = reader.next();
    s.from3 = reader.next();
    s.to = reader.next();
    for (auto* number : {&s.kernel, &s.stride, &s.padding, &s.dilation, &s.groups}) {
        *number = reader.next();
    }
    s.ceiling = reader.next() != 0;
    s.is_exclusive = reader.next() != 0;
    s.number = reader.next_float();
    for (auto* number : {&s.top, &s.bottom, &s.left, &s.right}) {
        *number = reader.next();
    }
    s.before = activation_of(reader.next());
    s.before_slope = reader.next_float();
    s.addend = reader.next();
    s.after = activation_of(reader.next());
    s.after_slope = reader.next_float();
    RG_CHECK(!reader.more(), "the step has numbers behind its end");
    s.weight = count > 0 ? weights[0] : Weights();
    s.bias = count > 1 ? weights[1] : Weights();
    s.check();

    if (s.kind == Kind::linear || s.kind == Kind::convolution) {
        s.outputs = s.weight.size(0);
        s.weight_inputs = s.weight.size(1);
        const int64_t taps = s.kernel * s.kernel;
        if (s.is_image_convolution()) {
            RG_CHECK(image_channels_ == 0 || image_channels_ == s.weight_inputs, "two convolutions take images of different numbers of channels");
            image_channels_ = s.weight_inputs;
        }
        s.segments = s.is_image_convolution() ? blocks_of(s.weight_inputs * taps) : input_blocks(s) * taps;
        if (s.groups > 1) {
            s.group_blocks = std::max<int64_t>(1, s.outputs / s.groups / lanes);
            s.group_inputs = input_blocks(s);
        }
    }
    switch (s.kind) {
        case Kind::convolution:
            if (!s.can_be_winograd() || kernels_->bytes == sizeof(float)) {
                s.packed = s.is_image_convolution() ? pack_image(s) : pack(s, *kernels_);
            }
            s.packed_bias = filled(s.bias, s.weight.size(0));
            halo_ = std::max(halo_, s.is_image_convolution() ? 0 : s.padding);
            break;
        case Kind::linear:
            s.packed = pack(s, *kernels_->vectors);
            s.packed_bias = filled(s.bias, s.weight.size(0));
            break;
        case Kind::norm:
        case Kind::group_norm:
            s.packed = filled(s.weight, s.weight.numel());
            s.packed_bias = filled(s.bias, s.bias.numel());
            break;
        case Kind::channel_convolution: s.packed = filled(s.weight, s.weight.numel()); break;
        default: break;
    }
    s.bias = Weights();
    if (s.packed.bytes() > 0 || s.kind != Kind::convolution) {
        s.weight = Weights();
    } else {
        // What was not packed yet is needed further on.
        s.kept = Memory::of_floats(s.weight.numel());
        std::memcpy(s.kept.get(), s.weight.data, static_cast<size_t>(s.weight.numel()) * sizeof(float));
        s.weight.data = s.kept.floats();
    }
    steps_.push_back(std::move(step));
}

void Program::complete(int64_t buffers, int64_t output) {
    RG_CHECK(!steps_.empty(), "the program has no steps");
    RG_CHECK(buffers > 0 && output >= 0, "the program gives nothing");
    buffers_ = buffers;
    output_ = output;
    choose_frequencies();
    number_values();
    join_passes();
    join_norms();
    share_buffers();
}

// In bfloat16 a convolution is off by 0.24 % of its numbers, by Winograd's transform with frequencies rounded by 1.0 %, and with frequencies in float32 by as
// much as any other. The errors of layers add up to the scores' as squares do, so rounded frequencies are given to as many layers as keep the mean at 0.6 %: to
// all of a network of bottlenecks, and to some of one of 3 x 3 convolutions alone. The first ones have them, since an error evens out over as many positions as a
// feature map has.
void Program::choose_frequencies() {
    constexpr double of_any = 0.0024 * 0.0024, of_rounded = 0.01 * 0.01, mean = 0.006 * 0.006;
    if (kernels_->bytes == sizeof(float)) {
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

// The program's buffers become values. What a step and the norm that joined it write may not be where the step reads, which who wrote the program could not know.
void Program::number_values() {
    std::vector<int64_t> value_in(static_cast<size_t>(buffers_), no_buffer);
    int64_t values = 0;
    const auto read = [&](int64_t& buffer) {
        if (buffer >= 0) {
            RG_CHECK(buffer < buffers_, "the program has ", buffers_, " buffers, and names the buffer ", buffer);
            buffer = value_in[static_cast<size_t>(buffer)];
            RG_CHECK(buffer >= 0, "the program reads a buffer that nothing was written to");
        }
    };
    const auto write = [&](int64_t& buffer) {
        if (buffer >= 0) {
            RG_CHECK(buffer < buffers_, "the program has ", buffers_, " buffers, and names the buffer ", buffer);
            buffer = value_in[static_cast<size_t>(buffer)] = values++;
        }
    };
    for (auto& step : steps_) {
        read(step->from);
        read(step->from2);
        read(step->from3);
        read(step->addend);
        write(step->to);
        write(step->second_to);
    }
    read(output_);
    buffer_of_.assign(static_cast<size_t>(values), no_buffer);
    has_edges_.assign(static_cast<size_t>(values), false);
    for (const auto& step : steps_) {
        if (step->kind == Kind::convolution && step->padding > 0 && step->from >= 0) {
            has_edges_[static_cast<size_t>(step->from)] = true;
        }
    }
}

// A sum is written over what is added, and a norm over what it takes, where no one needs these any more; else a value goes where nothing is.
void Program::share_buffers() {
    std::vector<size_t> last_use(buffer_of_.size(), 0);
    for (size_t i = 0; i < steps_.size(); ++i) {
        for (const auto value : steps_[i]->reads()) {
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
        for (const auto value : s.reads()) {
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

#include "shaped.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <sstream>

namespace resnetgen::inference {

namespace {

int64_t windows(int64_t size, int64_t reach, int64_t stride, int64_t padding, bool ceiling) {
    const int64_t room = size + 2 * padding - reach + (ceiling ? stride - 1 : 0);
    RG_CHECK(room >= 0, "the images are too small: a window of ", reach, " does not fit ", size, " rows or columns");
    const int64_t count = room / stride + 1;
    // A window that would start behind the last row is none.
    return ceiling && (count - 1) * stride >= size + padding ? count - 1 : count;
}

// Throws where a step has weights for other channels than those that it is given.
void check_channels(const Step& s, const Map& from, const Map& to) {
    const auto has = [](const Memory& floats, const Map& map) { return floats.bytes() == map.blocks() * lanes * static_cast<int64_t>(sizeof(float)); };
    const bool fits = (s.kind != Kind::norm && s.kind != Kind::group_norm) || has(s.packed, from);
    RG_CHECK(fits && (!s.takes_through_norm() || has(s.first_scale, from)) && (s.second_to < 0 || has(s.second_scale, to)), "a norm is of another number of channels");
    if (s.kind == Kind::convolution && !s.is_image_convolution()) {
        RG_CHECK(!from.is_vectors && from.channels == s.weight_inputs * s.groups, "a convolution of ", s.weight_inputs * s.groups, " channels is given ", from.channels);
    } else if (s.kind == Kind::linear) {
        RG_CHECK(from.is_vectors && from.channels == s.weight_inputs, "a linear layer of ", s.weight_inputs, " numbers is given ", from.channels);
    }
}

// Places begin on cache lines.
int64_t rounded(int64_t bytes) { return (bytes + 63) / 64 * 64; }

}  // namespace

Shaped::Shaped(const Program& program, Span span, int64_t images, int64_t height, int64_t width, int threads)
    : program_(program), span_(span), images_{images, 0, height, width, 0}, maps_(static_cast<size_t>(program.values())) {
    std::vector<int64_t> lengths(static_cast<size_t>(program.buffers()), 0);
    const auto needs = [&](int64_t value) {
        if (value >= 0) {
            auto& length = lengths[static_cast<size_t>(program.buffer_of(value))];
            length = std::max(length, rounded(bytes_of(map(value))));
        }
    };
    for (size_t i = 0; i < program.steps().size(); ++i) {
        const auto& step = *program.steps()[i];
        const auto* from = step.from == image_buffer ? &images_ : &map(step.from);
        const auto* from2 = step.from2 >= 0 ? &map(step.from2) : nullptr;
        const auto to = map_of(step, from, from2);
        check_channels(step, *from, to);
        RG_CHECK(step.addend < 0 || map(step.addend) == to, "two feature maps that are added differ in shape");
        maps_[static_cast<size_t>(step.to)] = to;
        if (step.second_to >= 0) {
            maps_[static_cast<size_t>(step.second_to)] = to;
        }
        ways_.push_back(way_of(step, *from, to, threads));
        if (i < span.begin || i >= span.end) {
            continue;
        }
        for (const auto value : step.reads()) {
            needs(value);
        }
        needs(step.to);
        needs(step.second_to);
        if (step.kind == Kind::group_norm) {
            scratch_ = std::max(scratch_, program.kernels().group_norm_scratch(*from));
        } else if (step.is_image_convolution()) {
            ConvolveImage job{};
            job.channels = step.weight_inputs;
            job.width = width;
            job.kernel = step.kernel;
            job.padding = step.padding;
            scratch_ = std::max(scratch_, program.kernels().convolve_image_scratch(job));
        } else if (step.takes_through_norm()) {
            scratch_ = std::max(scratch_, program.kernels().convolve_scratch(*from, step.stride));
        } else if (!ways_.back().winograd && step.can_be_winograd()) {
            step.direct_weights(program.kernels());
        } else if (ways_.back().winograd) {
            step.winograd_weights(program.kernels());
            scratch_ = std::max(scratch_, program.kernels().winograd_scratch(*from, ways_.back().most_tiles, step.frequencies(program.kernels()).bytes == program.kernels().bytes));
        }
    }
    scratch_ = rounded(scratch_);
    // Also what only later spans take: it is kept here on the way.
    needed_ = needed_at(span.begin);
    std::for_each(needed_.begin(), needed_.end(), needs);
    for (const auto length : lengths) {
        places_.push_back(memory_);
        memory_ += length + 256;
    }
}

std::vector<int64_t> Shaped::needed_at(size_t place) const {
    std::vector<int64_t> needed;
    const auto& steps = program_.steps();
    for (size_t i = 0; i < place; ++i) {
        for (const auto made : {steps[i]->to, steps[i]->second_to}) {
            const auto takes = [made](const std::unique_ptr<Step>& s) {
                const auto reads = s->reads();
                return std::find(reads.begin(), reads.end(), made) != reads.end();
            };
            if (made >= 0 && (made == program_.output() || std::any_of(steps.begin() + static_cast<std::ptrdiff_t>(place), steps.end(), takes))) {
                needed.push_back(made);
            }
        }
    }
    return needed;
}

std::vector<size_t> Shaped::narrows() const {
    std::vector<size_t> places;
    const auto positions = [this](int64_t value) { return map(value).height * map(value).width; };
    int64_t before = images_.height * images_.width;
    for (size_t i = 1; i < program_.steps().size(); ++i) {
        const auto needed = needed_at(i);
        const bool are_maps = std::none_of(needed.begin(), needed.end(), [this](int64_t value) { return map(value).is_vectors; });
        if (!are_maps || needed.empty() || needed.size() > 2) {
            continue;
        }
        const auto now = std::max(positions(needed.front()), positions(needed.back()));
        if (now * 3 <= before) {
            before = now;
            places.push_back(i);
        }
    }
    return places;
}

void Shaped::hand_on(int64_t value, const char* memory, const Shaped& next, char* to, int64_t images) const {
    const auto buffer = static_cast<size_t>(program_.buffer_of(value));
    const auto& m = map(value);
    std::memcpy(to + next.places_[buffer] + images * m.image() * kernels_of(m).bytes, memory + places_[buffer], static_cast<size_t>(bytes_of(m)));
}

Map Shaped::map_of(const Step& s, const Map* from, const Map* from2) const {
    const Map& f = *from;
    switch (s.kind) {
        case Kind::convolution: {
            const int64_t reach = (s.kernel - 1) * s.dilation + 1;
            return {f.images, s.outputs, windows(f.height, reach, s.stride, s.padding, false), windows(f.width, reach, s.stride, s.padding, false), program_.halo()};
        }
        case Kind::linear: return {1, s.outputs, 1, f.width, 0, true};
        case Kind::max_pool:
        case Kind::average_pool:
            return {f.images, f.channels, windows(f.height, s.kernel, s.stride, s.padding, s.ceiling), windows(f.width, s.kernel, s.stride, s.padding, s.ceiling),
                    f.halo};
        case Kind::mean:
        case Kind::maximum: return {1, f.channels, 1, f.images, 0, true};
        case Kind::flatten: return {1, f.channels * f.height * f.width, 1, f.images, 0, true};
        case Kind::concatenation:
            RG_CHECK(f.images == from2->images && f.height == from2->height && f.width == from2->width && f.is_vectors == from2->is_vectors,
                     "two feature maps that are joined differ in shape");
            return {f.images, f.channels + from2->channels, f.height, f.width, f.halo};
        case Kind::padding: return {f.images, f.channels, f.height + s.top + s.bottom, f.width + s.left + s.right, f.halo};
        case Kind::subsample: return {f.images, f.channels, (f.height + s.stride - 1) / s.stride, (f.width + s.stride - 1) / s.stride, f.halo};
        case Kind::channel_padding: return {f.images, f.channels + s.top + s.bottom, f.height, f.width, f.halo};
        case Kind::channel_weights:
            RG_CHECK(from2->is_vectors && !f.is_vectors && from2->channels == f.channels && from2->width == f.images, "a feature map and the weights of its channels differ in shape");
            return f;
        case Kind::channel_convolution:
            RG_CHECK(f.is_vectors, "a convolution of channels is given feature maps");
            return f;
        case Kind::gate:
            RG_CHECK(f == map(s.from2) && f == map(s.from3), "a gate and what it weighs differ in shape");
            return f;
        default: return f;
    }
}

// Winograd's transform has a fourth of the products, and more of everything else. What both cost, in cycles of one core: two products of a register a cycle,
// each of one number or of two of half the size, transforms as measured, and weights at 3 bytes a cycle from memory and 12 when they come again.
Shaped::Way Shaped::way_of(const Step& s, const Map& from, const Map& to, int threads) const {
    Way way;
    if ((s.kind != Kind::convolution && s.kind != Kind::linear) || s.is_image_convolution()) {
        return way;
    }
    const int64_t taps = s.kernel * s.kernel;
    for (int64_t segment = 0; segment < s.segments; ++segment) {
        const int64_t row = segment % taps / s.kernel * s.dilation - s.padding, column = segment % s.kernel * s.dilation - s.padding;
        way.offsets.push_back(s.takes_through_norm() ? segment * to.width * lanes : segment / taps * from.plane() + row * from.row() + column * lanes);
    }
    if (!s.can_be_winograd()) {
        return way;
    }
    const int64_t inputs = from.blocks(), outputs = to.blocks(), products = inputs * outputs * lanes;
    const int64_t tiles = to.images * ((to.height + 3) / 4) * ((to.width + 3) / 4);
    const int64_t size = program_.kernels().bytes, frequency = s.frequencies(program_.kernels()).bytes;
    way.most_tiles = std::clamp<int64_t>(512 * 1024 / (36 * inputs * lanes * frequency), 14, 56);
    const double mine = std::ceil(static_cast<double>(tiles) / threads), groups = std::ceil(mine / static_cast<double>(way.most_tiles));
    const double sharing = groups < 2 ? threads : 1, weights = static_cast<double>(products * lanes);
    const auto of_products = [products](double count, int64_t bytes) { return static_cast<double>(products) * count * static_cast<double>(bytes) / sizeof(float); };
    const double direct = of_products(static_cast<double>(9 * to.images * to.height * to.width) / 2 / threads, size) + 9 * weights * static_cast<double>(size) / 3 / threads;
    const double winograd = of_products(36 * mine / 1.7, frequency) + mine * 170 * static_cast<double>(inputs + outputs) +
                            36 * weights * static_cast<double>(frequency) * (1.0 / 3 + (groups - 1) / 12) / sharing;
    way.winograd = winograd < direct;
    return way;
}

const Kernels& Shaped::kernels_of(const Map& map) const { return map.is_vectors ? *program_.kernels().vectors : program_.kernels(); }

int64_t Shaped::bytes_of(const Map& map) const { return map.numbers() * kernels_of(map).bytes; }

View Shaped::view(int64_t value, char* memory) const {
    const Map& m = map(value);
    return {m, memory + places_[static_cast<size_t>(program_.buffer_of(value))] + m.origin() * kernels_of(m).bytes};
}

Finish Shaped::finish_of(const Step& s, char* memory) const {
    Finish f;
    f.before = s.before;
    f.before_slope = s.before_slope;
    f.after = s.after;
    f.after_slope = s.after_slope;
    f.out = view(s.to, memory);
    f.has_edges = program_.has_edges(s.to);
    f.second_has_edges = program_.has_edges(s.second_to);
    if (s.addend >= 0) {
        f.addend = view(s.addend, memory).data;
    }
    if (s.second_to >= 0) {
        f.second = view(s.second_to, memory).data;
        f.scale = s.second_scale.floats();
        f.shift = s.second_shift.floats();
        f.second_after = s.second_after;
        f.second_slope = s.second_slope;
    }
    return f;
}

void Shaped::run(size_t index, const float* images, const int64_t* strides, char* memory, const Team& team) const {
    const auto& s = *program_.steps()[index];
    const auto& way = ways_[index];
    const auto& k = s.from >= 0 ? kernels_of(map(s.from)) : program_.kernels();
    switch (s.kind) {
        case Kind::convolution:
        case Kind::linear:
            if (s.is_image_convolution()) {
                k.convolve_image({images, {strides[0], strides[1], strides[2], strides[3]}, s.weight_inputs, images_.height, images_.width, s.kernel, s.stride, s.padding,
                                  s.packed.floats(), s.packed_bias.floats(), s.segments, finish_of(s, memory)},
                                 team);
            } else if (way.winograd) {
                k.convolve_winograd({view(s.from, memory), finish_of(s, memory), s.winograd_weights(k).get(), s.packed_bias.floats(), way.most_tiles, s.frequencies(k).bytes == k.bytes}, team);
            } else {
                k.convolve({view(s.from, memory), s.first_scale.floats(), s.first_shift.floats(), s.first, s.first_slope, finish_of(s, memory), s.direct_weights(k).get(),
                            s.packed_bias.floats(), way.offsets.data(), s.segments, s.stride, s.group_blocks, s.group_inputs},
                           team);
            }
            break;
        case Kind::norm:
        case Kind::pass: k.affine({view(s.from, memory), s.packed.floats(), s.packed_bias.floats(), s.number, finish_of(s, memory)}, team); break;
        case Kind::channel_weights: k.weigh_channels({view(s.from, memory), view(s.from2, memory), finish_of(s, memory)}, team); break;
        case Kind::channel_convolution:
            k.convolve_channels({view(s.from, memory), view(s.to, memory), s.packed.floats(), s.kernel}, team);
            break;
        case Kind::gate:
            k.gate({view(s.from, memory).data, view(s.from2, memory).data, view(s.from3, memory).data, s.is_exclusive, finish_of(s, memory)}, team);
            break;
        case Kind::group_norm:
            k.group_norm({view(s.from, memory), s.packed.floats(), s.packed_bias.floats(), s.groups, s.number, finish_of(s, memory)}, team);
            break;
        case Kind::max_pool:
        case Kind::average_pool:
            k.pool({view(s.from, memory), view(s.to, memory), s.kind == Kind::max_pool, s.kernel, s.stride, s.padding}, team);
            break;
        case Kind::mean:
        case Kind::maximum: k.reduce({view(s.from, memory), view(s.to, memory), s.kind == Kind::maximum}, team); break;
        case Kind::concatenation:
            k.move({view(s.from, memory), view(s.to, memory), 1, 0, true, 0, 0}, team);
            team.wait();
            k.move({view(s.from2, memory), view(s.to, memory), 1, map(s.from).channels, false, 0, 0}, team);
            break;
        case Kind::flatten:
            if (team.thread == 0) {
                k.flatten(view(s.from, memory), view(s.to, memory));
            }
            break;
        case Kind::padding: k.move({view(s.from, memory), view(s.to, memory), 1, 0, true, s.top, s.left}, team); break;
        case Kind::subsample: k.move({view(s.from, memory), view(s.to, memory), s.stride, 0, true, 0, 0}, team); break;
        case Kind::channel_padding: k.move({view(s.from, memory), view(s.to, memory), 1, s.top, true, 0, 0}, team); break;
    }
}

void Shaped::give(char* memory, int64_t image, float* to) const {
    const View from = view(program_.output(), memory);
    kernels_of(from.map).give(from, image, to);
}

std::string Shaped::describe(size_t index) const {
    static const char* const names[] = {"convolution", "linear", "norm", "pass", "concatenation", "max pool", "average pool", "mean", "maximum", "padding", "subsample", "channel padding", "flatten", "weights of channels",
                                        "convolution of channels", "gate", "group norm"};
    static_assert(std::size(names) == static_cast<size_t>(Kind::group_norm) + 1, "each kind has a name");
    const auto& s = *program_.steps()[index];
    const Map& to = map(s.to);
    std::ostringstream text;
    text << names[static_cast<size_t>(s.kind)];
    if (s.kind == Kind::convolution) {
        text << ' ' << s.kernel << 'x' << s.kernel << (s.stride > 1 ? "/2" : "") << (ways_[index].winograd ? ", Winograd" : "") << (s.takes_through_norm() ? " of a norm" : "");
    }
    text << ", to " << to.channels << " x " << to.height << " x " << to.width << (s.addend >= 0 ? ", sum" : "") << (s.second_to >= 0 ? ", norm of the next" : "");
    return text.str();
}

int64_t Shaped::multiply_adds(size_t index) const {
    const auto& s = *program_.steps()[index];
    if (s.kind != Kind::convolution && s.kind != Kind::linear) {
        return 0;
    }
    const Map& to = map(s.to);
    return to.images * to.height * to.width * s.outputs * s.weight_inputs * s.kernel * s.kernel;
}

}  // namespace resnetgen::inference

// What a step has to be for kernels not to read or write where nothing is.
#include "program.h"

#include <algorithm>

namespace resnetgen::inference {
namespace {

void check_buffers(const Step& s) {
    const bool takes_two = s.kind == Kind::concatenation || s.kind == Kind::channel_weights || s.kind == Kind::gate;
    RG_CHECK(s.from >= 0 || s.is_image_convolution(), "the step takes nothing, or takes the images and is no convolution");
    RG_CHECK(s.from2 >= 0 || (s.from2 == no_buffer && !takes_two), "the step lacks the second of its buffers");
    RG_CHECK(s.from3 >= 0 || (s.from3 == no_buffer && s.kind != Kind::gate), "the step lacks the third of its buffers");
    RG_CHECK(s.addend >= 0 || s.addend == no_buffer, "the step adds what is no buffer");
    RG_CHECK(s.to >= 0, "the step writes to no buffer");
}

void check_numbers(const Step& s) {
    RG_CHECK(std::min({s.kernel, s.stride, s.dilation, s.groups}) > 0, "a kernel, a stride, a dilation and a number of groups are at least 1");
    RG_CHECK(std::min({s.padding, s.top, s.bottom, s.left, s.right}) >= 0, "there is no padding by less than nothing");
}

void check_convolution(const Step& s) {
    const auto& w = s.weight;
    RG_CHECK(w.defined() && (w.dimensions == 4 || (s.kind == Kind::linear && w.dimensions == 2)), "the step has no weights of its kind");
    RG_CHECK(w.size(2) == s.kernel && w.size(3) == s.kernel, "the weights are of kernels of ", w.size(2), " x ", w.size(3), ", the step of one of ", s.kernel, " x ", s.kernel);
    RG_CHECK(!s.bias.defined() || s.bias.numel() == w.size(0), "there are ", s.bias.numel(), " biases for ", w.size(0), " outputs");
    if (s.kind == Kind::linear) {
        RG_CHECK(s.kernel == 1 && s.groups == 1, "a linear layer has neither a kernel nor groups");
    } else if (s.is_image_convolution()) {
        RG_CHECK(s.kernel <= 16 && s.dilation == 1 && s.groups == 1, "no kernel for the first convolution");
    } else {
        RG_CHECK(s.stride <= 2, "no kernel for a stride of ", s.stride);
    }
    if (s.groups > 1) {
        const int64_t inputs = w.size(1), outputs = w.size(0) / s.groups;
        const bool fill_blocks = inputs % lanes == 0 && outputs % lanes == 0, share_blocks = inputs == outputs && lanes % inputs == 0;
        RG_CHECK(w.size(0) % s.groups == 0 && (fill_blocks || share_blocks), "no kernel for groups of ", inputs, " to ", outputs, " channels");
    }
}

}  // namespace

void Step::check() const {
    RG_CHECK(kind >= Kind::convolution && kind <= Kind::group_norm, "no such kind of step: ", static_cast<int64_t>(kind));
    check_buffers(*this);
    check_numbers(*this);
    switch (kind) {
        case Kind::convolution:
        case Kind::linear: check_convolution(*this); break;
        case Kind::norm:
        case Kind::group_norm:
            RG_CHECK(weight.defined() && bias.defined() && weight.numel() == bias.numel(), "a norm has a factor and a constant for each channel");
            RG_CHECK(kind == Kind::norm || weight.numel() % groups == 0, weight.numel(), " channels are no ", groups, " groups");
            break;
        case Kind::channel_convolution: RG_CHECK(weight.defined() && weight.numel() == kernel, "the weights are not as many as the kernel"); break;
        default: break;
    }
}

}  // namespace resnetgen::inference

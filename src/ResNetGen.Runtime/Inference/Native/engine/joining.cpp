// Steps of a program that another can do as well, with numbers that it has in registers anyway.
#include "program.h"

namespace resnetgen::inference {

std::vector<Step*> Program::takers(int64_t value) const {
    std::vector<Step*> found;
    for (auto& step : steps_) {
        for (const auto taken : step->reads()) {
            if (taken == value) {
                found.push_back(step.get());
            }
        }
    }
    return found;
}

// Attention, a gate or a group norm ends as a pass behind it would.
void Program::join_passes() {
    for (size_t i = 1; i < steps_.size();) {
        auto& before = *steps_[i - 1];
        const auto& pass = *steps_[i];
        const bool can_end = before.kind == Kind::channel_weights || before.kind == Kind::gate || before.kind == Kind::group_norm;
        const bool is_plain = before.before == Activation::none && before.after == Activation::none && before.addend == no_buffer;
        if (can_end && is_plain && pass.kind == Kind::pass && pass.number == 1 && pass.from == before.to && before.to != output_ && takers(before.to).size() == 1) {
            before.before = pass.before;
            before.before_slope = pass.before_slope;
            before.addend = pass.addend;
            before.after = pass.after;
            before.after_slope = pass.after_slope;
            before.to = pass.to;
            steps_.erase(steps_.begin() + static_cast<std::ptrdiff_t>(i));
        } else {
            ++i;
        }
    }
}

// A norm is no step of its own where another can do it with numbers that it has in registers anyway: the 1 x 1 convolution that takes what it gives, if no
// one else does; or the step that makes what it takes, which then gives both. What was not read and written is what a deep network saves most with.
void Program::join_norms() {
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

}  // namespace resnetgen::inference

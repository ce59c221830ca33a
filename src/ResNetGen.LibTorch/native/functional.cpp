// What torch.nn.functional computes: convolutions, linear, norms, pools, dropout, padding, resizing, losses.
// Each function calls what PyTorch's own Python calls, so that the same kernels run (oneDNN, cuDNN, the vectorized ones of ATen).
#include "guard.h"
#include "training/convolution.h"
#include "training/norm.h"
#include "training/recomputation.h"

#include <ATen/Context.h>

using namespace resnetgen;

namespace {

// The reduction of a loss, in the order of at::Reduction: none, mean, sum.
int64_t reduction_of(int32_t reduction) { return reduction; }

}  // namespace

// Convolutions. The weight's rank tells how many spatial dimensions there are; stride, padding and dilation have that many values each.

RG_API Handle rg_conv(Handle input, Handle weight, Handle bias, const int64_t* stride, const int64_t* padding, const int64_t* dilation, int64_t groups) {
    return guard([&] {
        const Borrowed x(input), w(weight);
        const auto n = w->dim() - 2;
        switch (n) {
            case 1: return give(at::conv1d(*x, *w, maybe(bias), ints(stride, n), ints(padding, n), ints(dilation, n), groups));
            case 2: return give(training::convolution(*x, *w, maybe(bias), ints(stride, n), ints(padding, n), ints(dilation, n), groups));
            case 3: return give(at::conv3d(*x, *w, maybe(bias), ints(stride, n), ints(padding, n), ints(dilation, n), groups));
            default: TORCH_CHECK(false, "a convolution's weight has 3, 4 or 5 dimensions, not ", w->dim(), " (", w->sizes(), ")");
        }
    });
}

RG_API Handle rg_conv_padding(Handle input, Handle weight, Handle bias, const int64_t* stride, bool same, const int64_t* dilation, int64_t groups) {
    return guard([&] {
        const Borrowed x(input), w(weight);
        const auto n = w->dim() - 2;
        const c10::string_view padding = same ? "same" : "valid";
        switch (n) {
            case 1: return give(at::conv1d(*x, *w, maybe(bias), ints(stride, n), padding, ints(dilation, n), groups));
            case 2: return give(at::conv2d(*x, *w, maybe(bias), ints(stride, n), padding, ints(dilation, n), groups));
            case 3: return give(at::conv3d(*x, *w, maybe(bias), ints(stride, n), padding, ints(dilation, n), groups));
            default: TORCH_CHECK(false, "a convolution's weight has 3, 4 or 5 dimensions, not ", w->dim(), " (", w->sizes(), ")");
        }
    });
}

RG_API Handle rg_conv_transpose(Handle input, Handle weight, Handle bias, const int64_t* stride, const int64_t* padding, const int64_t* output_padding,
                                const int64_t* dilation, int64_t groups) {
    return guard([&] {
        const Borrowed x(input), w(weight);
        const auto n = w->dim() - 2;
        switch (n) {
            case 1:
                return give(at::conv_transpose1d(*x, *w, maybe(bias), ints(stride, n), ints(padding, n), ints(output_padding, n), groups, ints(dilation, n)));
            case 2:
                return give(at::conv_transpose2d(*x, *w, maybe(bias), ints(stride, n), ints(padding, n), ints(output_padding, n), groups, ints(dilation, n)));
            case 3:
                return give(at::conv_transpose3d(*x, *w, maybe(bias), ints(stride, n), ints(padding, n), ints(output_padding, n), groups, ints(dilation, n)));
            default: TORCH_CHECK(false, "a convolution's weight has 3, 4 or 5 dimensions, not ", w->dim(), " (", w->sizes(), ")");
        }
    });
}

RG_API Handle rg_linear(Handle input, Handle weight, Handle bias) {
    return guard([&] { return give(at::linear(*Borrowed(input), *Borrowed(weight), maybe(bias))); });
}

// Norms

// 'batches' counts the batches seen in training, when there is such a counter. A negative momentum stands for the cumulative average 1 / batches.
RG_API Handle rg_batch_norm(Handle input, Handle weight, Handle bias, Handle mean, Handle variance, Handle batches, bool training, double momentum, double eps) {
    return guard([&] {
        if (training && training::is_recomputing()) {
            mean = variance = batches = nullptr;
        }
        if (training && batches != nullptr) {
            const Borrowed counter(batches);
            if (counter->is_cpu()) {
                // A whole operator call to add one to one number would cost more than all else that is managed here.
                const auto seen = ++*counter->data_ptr<int64_t>();
                counter->unsafeGetTensorImpl()->bump_version();
                momentum = momentum < 0 ? 1.0 / static_cast<double>(seen) : momentum;
            } else {
                counter->add_(1);
                momentum = momentum < 0 ? 1.0 / static_cast<double>(counter->item<int64_t>()) : momentum;
            }
        }
        const Borrowed x(input), w(weight), b(bias), m(mean), v(variance);
        if (training && training::takes_norm(*x, *w, *b, *m, *v)) {
            return give(training::norm(*x, *w, *b, *m, *v, momentum, eps));
        }
        return give(at::batch_norm(*x, *w, *b, *m, *v, training, momentum, eps, at::globalContext().userEnabledCuDNN()));
    });
}

RG_API Handle rg_instance_norm(Handle input, Handle weight, Handle bias, Handle mean, Handle variance, bool use_input_stats, double momentum, double eps) {
    return guard([&] {
        return give(at::instance_norm(*Borrowed(input), maybe(weight), maybe(bias), maybe(mean), maybe(variance), use_input_stats, momentum, eps,
                                      at::globalContext().userEnabledCuDNN()));
    });
}

RG_API Handle rg_group_norm(Handle input, int64_t groups, Handle weight, Handle bias, double eps) {
    return guard([&] { return give(at::group_norm(*Borrowed(input), groups, maybe(weight), maybe(bias), eps, at::globalContext().userEnabledCuDNN())); });
}

RG_API Handle rg_layer_norm(Handle input, const int64_t* shape, int64_t rank, Handle weight, Handle bias, double eps) {
    return guard([&] {
        return give(at::layer_norm(*Borrowed(input), ints(shape, rank), maybe(weight), maybe(bias), eps, at::globalContext().userEnabledCuDNN()));
    });
}

// Activations that the tensor's own functions leave open

RG_API Handle rg_gelu_approximate(Handle input, bool tanh) {
    return guard([&] { return give(at::gelu(*Borrowed(input), tanh ? "tanh" : "none")); });
}

RG_API bool rg_gelu_approximate_(Handle input, bool tanh) {
    return guard([&] { return at::gelu_(Borrowed(input).mutate(), tanh ? "tanh" : "none"), true; });
}

// Pools over two dimensions. A divisor of 0 stands for the number of elements.

RG_API Handle rg_max_pool2d(Handle input, const int64_t* kernel, const int64_t* stride, const int64_t* padding, const int64_t* dilation, bool ceil) {
    return guard([&] {
        return give(at::max_pool2d(*Borrowed(input), ints(kernel, 2), ints(stride, 2), ints(padding, 2), ints(dilation, 2), ceil));
    });
}

RG_API bool rg_max_pool2d_with_indices(Handle input, const int64_t* kernel, const int64_t* stride, const int64_t* padding, const int64_t* dilation, bool ceil,
                                       Handle* output, Handle* indices) {
    return guard([&] {
        auto [values, where] = at::max_pool2d_with_indices(*Borrowed(input), ints(kernel, 2), ints(stride, 2), ints(padding, 2),
                                                           ints(dilation, 2), ceil);
        *output = give(std::move(values));
        *indices = give(std::move(where));
        return true;
    });
}

RG_API Handle rg_avg_pool2d(Handle input, const int64_t* kernel, const int64_t* stride, const int64_t* padding, bool ceil, bool count_include_pad,
                            int64_t divisor) {
    return guard([&] {
        return give(at::avg_pool2d(*Borrowed(input), ints(kernel, 2), ints(stride, 2), ints(padding, 2), ceil, count_include_pad,
                                   divisor != 0 ? optional<int64_t>(divisor) : nullopt));
    });
}

RG_API Handle rg_adaptive_avg_pool2d(Handle input, const int64_t* size) {
    return guard([&] { return give(at::adaptive_avg_pool2d(*Borrowed(input), ints(size, 2))); });
}

RG_API bool rg_adaptive_max_pool2d(Handle input, const int64_t* size, Handle* output, Handle* indices) {
    return guard([&] {
        auto [values, where] = at::adaptive_max_pool2d(*Borrowed(input), ints(size, 2));
        *output = give(std::move(values));
        *indices = give(std::move(where));
        return true;
    });
}

// Dropout: of single elements, or of whole channels ('channels').

RG_API Handle rg_dropout(Handle input, double p, bool training, bool channels) {
    return guard([&] {
        const Borrowed x(input);
        return give(channels ? at::feature_dropout(*x, p, training) : at::dropout(*x, p, training));
    });
}

RG_API bool rg_dropout_(Handle input, double p, bool training, bool channels) {
    return guard([&] {
        Borrowed x(input);
        channels ? at::feature_dropout_(x.mutate(), p, training) : at::dropout_(x.mutate(), p, training);
        return true;
    });
}

// Padding; the mode in the order of PaddingModes: zeros, reflect, replicate, circular, constant.

RG_API Handle rg_pad(Handle input, const int64_t* padding, int64_t count, int32_t mode, double value) {
    return guard([&] {
        const Borrowed x(input);
        const auto widths = ints(padding, count);
        if (mode == 0 || mode == 4) {
            return give(at::constant_pad_nd(*x, widths, mode == 4 ? value : 0.0));
        }
        static const char* const names[] = {"constant", "reflect", "replicate", "circular"};
        TORCH_CHECK(mode > 0 && mode < 4, "there is no padding mode ", mode);
        return give(at::pad(*x, widths, names[mode]));
    });
}

// Resizing of images (N x C x H x W); the mode in the order of InterpolationMode: nearest, linear, bilinear, bicubic, trilinear, area, nearest-exact.
// 'scale' has two values or is null; it only tells how the sizes were found, as scale_factor without recompute_scale_factor does.
RG_API Handle rg_interpolate2d(Handle input, const int64_t* size, const double* scale, int32_t mode, bool align_corners, bool antialias) {
    return guard([&] {
        const Borrowed x(input);
        const auto sizes = ints(size, 2);
        const auto rows = scale != nullptr ? optional<double>(scale[0]) : nullopt;
        const auto columns = scale != nullptr ? optional<double>(scale[1]) : nullopt;
        switch (mode) {
            case 0: return give(at::upsample_nearest2d(*x, sizes, rows, columns));
            case 2:
                return give(antialias ? at::_upsample_bilinear2d_aa(*x, sizes, align_corners, rows, columns)
                                      : at::upsample_bilinear2d(*x, sizes, align_corners, rows, columns));
            case 3:
                return give(antialias ? at::_upsample_bicubic2d_aa(*x, sizes, align_corners, rows, columns)
                                      : at::upsample_bicubic2d(*x, sizes, align_corners, rows, columns));
            case 5: return give(at::adaptive_avg_pool2d(*x, sizes));
            case 6: return give(at::_upsample_nearest_exact2d(*x, sizes, rows, columns));
            default: TORCH_CHECK(false, "images (N x C x H x W) are resized by nearest, bilinear, bicubic, area or nearest-exact; got mode ", mode);
        }
    });
}

RG_API Handle rg_one_hot(Handle labels, int64_t classes) {
    return guard([&] { return give(at::one_hot(*Borrowed(labels), classes)); });
}

RG_API Handle rg_normalize(Handle input, double p, int64_t dim, double eps) {
    return guard([&] {
        const Borrowed x(input);
        return give(*x / x->norm(p, dim, true).clamp_min(eps).expand_as(*x));
    });
}

// Losses

RG_API Handle rg_cross_entropy(Handle input, Handle target, Handle weight, int32_t reduction, int64_t ignore_index, double label_smoothing) {
    return guard([&] {
        return give(at::cross_entropy_loss(*Borrowed(input), *Borrowed(target), maybe(weight), reduction_of(reduction), ignore_index, label_smoothing));
    });
}

RG_API Handle rg_nll_loss(Handle input, Handle target, Handle weight, int32_t reduction, int64_t ignore_index) {
    return guard([&] {
        return give(at::nll_loss_nd(*Borrowed(input), *Borrowed(target), maybe(weight), reduction_of(reduction), ignore_index));
    });
}

RG_API Handle rg_mse_loss(Handle input, Handle target, int32_t reduction) {
    return guard([&] { return give(at::mse_loss(*Borrowed(input), *Borrowed(target), reduction_of(reduction))); });
}

RG_API Handle rg_l1_loss(Handle input, Handle target, int32_t reduction) {
    return guard([&] { return give(at::l1_loss(*Borrowed(input), *Borrowed(target), reduction_of(reduction))); });
}

RG_API Handle rg_smooth_l1_loss(Handle input, Handle target, int32_t reduction, double beta) {
    return guard([&] {
        const Borrowed x(input), y(target);
        return give(beta == 0 ? at::l1_loss(*x, *y, reduction_of(reduction)) : at::smooth_l1_loss(*x, *y, reduction_of(reduction), beta));
    });
}

RG_API Handle rg_huber_loss(Handle input, Handle target, int32_t reduction, double delta) {
    return guard([&] { return give(at::huber_loss(*Borrowed(input), *Borrowed(target), reduction_of(reduction), delta)); });
}

RG_API Handle rg_binary_cross_entropy(Handle input, Handle target, Handle weight, int32_t reduction) {
    return guard([&] {
        const Borrowed x(input);
        auto w = maybe(weight);
        if (w.has_value()) {
            w = w->expand(at::infer_size(Borrowed(target)->sizes(), w->sizes()));
        }
        return give(at::binary_cross_entropy(*x, *Borrowed(target), w, reduction_of(reduction)));
    });
}

RG_API Handle rg_binary_cross_entropy_with_logits(Handle input, Handle target, Handle weight, Handle positive_weight, int32_t reduction) {
    return guard([&] {
        const Borrowed x(input), y(target);
        TORCH_CHECK(x->sizes() == y->sizes(), "the target has shape ", y->sizes(), ", the input ", x->sizes());
        return give(at::binary_cross_entropy_with_logits(*x, *y, maybe(weight), maybe(positive_weight), reduction_of(reduction)));
    });
}

RG_API Handle rg_kl_div(Handle input, Handle target, int32_t reduction, bool log_target) {
    return guard([&] { return give(at::kl_div(*Borrowed(input), *Borrowed(target), reduction_of(reduction), log_target)); });
}

// Initialization

// The orthonormal columns that span a tall matrix of normal numbers: uniform over all such, since R's diagonal is made positive (Mezzadri 2007).
RG_API Handle rg_orthonormal(Handle drawn) {
    return guard([&] {
        const at::NoGradGuard no_grad;
        auto [q, r] = at::linalg_qr(*Borrowed(drawn));
        return give(q.mul_(r.diagonal().sign()));
    });
}

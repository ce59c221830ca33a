// Sums, means, extremes, orders: many numbers become fewer. Functions of one signature stand in a table.
#include "guard.h"

using namespace resnetgen;

// Reductions over all dimensions, or over 'count' of them where a list is given.

#define REDUCE_ALL(name) \
    RG_API Handle rg_##name##_all(Handle self) { \
        return guard([&] { return give(at::name(*Borrowed(self))); }); \
    }

REDUCE_ALL(all)
REDUCE_ALL(any)
REDUCE_ALL(max)
REDUCE_ALL(median)
REDUCE_ALL(min)

#define REDUCE_DIM(name) \
    RG_API Handle rg_##name##_dim(Handle self, int64_t dim, bool keepdim) { \
        return guard([&] { return give(at::name(*Borrowed(self), dim, keepdim)); }); \
    }

REDUCE_DIM(all)
REDUCE_DIM(any)
REDUCE_DIM(logsumexp)

#define REDUCE_TYPED(name) \
    RG_API Handle rg_##name##_all(Handle self, int32_t type) { \
        return guard([&] { return give(at::name(*Borrowed(self), maybe_type(type))); }); \
    } \
    RG_API Handle rg_##name(Handle self, const int64_t* dims, int64_t count, bool keepdim, int32_t type) { \
        return guard([&] { return give(at::name(*Borrowed(self), ints(dims, count), keepdim, maybe_type(type))); }); \
    }

REDUCE_TYPED(mean)
REDUCE_TYPED(sum)

RG_API Handle rg_prod_all(Handle self, int32_t type) {
    return guard([&] { return give(at::prod(*Borrowed(self), maybe_type(type))); });
}

RG_API Handle rg_prod_dim(Handle self, int64_t dim, bool keepdim, int32_t type) {
    return guard([&] { return give(at::prod(*Borrowed(self), dim, keepdim, maybe_type(type))); });
}

#define REDUCE_DIMS(name) \
    RG_API Handle rg_##name(Handle self, const int64_t* dims, int64_t count, bool keepdim, Handle out) { \
        return guard([&] { \
            if (out == nullptr) { \
                return give(at::name(*Borrowed(self), ints(dims, count), keepdim)); \
            } \
            at::Tensor target = *Borrowed(out); \
            return give(at::name##_out(target, *Borrowed(self), ints(dims, count), keepdim)); \
        }); \
    }

// The result is written over 'out' where that is given.
REDUCE_DIMS(amax)
REDUCE_DIMS(amin)

#define SPREAD(name) \
    RG_API Handle rg_##name##_all(Handle self, bool unbiased) { \
        return guard([&] { return give(at::name(*Borrowed(self), unbiased)); }); \
    } \
    RG_API Handle rg_##name(Handle self, const int64_t* dims, int64_t count, bool unbiased, bool keepdim) { \
        return guard([&] { return give(at::name(*Borrowed(self), ints(dims, count), unbiased, keepdim)); }); \
    } \
    RG_API bool rg_##name##_mean_all(Handle self, bool unbiased, Handle* results) { \
        return guard([&] { return pair(at::name##_mean(*Borrowed(self), unbiased), results); }); \
    } \
    RG_API bool rg_##name##_mean(Handle self, const int64_t* dims, int64_t count, bool unbiased, bool keepdim, Handle* results) { \
        return guard([&] { return pair(at::name##_mean(*Borrowed(self), ints(dims, count), unbiased, keepdim), results); }); \
    }

static bool pair(std::tuple<at::Tensor, at::Tensor> values, Handle* results) {
    results[0] = give(std::move(std::get<0>(values)));
    results[1] = give(std::move(std::get<1>(values)));
    return true;
}

SPREAD(std)
SPREAD(var)

RG_API Handle rg_norm_all(Handle self, double p) {
    return guard([&] { return give(at::norm(*Borrowed(self), p)); });
}

RG_API Handle rg_norm_dim(Handle self, int64_t dim, bool keepdim, double p) {
    return guard([&] { return give(at::norm(*Borrowed(self), p, dim, keepdim)); });
}

RG_API Handle rg_argmax(Handle self, const int64_t* dim, bool keepdim) {
    return guard([&] { return give(at::argmax(*Borrowed(self), dim == nullptr ? optional<int64_t>() : *dim, keepdim)); });
}

RG_API Handle rg_argmin(Handle self, const int64_t* dim, bool keepdim) {
    return guard([&] { return give(at::argmin(*Borrowed(self), dim == nullptr ? optional<int64_t>() : *dim, keepdim)); });
}

RG_API Handle rg_argsort(Handle self, int64_t dim, bool descending) {
    return guard([&] { return give(at::argsort(*Borrowed(self), dim, descending)); });
}

RG_API Handle rg_cumsum(Handle self, int64_t dim, int32_t type) {
    return guard([&] { return give(at::cumsum(*Borrowed(self), dim, maybe_type(type))); });
}

RG_API Handle rg_cumprod(Handle self, int64_t dim, int32_t type) {
    return guard([&] { return give(at::cumprod(*Borrowed(self), dim, maybe_type(type))); });
}

RG_API Handle rg_count_nonzero(Handle self, const int64_t* dims, int64_t count) {
    return guard([&] {
        return give(dims == nullptr ? at::count_nonzero(*Borrowed(self), optional<int64_t>()) : at::count_nonzero(*Borrowed(self), ints(dims, count)));
    });
}

RG_API Handle rg_bincount(Handle self, Handle weights, int64_t minlength) {
    return guard([&] { return give(at::bincount(*Borrowed(self), maybe(weights), minlength)); });
}

// Values and where they stand

RG_API bool rg_max_dim(Handle self, int64_t dim, bool keepdim, Handle* results) {
    return guard([&] { return pair(at::max(*Borrowed(self), dim, keepdim), results); });
}

RG_API bool rg_min_dim(Handle self, int64_t dim, bool keepdim, Handle* results) {
    return guard([&] { return pair(at::min(*Borrowed(self), dim, keepdim), results); });
}

RG_API bool rg_sort(Handle self, bool stable, int64_t dim, bool descending, Handle* results) {
    return guard([&] { return pair(at::sort(*Borrowed(self), optional<bool>(stable), dim, descending), results); });
}

RG_API bool rg_topk(Handle self, int64_t k, int64_t dim, bool largest, bool sorted, Handle* results) {
    return guard([&] { return pair(at::topk(*Borrowed(self), k, dim, largest, sorted), results); });
}

RG_API bool rg_kthvalue(Handle self, int64_t k, int64_t dim, bool keepdim, Handle* results) {
    return guard([&] { return pair(at::kthvalue(*Borrowed(self), k, dim, keepdim), results); });
}

RG_API bool rg_unique(Handle self, bool sorted, bool inverse, bool counts, const int64_t* dim, Handle* results) {
    return guard([&] {
        auto values = dim == nullptr ? at::_unique2(*Borrowed(self), sorted, inverse, counts) : at::unique_dim(*Borrowed(self), *dim, sorted, inverse, counts);
        results[0] = give(std::move(std::get<0>(values)));
        results[1] = inverse ? give(std::move(std::get<1>(values))) : nullptr;
        results[2] = counts ? give(std::move(std::get<2>(values))) : nullptr;
        return true;
    });
}

RG_API Handle rg_nonzero(Handle self) {
    return guard([&] { return give(at::nonzero(*Borrowed(self))); });
}

RG_API bool rg_aminmax(Handle self, const int64_t* dim, bool keepdim, Handle* results) {
    return guard([&] { return pair(at::aminmax(*Borrowed(self), dim == nullptr ? optional<int64_t>() : *dim, keepdim), results); });
}

RG_API bool rg_mode(Handle self, int64_t dim, bool keepdim, Handle* results) {
    return guard([&] { return pair(at::mode(*Borrowed(self), dim, keepdim), results); });
}

RG_API Handle rg_quantile(Handle self, Handle q, int64_t dim, bool keepdim) {
    return guard([&] { return give(at::quantile(*Borrowed(self), *Borrowed(q), dim, keepdim)); });
}

RG_API Handle rg_nansum(Handle self) {
    return guard([&] { return give(at::nansum(*Borrowed(self))); });
}

RG_API Handle rg_diff(Handle self, int64_t n, int64_t dim, Handle prepend, Handle append) {
    return guard([&] { return give(at::diff(*Borrowed(self), n, dim, maybe(prepend), maybe(append))); });
}

// Parts of a tensor: by position, by range, by tensors of positions or Booleans.
#include "guard.h"

#include <ATen/TensorIndexing.h>

#include <cstdlib>

using namespace resnetgen;

namespace {

// One index, as C# lays it out.
struct Index {
    int32_t kind;  // 0 none (new dimension), 1 ellipsis, 2 Boolean, 3 position, 4 range, 5 tensor
    int32_t present;  // of a range: bit 0 start, bit 1 stop
    int64_t start;  // the position or the Boolean too
    int64_t stop;
    int64_t step;
    Handle tensor;
};

std::vector<at::indexing::TensorIndex> indices(const Index* values, int64_t count) {
    using namespace at::indexing;
    std::vector<TensorIndex> result;
    result.reserve(static_cast<size_t>(count));
    for (int64_t i = 0; i < count; ++i) {
        const Index& value = values[i];
        switch (value.kind) {
            case 0: result.emplace_back(None); break;
            case 1: result.emplace_back(Ellipsis); break;
            case 2: result.emplace_back(value.start != 0); break;
            case 3: result.emplace_back(value.start); break;
            case 4:
                result.emplace_back(Slice(
                    (value.present & 1) != 0 ? optional<int64_t>(value.start) : optional<int64_t>(),
                    (value.present & 2) != 0 ? optional<int64_t>(value.stop) : optional<int64_t>(), value.step));
                break;
            default: result.emplace_back(*Borrowed(value.tensor)); break;
        }
    }
    return result;
}

// Hands a list of tensors over: an array from malloc, freed by rg_free.
Handle* give(std::vector<at::Tensor> parts, int64_t* count) {
    auto* result = static_cast<Handle*>(std::malloc((parts.size() + 1) * sizeof(Handle)));
    TORCH_CHECK(result != nullptr, "out of memory");
    *count = static_cast<int64_t>(parts.size());
    for (size_t i = 0; i < parts.size(); ++i) {
        result[i] = resnetgen::give(std::move(parts[i]));
    }
    return result;
}

using resnetgen::give;

}  // namespace

RG_API void rg_free(void* array) { std::free(array); }

RG_API Handle rg_index(Handle self, const Index* values, int64_t count) {
    return guard([&] { return give(Borrowed(self)->index(indices(values, count))); });
}

RG_API bool rg_index_put_(Handle self, const Index* values, int64_t count, Handle source, bool accumulate) {
    return guard([&] {
        Borrowed target(self);
        if (!accumulate) {
            target.mutate().index_put_(indices(values, count), *Borrowed(source));
            return true;
        }
        c10::List<optional<at::Tensor>> where;
        for (int64_t i = 0; i < count; ++i) {
            TORCH_CHECK(values[i].kind == 5, "index_put_ accumulates at tensors of positions only");
            where.push_back(maybe(values[i].tensor));
        }
        target.mutate().index_put_(where, *Borrowed(source), true);
        return true;
    });
}

RG_API bool rg_index_put_scalar_(Handle self, const Index* values, int64_t count, Number value) {
    return guard([&] { return Borrowed(self).mutate().index_put_(indices(values, count), value.scalar()), true; });
}

RG_API Handle rg_narrow(Handle self, int64_t dim, int64_t start, int64_t length) {
    return guard([&] { return give(Borrowed(self)->narrow(dim, start, length)); });
}

RG_API Handle rg_slice(Handle self, int64_t dim, int64_t start, int64_t finish, int64_t step) {
    return guard([&] { return give(Borrowed(self)->slice(dim, start, finish, step)); });
}

RG_API Handle rg_select(Handle self, int64_t dim, int64_t index) {
    return guard([&] { return give(Borrowed(self)->select(dim, index)); });
}

RG_API Handle rg_gather(Handle self, int64_t dim, Handle index) {
    return guard([&] { return give(at::gather(*Borrowed(self), dim, *Borrowed(index))); });
}

RG_API Handle rg_index_select(Handle self, int64_t dim, Handle index) {
    return guard([&] { return give(at::index_select(*Borrowed(self), dim, *Borrowed(index))); });
}

RG_API Handle rg_take(Handle self, Handle index) {
    return guard([&] { return give(at::take(*Borrowed(self), *Borrowed(index))); });
}

RG_API Handle rg_masked_select(Handle self, Handle mask) {
    return guard([&] { return give(at::masked_select(*Borrowed(self), *Borrowed(mask))); });
}

RG_API Handle rg_masked_fill(Handle self, Handle mask, Number value) {
    return guard([&] { return give(at::masked_fill(*Borrowed(self), *Borrowed(mask), value.scalar())); });
}

RG_API bool rg_masked_fill_(Handle self, Handle mask, Number value) {
    return guard([&] { return Borrowed(self)->masked_fill_(*Borrowed(mask), value.scalar()), true; });
}

#define WRITE(name) \
    RG_API Handle rg_##name(Handle self, int64_t dim, Handle index, Handle source) { \
        return guard([&] { return resnetgen::give(at::name(*Borrowed(self), dim, *Borrowed(index), *Borrowed(source))); }); \
    } \
    RG_API bool rg_##name##_(Handle self, int64_t dim, Handle index, Handle source) { \
        return guard([&] { return Borrowed(self)->name##_(dim, *Borrowed(index), *Borrowed(source)), true; }); \
    }

WRITE(index_copy)
WRITE(scatter)
WRITE(scatter_add)

RG_API Handle rg_index_add(Handle self, int64_t dim, Handle index, Handle source, Number alpha) {
    return guard([&] { return give(at::index_add(*Borrowed(self), dim, *Borrowed(index), *Borrowed(source), alpha.scalar())); });
}

RG_API bool rg_index_add_(Handle self, int64_t dim, Handle index, Handle source, Number alpha) {
    return guard([&] { return Borrowed(self)->index_add_(dim, *Borrowed(index), *Borrowed(source), alpha.scalar()), true; });
}

RG_API Handle rg_index_fill(Handle self, int64_t dim, Handle index, Number value) {
    return guard([&] { return give(at::index_fill(*Borrowed(self), dim, *Borrowed(index), value.scalar())); });
}

RG_API bool rg_index_fill_(Handle self, int64_t dim, Handle index, Number value) {
    return guard([&] { return Borrowed(self)->index_fill_(dim, *Borrowed(index), value.scalar()), true; });
}

// Lists of parts

RG_API Handle* rg_split(Handle self, int64_t size, int64_t dim, int64_t* count) {
    return guard([&] { return give(at::split(*Borrowed(self), size, dim), count); });
}

RG_API Handle* rg_split_sizes(Handle self, const int64_t* sizes, int64_t size_count, int64_t dim, int64_t* count) {
    return guard([&] { return give(at::split_with_sizes(*Borrowed(self), ints(sizes, size_count), dim), count); });
}

RG_API Handle* rg_chunk(Handle self, int64_t chunks, int64_t dim, int64_t* count) {
    return guard([&] { return give(at::chunk(*Borrowed(self), chunks, dim), count); });
}

RG_API Handle* rg_unbind(Handle self, int64_t dim, int64_t* count) {
    return guard([&] { return give(at::unbind(*Borrowed(self), dim), count); });
}

RG_API Handle* rg_meshgrid(const Handle* parts, int64_t part_count, const char* indexing, int64_t* count) {
    return guard([&] { return give(at::meshgrid(tensors(parts, part_count), indexing), count); });
}

RG_API Handle rg_repeat_interleave(Handle self, Handle repeats, const int64_t* dim) {
    return guard([&] { return give(at::repeat_interleave(*Borrowed(self), *Borrowed(repeats), dim == nullptr ? optional<int64_t>() : *dim)); });
}

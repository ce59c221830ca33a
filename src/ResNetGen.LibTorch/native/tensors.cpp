// A tensor's life, what it is, how it is made, its shape, its copies.
#include "guard.h"

#include <c10/core/TensorOptions.h>

#include <cstdlib>
#include <cstring>

using namespace resnetgen;

// Life

RG_API void rg_release(Handle self) { c10::raw::intrusive_ptr::decref(self); }

RG_API Handle rg_alias(Handle self) {
    return guard([&] { return give(at::alias(*Borrowed(self))); });
}

// What it is

RG_API int64_t rg_ndim(Handle self) { return self->dim(); }
RG_API int64_t rg_numel(Handle self) { return self->numel(); }
RG_API int32_t rg_dtype(Handle self) { return static_cast<int32_t>(c10::typeMetaToScalarType(self->dtype())); }
RG_API int32_t rg_device_type(Handle self) { return static_cast<int32_t>(self->device().type()); }
RG_API int32_t rg_device_index(Handle self) { return static_cast<int32_t>(self->device().index()); }
RG_API int64_t rg_element_size(Handle self) { return static_cast<int64_t>(self->itemsize()); }
RG_API int64_t rg_storage_offset(Handle self) { return self->storage_offset(); }
RG_API bool rg_is_contiguous(Handle self) { return self->is_contiguous(); }
RG_API bool rg_is_sparse(Handle self) { return self->is_sparse(); }

RG_API bool rg_sizes(Handle self, int64_t* out) {
    return guard_unsettled([&] {
        const auto sizes = self->sizes();
        std::copy(sizes.begin(), sizes.end(), out);
        return true;
    });
}

RG_API bool rg_strides(Handle self, int64_t* out) {
    return guard_unsettled([&] {
        const auto strides = self->strides();
        std::copy(strides.begin(), strides.end(), out);
        return true;
    });
}

RG_API void* rg_data_ptr(Handle self) {
    return guard([&] { return Borrowed(self)->data_ptr(); });
}

// The one element, as a double or an integer.
RG_API bool rg_item(Handle self, Number* value) {
    return guard([&] {
        const Borrowed tensor(self);
        TORCH_CHECK(tensor->numel() == 1, "only a tensor of one element is a number; this one has ", tensor->numel());
        const at::Scalar item = tensor->item();
        TORCH_CHECK(!item.isComplex(), "a complex number is no real one");
        if (item.isFloatingPoint()) {
            const double number = item.toDouble();
            std::memcpy(&value->bits, &number, sizeof number);
            value->kind = 0;
        } else {
            value->bits = item.toLong();
            value->kind = item.isBoolean() ? 2 : 1;
        }
        return true;
    });
}

// How it is made

RG_API Handle rg_empty(const int64_t* sizes, int64_t rank, Options options) {
    return guard([&] { return options.give(at::empty(ints(sizes, rank), options.tensor_options())); });
}

RG_API Handle rg_zeros(const int64_t* sizes, int64_t rank, Options options) {
    return guard([&] { return options.give(at::zeros(ints(sizes, rank), options.tensor_options())); });
}

RG_API Handle rg_ones(const int64_t* sizes, int64_t rank, Options options) {
    return guard([&] { return options.give(at::ones(ints(sizes, rank), options.tensor_options())); });
}

RG_API Handle rg_full(const int64_t* sizes, int64_t rank, Number value, Options options) {
    return guard([&] { return options.give(at::full(ints(sizes, rank), value.scalar(), options.tensor_options())); });
}

RG_API Handle rg_empty_strided(const int64_t* sizes, int64_t rank, const int64_t* strides, Options options) {
    return guard([&] { return options.give(at::empty_strided(ints(sizes, rank), ints(strides, rank), options.tensor_options())); });
}

RG_API Handle rg_arange(Number start, Number stop, Number step, Options options) {
    return guard([&] { return options.give(at::arange(start.scalar(), stop.scalar(), step.scalar(), options.tensor_options())); });
}

RG_API Handle rg_linspace(double start, double end, int64_t steps, Options options) {
    return guard([&] { return options.give(at::linspace(start, end, steps, options.tensor_options())); });
}

RG_API Handle rg_logspace(double start, double end, int64_t steps, double base, Options options) {
    return guard([&] { return options.give(at::logspace(start, end, steps, base, options.tensor_options())); });
}

RG_API Handle rg_eye(int64_t rows, int64_t columns, Options options) {
    return guard([&] { return options.give(at::eye(rows, columns, options.tensor_options())); });
}

// Copies the values at 'data', of type 'data_type' and in row order, into a new tensor of the type and device of 'options'.
RG_API Handle rg_from_data(const void* data, int32_t data_type, const int64_t* sizes, int64_t rank, Options options) {
    return guard([&] {
        const auto type = static_cast<at::ScalarType>(data_type);
        auto tensor = at::empty(ints(sizes, rank), at::TensorOptions().dtype(type));
        std::memcpy(tensor.data_ptr(), data, tensor.nbytes());
        return options.give(tensor.to(options.tensor_options()));
    });
}

// Its shape

RG_API Handle rg_view(Handle self, const int64_t* sizes, int64_t rank) {
    return guard([&] { return give(Borrowed(self)->view(ints(sizes, rank))); });
}

RG_API Handle rg_reshape(Handle self, const int64_t* sizes, int64_t rank) {
    return guard([&] { return give(at::reshape(*Borrowed(self), ints(sizes, rank))); });
}

RG_API Handle rg_flatten(Handle self, int64_t start, int64_t end) {
    return guard([&] { return give(at::flatten(*Borrowed(self), start, end)); });
}

RG_API Handle rg_unflatten(Handle self, int64_t dim, const int64_t* sizes, int64_t rank) {
    return guard([&] { return give(Borrowed(self)->unflatten(dim, ints(sizes, rank))); });
}

RG_API Handle rg_permute(Handle self, const int64_t* dims, int64_t count) {
    return guard([&] { return give(at::permute(*Borrowed(self), ints(dims, count))); });
}

RG_API Handle rg_movedim(Handle self, const int64_t* from, int64_t from_count, const int64_t* to, int64_t to_count) {
    return guard([&] { return give(at::movedim(*Borrowed(self), ints(from, from_count), ints(to, to_count))); });
}

RG_API Handle rg_transpose(Handle self, int64_t a, int64_t b) {
    return guard([&] { return give(at::transpose(*Borrowed(self), a, b)); });
}

RG_API bool rg_transpose_(Handle self, int64_t a, int64_t b) {
    return guard([&] { return Borrowed(self)->transpose_(a, b), true; });
}

RG_API Handle rg_t(Handle self) {
    return guard([&] { return give(at::t(*Borrowed(self))); });
}

RG_API Handle rg_squeeze(Handle self) {
    return guard([&] { return give(at::squeeze(*Borrowed(self))); });
}

RG_API Handle rg_squeeze_dim(Handle self, int64_t dim) {
    return guard([&] { return give(at::squeeze(*Borrowed(self), dim)); });
}

RG_API bool rg_squeeze_(Handle self) {
    return guard([&] { return Borrowed(self)->squeeze_(), true; });
}

RG_API bool rg_squeeze_dim_(Handle self, int64_t dim) {
    return guard([&] { return Borrowed(self)->squeeze_(dim), true; });
}

RG_API Handle rg_unsqueeze(Handle self, int64_t dim) {
    return guard([&] { return give(at::unsqueeze(*Borrowed(self), dim)); });
}

RG_API bool rg_unsqueeze_(Handle self, int64_t dim) {
    return guard([&] { return Borrowed(self)->unsqueeze_(dim), true; });
}

RG_API Handle rg_expand(Handle self, const int64_t* sizes, int64_t rank, bool implicit) {
    return guard([&] { return give(Borrowed(self)->expand(ints(sizes, rank), implicit)); });
}

RG_API Handle rg_broadcast_to(Handle self, const int64_t* sizes, int64_t rank) {
    return guard([&] { return give(at::broadcast_to(*Borrowed(self), ints(sizes, rank))); });
}

RG_API Handle rg_repeat(Handle self, const int64_t* times, int64_t count) {
    return guard([&] { return give(Borrowed(self)->repeat(ints(times, count))); });
}

RG_API Handle rg_tile(Handle self, const int64_t* times, int64_t count) {
    return guard([&] { return give(at::tile(*Borrowed(self), ints(times, count))); });
}

RG_API Handle rg_as_strided(Handle self, const int64_t* sizes, int64_t rank, const int64_t* strides, int64_t offset) {
    return guard([&] { return give(at::as_strided(*Borrowed(self), ints(sizes, rank), ints(strides, rank), offset)); });
}

RG_API Handle rg_unfold(Handle self, int64_t dim, int64_t size, int64_t step) {
    return guard([&] { return give(Borrowed(self)->unfold(dim, size, step)); });
}

RG_API Handle rg_flip(Handle self, const int64_t* dims, int64_t count) {
    return guard([&] { return give(at::flip(*Borrowed(self), ints(dims, count))); });
}

RG_API Handle rg_rot90(Handle self, int64_t times, const int64_t* dims, int64_t count) {
    return guard([&] { return give(at::rot90(*Borrowed(self), times, ints(dims, count))); });
}

RG_API Handle rg_roll(Handle self, const int64_t* shifts, int64_t shift_count, const int64_t* dims, int64_t dim_count) {
    return guard([&] { return give(at::roll(*Borrowed(self), ints(shifts, shift_count), ints(dims, dim_count))); });
}

RG_API Handle rg_cat(const Handle* parts, int64_t count, int64_t dim) {
    return guard([&] { return give(at::cat(tensors(parts, count), dim)); });
}

RG_API Handle rg_stack(const Handle* parts, int64_t count, int64_t dim) {
    return guard([&] { return give(at::stack(tensors(parts, count), dim)); });
}

// Copies

RG_API Handle rg_clone(Handle self) {
    return guard([&] { return give(at::clone(*Borrowed(self))); });
}

RG_API Handle rg_contiguous(Handle self) {
    return guard([&] { return give(Borrowed(self)->contiguous()); });
}

RG_API Handle rg_detach(Handle self) {
    return guard([&] { return give(at::detach(*Borrowed(self))); });
}

RG_API bool rg_detach_(Handle self) {
    return guard([&] { return Borrowed(self)->detach_(), true; });
}

RG_API bool rg_copy_(Handle self, Handle source, bool non_blocking) {
    return guard([&] { return Borrowed(self)->copy_(*Borrowed(source), non_blocking), true; });
}

RG_API Handle rg_to(Handle self, Options options, bool copy, bool non_blocking) {
    return guard([&] { return give(Borrowed(self)->to(options.tensor_options(), non_blocking, copy)); });
}

RG_API Handle rg_to_type(Handle self, int32_t type, bool copy, bool non_blocking) {
    return guard([&] { return give(Borrowed(self)->to(static_cast<at::ScalarType>(type), non_blocking, copy)); });
}

RG_API bool rg_set_(Handle self, Handle source) {
    return guard([&] { return Borrowed(self)->set_(*Borrowed(source)), true; });
}

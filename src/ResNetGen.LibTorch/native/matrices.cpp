// Linear algebra.
#include "guard.h"

using namespace resnetgen;

RG_API Handle rg_einsum(const char* equation, const Handle* operands, int64_t count) {
    return guard([&] { return give(at::einsum(equation, tensors(operands, count))); });
}

RG_API Handle rg_tril(Handle self, int64_t diagonal) {
    return guard([&] { return give(at::tril(*Borrowed(self), diagonal)); });
}

RG_API Handle rg_triu(Handle self, int64_t diagonal) {
    return guard([&] { return give(at::triu(*Borrowed(self), diagonal)); });
}

RG_API bool rg_tril_(Handle self, int64_t diagonal) {
    return guard([&] { return Borrowed(self)->tril_(diagonal), true; });
}

RG_API bool rg_triu_(Handle self, int64_t diagonal) {
    return guard([&] { return Borrowed(self)->triu_(diagonal), true; });
}

RG_API Handle rg_diag(Handle self, int64_t diagonal) {
    return guard([&] { return give(at::diag(*Borrowed(self), diagonal)); });
}

RG_API Handle rg_diagonal(Handle self, int64_t offset, int64_t dim1, int64_t dim2) {
    return guard([&] { return give(at::diagonal(*Borrowed(self), offset, dim1, dim2)); });
}

RG_API Handle rg_trace(Handle self) {
    return guard([&] { return give(at::trace(*Borrowed(self))); });
}

RG_API Handle rg_cdist(Handle a, Handle b, double p) {
    return guard([&] { return give(at::cdist(*Borrowed(a), *Borrowed(b), p)); });
}

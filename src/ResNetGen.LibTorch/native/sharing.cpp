// One native tensor under several objects.
#include "guard.h"

using namespace resnetgen;

RG_API void rg_retain(Handle self) { c10::raw::intrusive_ptr::incref(self); }

RG_API bool rg_set_data(Handle self, Handle data) {
    return guard([&] { return Borrowed(self)->set_data(*Borrowed(data)), true; });
}

// Mixed precision, as the other files see it.
#pragma once

#include "compat.h"

#include <ATen/autocast_mode.h>

namespace resnetgen {

// The type in which the processor's convolutions and matrix products take their arguments on this thread, if it is another than their own.
optional<at::ScalarType> autocast_cpu_type();

}  // namespace resnetgen

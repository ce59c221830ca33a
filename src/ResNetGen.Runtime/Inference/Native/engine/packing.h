// Weights as kernels read them.
#pragma once

#include "program.h"

namespace resnetgen::inference {

// Blocks of 16 that channels take.
int64_t blocks_of(int64_t channels);

// Groups narrower than a block share one: their weights stand on its diagonal.
int64_t input_blocks(const Step& s);

// A number for each channel, zeros where there are none and for what fills up the last block.
Memory filled(const Weights& values, int64_t channels);

// Block of outputs, segment, input channel, output channel. Segments of a feature map are block, row and column of the kernel.
Memory pack(const Step& s, const Kernels& kernels);

// The kernels of the first convolution: row, column, channel one after another.
Memory pack_image(const Step& s);

// G g G transposed, in double precision. Pairs of output blocks stand together where their number is even and registers hold a block each.
Memory transform(const Step& s, const Kernels& kernels);

}  // namespace resnetgen::inference

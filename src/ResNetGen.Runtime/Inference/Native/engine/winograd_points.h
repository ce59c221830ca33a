// The points of Winograd's F(4 x 4, 3 x 3): 0, 2/3, -2/3, 3/2, -3/2 and infinity. Others have simpler numbers, but with these what is rounded on the way comes
// out less than half as large as with 1, -1, 2 and -2, in float32 as in bfloat16. Barabasz et al. (2020, arXiv:1803.10986) search for such; of p, -p, 1/p and
// -1/p none does better.
#pragma once

namespace resnetgen::inference {

constexpr double point_p = 2 / 3.0, point_q = 3 / 2.0;

// G, by which weights are transformed, each row but those of 0 and infinity times its point; transform_output divides by it.
constexpr double at_p = 1 / (2 * point_p * (point_p * point_p - point_q * point_q)), at_q = 1 / (2 * point_q * (point_q * point_q - point_p * point_p));
constexpr double winograd_g[6][3] = {{1, 0, 0},
                                     {at_p, at_p * point_p, at_p * point_p * point_p},
                                     {at_p, -at_p * point_p, at_p * point_p * point_p},
                                     {at_q, at_q * point_q, at_q * point_q * point_q},
                                     {at_q, -at_q * point_q, at_q * point_q * point_q},
                                     {0, 0, 1}};

}  // namespace resnetgen::inference

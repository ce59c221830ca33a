// 32 registers of 16 sums, feature maps in bfloat16.
#define RG_WIDTH 16
#define RG_REGISTERS 32
#define RG_BF16
#define RG_NAME "AVX-512"
#define RG_KERNELS kernels_avx512_bf16
#define RG_VECTORS kernels_avx512
#include "kernels.inc"

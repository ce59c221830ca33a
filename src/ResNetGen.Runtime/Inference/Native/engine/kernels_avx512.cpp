// 32 registers of 16 numbers.
#define RG_WIDTH 16
#define RG_REGISTERS 32
#define RG_NAME "AVX-512"
#define RG_KERNELS kernels_avx512
#include "kernels.inc"

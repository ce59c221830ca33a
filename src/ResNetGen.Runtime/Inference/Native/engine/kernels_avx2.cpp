// 16 registers of 8 numbers.
#define RG_WIDTH 8
#define RG_REGISTERS 16
#define RG_NAME "AVX2"
#define RG_KERNELS kernels_avx2
#include "kernels.inc"

// RG_VECTORIZED: a function that is compiled for each instruction set and chosen when the library is loaded. Its loops stand in always_inline functions;
// CMakeLists.txt lets the files that have such be vectorized.
#pragma once

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define RG_VECTORIZED __attribute__((target_clones("arch=skylake-avx512", "arch=haswell", "default"), noinline))
#else
#define RG_VECTORIZED
#endif

#define RG_LOOP inline __attribute__((always_inline))

// RG_VECTORIZED: a function that is compiled for each level of instructions and chosen when the library is loaded. Its loops stand in always_inline functions;
// CMakeLists.txt lets the files that have such be vectorized.
#pragma once

// Levels, not processors: of "haswell" only Intel's would be one.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 12
#define RG_VECTORIZED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"), noinline))
#elif defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define RG_VECTORIZED __attribute__((target_clones("avx2", "default"), noinline))
#else
#define RG_VECTORIZED
#endif

#define RG_LOOP inline __attribute__((always_inline))

// What `PortableKernels.swift` does, for machines with wider vectors: Swift packages are compiled
// for the oldest processors of a platform. `KernelBodies.h` is compiled once for each kind; but for
// the matrix product it is plain C that the compiler turns into vectors.

#include "TinyTransformerKernels.h"

#if defined(__x86_64__)

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#define INLINE __attribute__((always_inline)) static inline
#define JOIN(first, second) JOIN_EXPANDED(first, second)
#define JOIN_EXPANDED(first, second) first##_##second
#define NAMED(name) JOIN(name, SUFFIX)

#define SUFFIX avx2
#define LANES 8
#define TILE_ROWS 6
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "KernelBodies.h"
#pragma clang attribute pop
#undef SUFFIX
#undef LANES
#undef TILE_ROWS

#define SUFFIX avx512
#define LANES 16
#define TILE_ROWS 12
#pragma clang attribute push( \
    __attribute__((target("avx2,fma,avx512f,avx512dq,avx512vl,avx512bw"))), apply_to = function)
#include "KernelBodies.h"
#pragma clang attribute pop

const tiny_kernels *tiny_kernels_avx2(void) {
  __builtin_cpu_init();
  const int has = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  return has ? &kernels_avx2 : NULL;
}

const tiny_kernels *tiny_kernels_avx512(void) {
  __builtin_cpu_init();
  const int has = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
      __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw");
  return has ? &kernels_avx512 : NULL;
}

#else

const tiny_kernels *tiny_kernels_avx2(void) { return NULL; }
const tiny_kernels *tiny_kernels_avx512(void) { return NULL; }

#endif

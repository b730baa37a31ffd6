// Prints the GFLOP/s of one thread for each product of the study's shapes: rows, columns, depth, and
// whether the left-hand matrix is turned, as it is for the gradients of weights.

#include "TinyTransformerKernels.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static float *random_numbers(size_t count) {
  float *numbers = aligned_alloc(64, (4 * count + 4 * 64 + 63) / 64 * 64);
  for (size_t i = 0; i < count; i += 1) numbers[i] = (float)(rand() % 1000) / 1000 - 0.5f;
  return numbers;
}

int main(int argc, char **argv) {
  const tiny_kernels *kernels = tiny_kernels_avx512();
  if (kernels == NULL) kernels = tiny_kernels_avx2();
  if (kernels == NULL || argc != 5) return 1;
  const ptrdiff_t m = atol(argv[1]), n = atol(argv[2]), k = atol(argv[3]);
  const int turned = atoi(argv[4]);
  float *a = random_numbers((size_t)(m * k)), *b = random_numbers((size_t)(k * n));
  float *c = random_numbers((size_t)(m * n));
  const ptrdiff_t width = kernels->panel_width;
  float *packed = random_numbers((size_t)((n + width) * k));
  const long repetitions = (long)(4e9 / (2.0 * (double)m * (double)n * (double)k)) + 1;
  const double start = now();
  for (long i = 0; i < repetitions; i += 1) {
    if (turned) {
      kernels->multiply(m, n, k, a, 1, m, b, n, width, c, c, n);
    } else {
      // Weights are packed once for many products; here for each, as the other side may do.
      kernels->pack(k, n, b, n, 1, packed);
      kernels->multiply(m, n, k, a, k, 1, packed, width, width * k, NULL, c, n);
    }
  }
  printf("%f\n", 2e-9 * (double)m * (double)n * (double)k * (double)repetitions / (now() - start));
  return 0;
}

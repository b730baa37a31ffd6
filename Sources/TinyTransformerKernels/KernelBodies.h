// Included once for each kind of processor, with SUFFIX, LANES and TILE_ROWS set.

#define FAST _Pragma("clang fp reassociate(on) contract(fast)")
#define UNROLL _Pragma("clang loop unroll(full)")
#define PANEL (2 * LANES)
#define lanes NAMED(lanes)
#define unaligned_lanes NAMED(unaligned_lanes)

typedef float lanes __attribute__((ext_vector_type(LANES)));
typedef float unaligned_lanes __attribute__((ext_vector_type(LANES), aligned(4)));

// MARK: - Matrix product

/// A tile of `rows` rows and `vectors` vectors, kept in registers over all of k.
INLINE void NAMED(tile)(
    const int rows, const int vectors, ptrdiff_t k, const float *a, ptrdiff_t a_row,
    ptrdiff_t a_column, const float *b, ptrdiff_t b_row, const float *initial, float *c,
    ptrdiff_t c_row) {
  FAST
  lanes sums[TILE_ROWS][2];
  // Multiples of a stride up to two are free in an address.
  const float *thirds[(TILE_ROWS + 2) / 3];
  UNROLL for (int third = 0; third * 3 < rows; third += 1) thirds[third] = a + 3 * third * a_row;
  UNROLL for (int row = 0; row < rows; row += 1) {
    UNROLL for (int vector = 0; vector < vectors; vector += 1) {
      const float *from = initial + row * c_row + vector * LANES;
      sums[row][vector] = initial == NULL ? (lanes){0} : *(const unaligned_lanes *)from;
    }
  }
  for (ptrdiff_t p = 0; p < k; p += 1) {
    lanes right[2];
    UNROLL for (int vector = 0; vector < vectors; vector += 1) {
      right[vector] = *(const unaligned_lanes *)(b + vector * LANES);
    }
    UNROLL for (int row = 0; row < rows; row += 1) {
      const float left = thirds[row / 3][row % 3 * a_row];
      UNROLL for (int vector = 0; vector < vectors; vector += 1) {
        sums[row][vector] += left * right[vector];
      }
    }
    UNROLL for (int third = 0; third * 3 < rows; third += 1) thirds[third] += a_column;
    b += b_row;
  }
  UNROLL for (int row = 0; row < rows; row += 1) {
    UNROLL for (int vector = 0; vector < vectors; vector += 1) {
      *(unaligned_lanes *)(c + row * c_row + vector * LANES) = sums[row][vector];
    }
  }
}

INLINE void NAMED(tile_of_rows)(
    ptrdiff_t rows, const int vectors, ptrdiff_t k, const float *a, ptrdiff_t a_row, ptrdiff_t a_column,
    const float *b, ptrdiff_t b_row, const float *initial, float *c, ptrdiff_t c_row) {
#define TILE(rows)                                                                            \
  case rows:                                                                                  \
    NAMED(tile)(rows, vectors, k, a, a_row, a_column, b, b_row, initial, c, c_row);           \
    break;
  switch (rows) {
    TILE(1) TILE(2) TILE(3) TILE(4) TILE(5) TILE(6)
#if TILE_ROWS > 6
    TILE(7) TILE(8) TILE(9) TILE(10) TILE(11) TILE(12)
#endif
  default: break;
  }
#undef TILE
}

static void NAMED(narrow_tile)(
    ptrdiff_t rows, ptrdiff_t k, const float *a, ptrdiff_t a_row, ptrdiff_t a_column, const float *b,
    ptrdiff_t b_row, const float *initial, float *c, ptrdiff_t c_row) {
  NAMED(tile_of_rows)(rows, 1, k, a, a_row, a_column, b, b_row, initial, c, c_row);
}

static void NAMED(wide_tile)(
    ptrdiff_t rows, ptrdiff_t k, const float *a, ptrdiff_t a_row, ptrdiff_t a_column, const float *b,
    ptrdiff_t b_row, const float *initial, float *c, ptrdiff_t c_row) {
  NAMED(tile_of_rows)(rows, 2, k, a, a_row, a_column, b, b_row, initial, c, c_row);
}

/// A tile of which only some columns exist in `initial` and `c`.
static void NAMED(partial_tile)(
    ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t k, const float *a, ptrdiff_t a_row, ptrdiff_t a_column,
    const float *b, ptrdiff_t b_row, const float *initial, float *c, ptrdiff_t c_row) {
  float whole[TILE_ROWS * PANEL] = {0};
  if (initial != NULL) {
    for (ptrdiff_t row = 0; row < rows; row += 1) {
      memcpy(whole + row * PANEL, initial + row * c_row, columns * sizeof(float));
    }
  }
  if (columns <= LANES) {
    NAMED(narrow_tile)(rows, k, a, a_row, a_column, b, b_row, whole, whole, PANEL);
  } else {
    NAMED(wide_tile)(rows, k, a, a_row, a_column, b, b_row, whole, whole, PANEL);
  }
  for (ptrdiff_t row = 0; row < rows; row += 1) {
    memcpy(c + row * c_row, whole + row * PANEL, columns * sizeof(float));
  }
}

static void NAMED(multiply)(
    ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const float *a, ptrdiff_t a_row, ptrdiff_t a_column,
    const float *b, ptrdiff_t b_row, ptrdiff_t b_panel, const float *initial, float *c,
    ptrdiff_t c_row) {
  for (ptrdiff_t column = 0; column < n; column += PANEL) {
    const ptrdiff_t columns = n - column < PANEL ? n - column : PANEL;
    for (ptrdiff_t row = 0; row < m; row += TILE_ROWS) {
      const ptrdiff_t rows = m - row < TILE_ROWS ? m - row : TILE_ROWS;
      const float *left = a + row * a_row;
      const float *from = initial == NULL ? NULL : initial + row * c_row + column;
      float *to = c + row * c_row + column;
      if (columns == PANEL) {
        NAMED(wide_tile)(rows, k, left, a_row, a_column, b, b_row, from, to, c_row);
      } else if (columns == LANES) {
        NAMED(narrow_tile)(rows, k, left, a_row, a_column, b, b_row, from, to, c_row);
      } else {
        NAMED(partial_tile)(rows, columns, k, left, a_row, a_column, b, b_row, from, to, c_row);
      }
    }
    b += b_panel;
  }
}

static void NAMED(pack)(
    ptrdiff_t k, ptrdiff_t n, const float *b, ptrdiff_t b_row, ptrdiff_t b_column, float *packed) {
  for (ptrdiff_t column = 0; column < n; column += PANEL) {
    const ptrdiff_t width = n - column < PANEL ? n - column : PANEL;
    for (ptrdiff_t p = 0; p < k; p += 1) {
      const float *from = b + p * b_row + column * b_column;
      if (b_column == 1 && width == PANEL) {
        memcpy(packed, from, PANEL * sizeof(float));
      } else {
        for (ptrdiff_t j = 0; j < PANEL; j += 1) packed[j] = j < width ? from[j * b_column] : 0;
      }
      packed += PANEL;
    }
  }
}

// MARK: - Softmax

/// exp(x), to about 2 units in the last place: a power of two times a polynomial (Cephes `expf`).
INLINE float NAMED(exponential)(float x) {
  FAST
  x = x < -80 ? -80 : x > 80 ? 80 : x;
  // Adding 1.5 * 2^23 rounds to a whole number.
  const float shifted = x * 1.44269504f + 12582912.0f;
  int32_t bits;
  memcpy(&bits, &shifted, 4);
  float whole;
  {
#pragma clang fp reassociate(off)
    whole = shifted - 12582912.0f;
  }
  const float rest = x - whole * 0.693359375f + whole * 2.12194440e-4f;
  float power = 1.9875691500e-4f;
  power = power * rest + 1.3981999507e-3f;
  power = power * rest + 8.3334519073e-3f;
  power = power * rest + 4.1665795894e-2f;
  power = power * rest + 1.6666665459e-1f;
  power = power * rest + 5.0000001201e-1f;
  power = power * rest * rest + rest + 1;
  bits = (bits - 0x4B400000 + 127) << 23;
  float scale;
  memcpy(&scale, &bits, 4);
  return power * scale;
}

static void NAMED(softmax)(
    float *row, ptrdiff_t count, ptrdiff_t padded, float scale, float *log_sum) {
  FAST
  for (ptrdiff_t i = count; i < padded; i += 1) row[i] = -FLT_MAX;
  float most = row[0];
  ptrdiff_t start = 0;
  if (padded >= LANES) {
    lanes highest = *(const unaligned_lanes *)row;
    for (; start + LANES <= padded; start += LANES) {
      const lanes next = *(const unaligned_lanes *)(row + start);
      highest = next > highest ? next : highest;
    }
    UNROLL for (int half = LANES / 2; half > 0; half /= 2) {
      UNROLL for (int i = 0; i < half; i += 1) {
        highest[i] = highest[i] > highest[i + half] ? highest[i] : highest[i + half];
      }
    }
    most = highest[0];
  }
  for (; start < padded; start += 1) most = row[start] > most ? row[start] : most;
  float sum = 0;
  for (ptrdiff_t i = 0; i < padded; i += 1) {
    row[i] = NAMED(exponential)((row[i] - most) * scale);
    sum += row[i];
  }
  const float inverse = 1 / sum;
  for (ptrdiff_t i = 0; i < padded; i += 1) row[i] *= inverse;
  for (ptrdiff_t i = count; i < padded; i += 1) row[i] = 0;
  if (log_sum != NULL) *log_sum = most * scale + logf(sum);
}

static void NAMED(softmax_backward)(
    float *restrict probabilities, const float *restrict gradient, ptrdiff_t count, float scale) {
  FAST
  float mean = 0;
  for (ptrdiff_t i = 0; i < count; i += 1) mean += probabilities[i] * gradient[i];
  for (ptrdiff_t i = 0; i < count; i += 1) {
    probabilities[i] *= scale * (gradient[i] - mean);
  }
}

// MARK: - Normalization

static void NAMED(normalize)(
    ptrdiff_t rows, ptrdiff_t width, const float *restrict x, const float *restrict weight,
    float epsilon, float *restrict y, float *restrict inverse_rms) {
  FAST
  for (ptrdiff_t row = 0; row < rows; row += 1) {
    float sum = 0;
    for (ptrdiff_t i = 0; i < width; i += 1) sum += x[i] * x[i];
    const float inverse = 1 / sqrtf(sum / (float)width + epsilon);
    for (ptrdiff_t i = 0; i < width; i += 1) y[i] = x[i] * inverse * weight[i];
    inverse_rms[row] = inverse;
    x += width;
    y += width;
  }
}

static void NAMED(normalize_backward)(
    ptrdiff_t rows, ptrdiff_t width, const float *restrict x, const float *restrict weight,
    const float *restrict inverse_rms, const float *restrict y_gradient,
    float *restrict x_gradient, float *restrict weight_gradient) {
  FAST
  for (ptrdiff_t row = 0; row < rows; row += 1) {
    const float inverse = inverse_rms[row];
    float sum = 0;
    for (ptrdiff_t i = 0; i < width; i += 1) sum += y_gradient[i] * weight[i] * x[i];
    const float share = sum * inverse * inverse * inverse / (float)width;
    for (ptrdiff_t i = 0; i < width; i += 1) {
      x_gradient[i] += y_gradient[i] * weight[i] * inverse - x[i] * share;
      weight_gradient[i] += y_gradient[i] * x[i] * inverse;
    }
    x += width;
    x_gradient += width;
    y_gradient += width;
  }
}

// MARK: - Positions

static void NAMED(rotate)(
    ptrdiff_t heads, ptrdiff_t half, float *restrict row, const float *restrict cosines,
    const float *restrict sines, float sign) {
  FAST
  for (ptrdiff_t head = 0; head < heads; head += 1) {
    float *restrict first = row + 2 * head * half;
    float *restrict second = first + half;
    for (ptrdiff_t i = 0; i < half; i += 1) {
      const float sine = sign * sines[i], x = first[i], y = second[i];
      first[i] = x * cosines[i] - y * sine;
      second[i] = y * cosines[i] + x * sine;
    }
  }
}

// MARK: - Gated unit

static void NAMED(gated)(
    ptrdiff_t rows, ptrdiff_t hidden, const float *restrict gates_and_values, float *restrict y) {
  FAST
  for (ptrdiff_t row = 0; row < rows; row += 1) {
    const float *gates = gates_and_values, *values = gates + hidden;
    for (ptrdiff_t i = 0; i < hidden; i += 1) {
      y[i] = gates[i] * values[i] / (1 + NAMED(exponential)(-gates[i]));
    }
    gates_and_values += 2 * hidden;
    y += hidden;
  }
}

static void NAMED(gated_backward)(
    ptrdiff_t rows, ptrdiff_t hidden, float *restrict gates_and_values,
    const float *restrict y_gradient) {
  FAST
  for (ptrdiff_t row = 0; row < rows; row += 1) {
    float *restrict gates = gates_and_values, *restrict values = gates + hidden;
    for (ptrdiff_t i = 0; i < hidden; i += 1) {
      const float gate = gates[i], value = values[i], gradient = y_gradient[i];
      const float sigmoid = 1 / (1 + NAMED(exponential)(-gate));
      gates[i] = gradient * value * sigmoid * (1 + gate * (1 - sigmoid));
      values[i] = gradient * gate * sigmoid;
    }
    gates_and_values += 2 * hidden;
    y_gradient += hidden;
  }
}

// MARK: - Optimizer

static void NAMED(add)(ptrdiff_t count, const float *restrict x, float *restrict sum) {
  for (ptrdiff_t i = 0; i < count; i += 1) sum[i] += x[i];
}

static double NAMED(sum_of_squares)(ptrdiff_t count, const float *x) {
  FAST
  double sum = 0;
  for (ptrdiff_t i = 0; i < count; i += 1) sum += (double)x[i] * (double)x[i];
  return sum;
}

static void NAMED(adamw)(
    ptrdiff_t count, float *restrict weights, const float *restrict gradient,
    float *restrict first_moment, float *restrict second_moment, float gradient_scale,
    float beta1, float beta2, float step_size, float root_scale, float epsilon, float decay) {
  FAST
  for (ptrdiff_t i = 0; i < count; i += 1) {
    const float scaled = gradient_scale * gradient[i];
    const float first = beta1 * first_moment[i] + (1 - beta1) * scaled;
    const float second = beta2 * second_moment[i] + (1 - beta2) * scaled * scaled;
    first_moment[i] = first;
    second_moment[i] = second;
    weights[i] -= decay * weights[i] + step_size * first / (__builtin_elementwise_sqrt(second) * root_scale + epsilon);
  }
}

static const tiny_kernels NAMED(kernels) = {
    .panel_width = PANEL,
    .multiply = NAMED(multiply),
    .pack = NAMED(pack),
    .softmax = NAMED(softmax),
    .softmax_backward = NAMED(softmax_backward),
    .normalize = NAMED(normalize),
    .normalize_backward = NAMED(normalize_backward),
    .rotate = NAMED(rotate),
    .gated = NAMED(gated),
    .gated_backward = NAMED(gated_backward),
    .add = NAMED(add),
    .sum_of_squares = NAMED(sum_of_squares),
    .adamw = NAMED(adamw),
};

#undef lanes
#undef unaligned_lanes
#undef PANEL
#undef UNROLL
#undef FAST

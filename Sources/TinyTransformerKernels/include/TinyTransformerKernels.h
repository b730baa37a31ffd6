#ifndef TINY_TRANSFORMER_KERNELS_H
#define TINY_TRANSFORMER_KERNELS_H

#include <stddef.h>

/// The inner loops of a transformer for one kind of processor. All numbers are float32, all strides
/// are counted in floats, and no function allocates. Arguments do not overlap unless said so.
typedef struct {
  /// How many columns of a right-hand matrix lie side by side in a panel.
  ptrdiff_t panel_width;

  /// c = initial + a * b for an m x k and a k x n matrix.
  ///
  /// Element (i, p) of `a` lies at `i * a_row + p * a_column`. Columns of `b` come in panels: element
  /// (p, j) lies at `j / panel_width * b_panel + p * b_row + j % panel_width`, and whole panels are
  /// read, also beyond column n. `initial` has the strides of `c`, may be `c`, and is zero if null.
  void (*_Nonnull multiply)(
      ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const float *_Nonnull a, ptrdiff_t a_row, ptrdiff_t a_column,
      const float *_Nonnull b, ptrdiff_t b_row, ptrdiff_t b_panel, const float *_Nullable initial,
      float *_Nonnull c, ptrdiff_t c_row);

  /// Lays a k x n matrix out in panels with rows of `panel_width`, the last filled up with zeros.
  void (*_Nonnull pack)(
      ptrdiff_t k, ptrdiff_t n, const float *_Nonnull b, ptrdiff_t b_row, ptrdiff_t b_column,
      float *_Nonnull packed);

  /// Replaces the first `count` numbers x of a row by exp(scale * x) / sum, the others up to
  /// `padded` by zero; tells the logarithm of that sum where it is asked for.
  void (*_Nonnull softmax)(
      float *_Nonnull row, ptrdiff_t count, ptrdiff_t padded, float scale,
      float *_Nullable log_sum);

  /// Replaces probabilities p by the gradient scale * p * (g - sum(p * g)) of the numbers that they
  /// were made of, where g is the gradient of the probabilities.
  void (*_Nonnull softmax_backward)(
      float *_Nonnull probabilities, const float *_Nonnull gradient, ptrdiff_t count, float scale);

  /// y = x * weight / rms(x), row by row; keeps the inverse of each root mean square.
  void (*_Nonnull normalize)(
      ptrdiff_t rows, ptrdiff_t width, const float *_Nonnull x, const float *_Nonnull weight,
      float epsilon, float *_Nonnull y, float *_Nonnull inverse_rms);

  /// Adds to the gradients of `x` and of `weight`, given that of `y`.
  void (*_Nonnull normalize_backward)(
      ptrdiff_t rows, ptrdiff_t width, const float *_Nonnull x, const float *_Nonnull weight,
      const float *_Nonnull inverse_rms, const float *_Nonnull y_gradient,
      float *_Nonnull x_gradient, float *_Nonnull weight_gradient);

  /// Turns the halves of each head of one row by the angles of a position: sines times `sign`.
  void (*_Nonnull rotate)(
      ptrdiff_t heads, ptrdiff_t half, float *_Nonnull row, const float *_Nonnull cosines,
      const float *_Nonnull sines, float sign);

  /// y = gate * sigmoid(gate) * value, where a row holds `hidden` gates, then as many values.
  void (*_Nonnull gated)(
      ptrdiff_t rows, ptrdiff_t hidden, const float *_Nonnull gates_and_values, float *_Nonnull y);

  /// Replaces gates and values by their gradients, given that of `y`.
  void (*_Nonnull gated_backward)(
      ptrdiff_t rows, ptrdiff_t hidden, float *_Nonnull gates_and_values,
      const float *_Nonnull y_gradient);

  /// sum += x.
  void (*_Nonnull add)(ptrdiff_t count, const float *_Nonnull x, float *_Nonnull sum);

  /// The sum of the squares.
  double (*_Nonnull sum_of_squares)(ptrdiff_t count, const float *_Nonnull x);

  /// One step of AdamW. `step_size` and `root_scale` hold the corrections of the moments' bias.
  void (*_Nonnull adamw)(
      ptrdiff_t count, float *_Nonnull weights, const float *_Nonnull gradient,
      float *_Nonnull first_moment, float *_Nonnull second_moment, float gradient_scale,
      float beta1, float beta2, float step_size, float root_scale, float epsilon, float decay);
} tiny_kernels;

/// The kernels for AVX2 with FMA; null where the processor has neither.
const tiny_kernels *_Nullable tiny_kernels_avx2(void);

/// The kernels for AVX-512; null where the processor has it not.
const tiny_kernels *_Nullable tiny_kernels_avx512(void);

#endif

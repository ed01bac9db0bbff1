#ifndef CVECTORMATH_TRANSPOSE_H
#define CVECTORMATH_TRANSPOSE_H

#include <stddef.h>
#include <string.h>

// Each writes the transpose of a square of numbers, whose rows are `stride` apart, to where rows are
// `target_stride` apart. Row i and lane j change places bit by bit: in step w, what differs in the
// bit w of i and j crosses over between the rows i and i + w.

#define VECTOR_MATH_LANES(...) __VA_ARGS__
#define VECTOR_MATH_CROSS(rows, i, w, low, high)                   \
  do {                                                             \
    __typeof__(rows[0]) a = rows[i], b = rows[(i) + (w)];          \
    rows[i] = __builtin_shufflevector(a, b, low);                  \
    rows[(i) + (w)] = __builtin_shufflevector(a, b, high);         \
  } while (0)

static inline __attribute__((always_inline)) void vector_math_transpose_float16(
    const float *source, size_t stride, float *target, size_t target_stride) {
  typedef float row __attribute__((ext_vector_type(16)));
  row rows[16];
  for (int i = 0; i < 16; i++) memcpy(&rows[i], source + i * stride, sizeof(row));
  for (int i = 0; i < 16; i++)
    if (!(i & 8))
      VECTOR_MATH_CROSS(
          rows, i, 8,
          VECTOR_MATH_LANES(0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23),
          VECTOR_MATH_LANES(8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30,
              31));
  for (int i = 0; i < 16; i++)
    if (!(i & 4))
      VECTOR_MATH_CROSS(
          rows, i, 4,
          VECTOR_MATH_LANES(0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24, 25, 26, 27),
          VECTOR_MATH_LANES(4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15, 28, 29, 30,
              31));
  for (int i = 0; i < 16; i++)
    if (!(i & 2))
      VECTOR_MATH_CROSS(
          rows, i, 2,
          VECTOR_MATH_LANES(0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29),
          VECTOR_MATH_LANES(2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30,
              31));
  for (int i = 0; i < 16; i++)
    if (!(i & 1))
      VECTOR_MATH_CROSS(
          rows, i, 1,
          VECTOR_MATH_LANES(0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30),
          VECTOR_MATH_LANES(1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31));
  for (int i = 0; i < 16; i++) memcpy(target + i * target_stride, &rows[i], sizeof(row));
}

static inline __attribute__((always_inline)) void vector_math_transpose_float8(
    const float *source, size_t stride, float *target, size_t target_stride) {
  typedef float row __attribute__((ext_vector_type(8)));
  row rows[8];
  for (int i = 0; i < 8; i++) memcpy(&rows[i], source + i * stride, sizeof(row));
  for (int i = 0; i < 8; i++)
    if (!(i & 4))
      VECTOR_MATH_CROSS(
          rows, i, 4,
          VECTOR_MATH_LANES(0, 1, 2, 3, 8, 9, 10, 11),
          VECTOR_MATH_LANES(4, 5, 6, 7, 12, 13, 14, 15));
  for (int i = 0; i < 8; i++)
    if (!(i & 2))
      VECTOR_MATH_CROSS(
          rows, i, 2,
          VECTOR_MATH_LANES(0, 1, 8, 9, 4, 5, 12, 13),
          VECTOR_MATH_LANES(2, 3, 10, 11, 6, 7, 14, 15));
  for (int i = 0; i < 8; i++)
    if (!(i & 1))
      VECTOR_MATH_CROSS(
          rows, i, 1,
          VECTOR_MATH_LANES(0, 8, 2, 10, 4, 12, 6, 14),
          VECTOR_MATH_LANES(1, 9, 3, 11, 5, 13, 7, 15));
  for (int i = 0; i < 8; i++) memcpy(target + i * target_stride, &rows[i], sizeof(row));
}

static inline __attribute__((always_inline)) void vector_math_transpose_double8(
    const double *source, size_t stride, double *target, size_t target_stride) {
  typedef double row __attribute__((ext_vector_type(8)));
  row rows[8];
  for (int i = 0; i < 8; i++) memcpy(&rows[i], source + i * stride, sizeof(row));
  for (int i = 0; i < 8; i++)
    if (!(i & 4))
      VECTOR_MATH_CROSS(
          rows, i, 4,
          VECTOR_MATH_LANES(0, 1, 2, 3, 8, 9, 10, 11),
          VECTOR_MATH_LANES(4, 5, 6, 7, 12, 13, 14, 15));
  for (int i = 0; i < 8; i++)
    if (!(i & 2))
      VECTOR_MATH_CROSS(
          rows, i, 2,
          VECTOR_MATH_LANES(0, 1, 8, 9, 4, 5, 12, 13),
          VECTOR_MATH_LANES(2, 3, 10, 11, 6, 7, 14, 15));
  for (int i = 0; i < 8; i++)
    if (!(i & 1))
      VECTOR_MATH_CROSS(
          rows, i, 1,
          VECTOR_MATH_LANES(0, 8, 2, 10, 4, 12, 6, 14),
          VECTOR_MATH_LANES(1, 9, 3, 11, 5, 13, 7, 15));
  for (int i = 0; i < 8; i++) memcpy(target + i * target_stride, &rows[i], sizeof(row));
}

static inline __attribute__((always_inline)) void vector_math_transpose_double4(
    const double *source, size_t stride, double *target, size_t target_stride) {
  typedef double row __attribute__((ext_vector_type(4)));
  row rows[4];
  for (int i = 0; i < 4; i++) memcpy(&rows[i], source + i * stride, sizeof(row));
  for (int i = 0; i < 4; i++)
    if (!(i & 2))
      VECTOR_MATH_CROSS(
          rows, i, 2,
          VECTOR_MATH_LANES(0, 1, 4, 5),
          VECTOR_MATH_LANES(2, 3, 6, 7));
  for (int i = 0; i < 4; i++)
    if (!(i & 1))
      VECTOR_MATH_CROSS(
          rows, i, 1,
          VECTOR_MATH_LANES(0, 4, 2, 6),
          VECTOR_MATH_LANES(1, 5, 3, 7));
  for (int i = 0; i < 4; i++) memcpy(target + i * target_stride, &rows[i], sizeof(row));
}

#endif

#ifndef CVECTORMATH_TRANSPOSE_H
#define CVECTORMATH_TRANSPOSE_H

#include <stddef.h>
#include <string.h>

// Row i and lane j of a square change places bit by bit: in step w, what differs in the bit w of i and
// j crosses over between the rows i and i + w. `low` and `high` are the lanes that they have then, of
// both.
#define VECTOR_MATH_LANES(...) __VA_ARGS__
#define VECTOR_MATH_CROSS(rows, count, w, low, high)                 \
  for (int i = 0; i < (count); i++)                                  \
    if (!(i & (w))) {                                                \
      __typeof__(rows[0]) upper = rows[i], lower = rows[i + (w)];    \
      rows[i] = __builtin_shufflevector(upper, lower, low);          \
      rows[i + (w)] = __builtin_shufflevector(upper, lower, high);   \
    }

#define VECTOR_MATH_CROSS_4(rows)    \
  VECTOR_MATH_CROSS(rows, 4, 2,      \
      VECTOR_MATH_LANES(0, 1, 4, 5), \
      VECTOR_MATH_LANES(2, 3, 6, 7)) \
  VECTOR_MATH_CROSS(rows, 4, 1,      \
      VECTOR_MATH_LANES(0, 4, 2, 6), \
      VECTOR_MATH_LANES(1, 5, 3, 7))

#define VECTOR_MATH_CROSS_8(rows)                    \
  VECTOR_MATH_CROSS(rows, 8, 4,                      \
      VECTOR_MATH_LANES(0, 1, 2, 3, 8, 9, 10, 11),   \
      VECTOR_MATH_LANES(4, 5, 6, 7, 12, 13, 14, 15)) \
  VECTOR_MATH_CROSS(rows, 8, 2,                      \
      VECTOR_MATH_LANES(0, 1, 8, 9, 4, 5, 12, 13),   \
      VECTOR_MATH_LANES(2, 3, 10, 11, 6, 7, 14, 15)) \
  VECTOR_MATH_CROSS(rows, 8, 1,                      \
      VECTOR_MATH_LANES(0, 8, 2, 10, 4, 12, 6, 14),  \
      VECTOR_MATH_LANES(1, 9, 3, 11, 5, 13, 7, 15))

#define VECTOR_MATH_CROSS_16(rows)                                                     \
  VECTOR_MATH_CROSS(rows, 16, 8,                                                       \
      VECTOR_MATH_LANES(0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23),       \
      VECTOR_MATH_LANES(8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31)) \
  VECTOR_MATH_CROSS(rows, 16, 4,                                                       \
      VECTOR_MATH_LANES(0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24, 25, 26, 27),     \
      VECTOR_MATH_LANES(4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15, 28, 29, 30, 31))   \
  VECTOR_MATH_CROSS(rows, 16, 2,                                                       \
      VECTOR_MATH_LANES(0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29),     \
      VECTOR_MATH_LANES(2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31))   \
  VECTOR_MATH_CROSS(rows, 16, 1,                                                       \
      VECTOR_MATH_LANES(0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30),    \
      VECTOR_MATH_LANES(1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31))

// Defines a function that writes the transpose of a square of numbers, whose rows are `stride` apart, to
// where rows are `target_stride` apart.
#define VECTOR_MATH_TRANSPOSE(number, count)                                                   \
  static inline __attribute__((always_inline)) void vector_math_transpose_##number##count(     \
      const number *source, size_t stride, number *target, size_t target_stride) {             \
    typedef number row __attribute__((ext_vector_type(count)));                                \
    row rows[count];                                                                           \
    for (int i = 0; i < count; i++) memcpy(&rows[i], source + i * stride, sizeof(row));        \
    VECTOR_MATH_CROSS_##count(rows)                                                            \
    for (int i = 0; i < count; i++) memcpy(target + i * target_stride, &rows[i], sizeof(row)); \
  }

VECTOR_MATH_TRANSPOSE(float, 16)
VECTOR_MATH_TRANSPOSE(float, 8)
VECTOR_MATH_TRANSPOSE(double, 8)
VECTOR_MATH_TRANSPOSE(double, 4)

#endif

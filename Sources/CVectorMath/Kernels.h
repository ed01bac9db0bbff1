// The block kernels, included once a level, with
//   LEVEL(name)  the name at this level
//   TARGET       the attribute that lets the compiler use this level's instructions
//   APPLY, APPLY_TWO  how a function of SLEEF is called on whole vectors of lanes
//
// Always eight lanes at once; the compiler splits them into the vectors that the level has. No
// vector is passed to a function here: clang would do that by the options of the whole file.

TARGET static void LEVEL(run)(
    const vector_math_instruction *instructions, size_t count, double *const *registers,
    size_t lanes) {
  for (size_t position = 0; position < count; position++) {
    const vector_math_instruction *instruction = instructions + position;
    double *destination = registers[instruction->destination];
    const double *first = registers[instruction->a];
    const double *second = registers[instruction->b];
    const double *third = registers[instruction->c];
    const lanes8 k = SPLAT(instruction->k);
    const lanes8 l = SPLAT(instruction->l);
    switch (instruction->opcode) {
#define LANES(NAME, EXPRESSION)                                                                    \
  case opcode_##NAME:                                                                              \
    for (size_t i = 0; i < lanes; i += 8) {                                                        \
      const lanes8 a = LOAD(first + i), b = LOAD(second + i), c = LOAD(third + i);                 \
      (void)a, (void)b, (void)c, (void)k, (void)l;                                                 \
      STORE(destination + i, EXPRESSION);                                                          \
    }                                                                                              \
    break;
#define CALL(NAME, FUNCTION)                                                                       \
  case opcode_##NAME:                                                                              \
    APPLY(FUNCTION, first, destination, lanes);                                                    \
    break;
#define CALL_TWO(NAME, FUNCTION)                                                                   \
  case opcode_##NAME:                                                                              \
    APPLY_TWO(FUNCTION, first, second, destination, lanes);                                        \
    break;
#include "Opcodes.h"
#undef LANES
#undef CALL
#undef CALL_TWO
    }
  }
}

TARGET static inline __attribute__((always_inline)) void LEVEL(locate_in)(
    const size_t dimension, const double *points, size_t stride, size_t lanes,
    const double *centers, const double *squares, size_t count, double step, double *places,
    double *since) {
  for (size_t i = 0; i < lanes; i += 8) {
    lanes8 place = SPLAT(-1.0);
    size_t j = 0;
    // The distance to the first center, or to zero where there is none, is finite where the point is.
    do {
      lanes8 square = ZERO;
      for (size_t d = 0; d < dimension; d++) {
        const lanes8 x =
            LOAD(points + d * stride + i) - SPLAT(j < count ? centers[j * dimension + d] : 0.0);
        square += x * x;
      }
      if (j == 0) place = BLEND(square < SPLAT(__builtin_inf()), place, SPLAT(-2.0));
      if (j < count) place = BLEND(square <= SPLAT(squares[j]), SPLAT((double)j), place);
    } while (++j < count);
    const mask8 moves = place != LOAD(places + i);
    // A lane stays where it is for most of its steps.
    if (__builtin_reduce_or(moves)) {
      STORE(since + i, BLEND(moves, SPLAT(step), LOAD(since + i)));
      STORE(places + i, place);
    }
  }
}

TARGET static void LEVEL(locate)(
    const double *points, size_t stride, size_t lanes, size_t dimension, const double *centers,
    const double *squares, size_t count, double step, double *places, double *since) {
  // Two coordinates are those of a map, and worth loops of their own.
  if (dimension == 2)
    LEVEL(locate_in)(2, points, stride, lanes, centers, squares, count, step, places, since);
  else
    LEVEL(locate_in)(
        dimension, points, stride, lanes, centers, squares, count, step, places, since);
}

static void LEVEL(apply)(int function, const double *x, double *out, size_t count) {
  APPLY(function, x, out, count);
}

static void LEVEL(apply_two)(
    int function, const double *x, const double *y, double *out, size_t count) {
  APPLY_TWO(function, x, y, out, count);
}

#undef LEVEL
#undef TARGET
#undef APPLY
#undef APPLY_TWO

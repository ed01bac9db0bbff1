#include "CVectorMath.h"
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

typedef double lanes8 __attribute__((vector_size(64)));
typedef double loose8 __attribute__((vector_size(64), aligned(8), may_alias));
typedef int64_t mask8 __attribute__((vector_size(64)));

#define LOAD(P) ((lanes8) * (const loose8 *)(P))
#define STORE(P, V) (*(loose8 *)(P) = (V))
#define SPLAT(X) ((lanes8){(X), (X), (X), (X), (X), (X), (X), (X)})
#define ZERO ((lanes8){0})
#define ONE SPLAT(1.0)
#define BLEND(MASK, A, B) ((lanes8)(((MASK) & (mask8)(A)) | (~(MASK) & (mask8)(B))))
#define TRUTH(MASK) ((lanes8)((MASK) & (mask8)ONE))

enum {
#define LANES(NAME, EXPRESSION) opcode_##NAME,
#define CALL(NAME, FUNCTION) opcode_##NAME,
#define CALL_TWO(NAME, FUNCTION) opcode_##NAME,
#include "Opcodes.h"
#undef LANES
#undef CALL
#undef CALL_TWO
  opcode_count
};

int vector_math_opcodes(void) { return opcode_count; }

#define JOIN(A, B) A##_##B

// SLEEF's header shows the functions of wide vectors only to a file that is built for them, so all
// are declared here.
typedef void (*wide_function)(void);
typedef double (*function_of_one)(double);
typedef double (*function_of_two)(double, double);

#define FUNCTION(F) double Sleef_cinz_##F##d1_u10purec(double);
#define FUNCTION_OF_TWO(F) double Sleef_cinz_##F##d1_u10purec(double, double);
#include "Functions.h"
#undef FUNCTION
#undef FUNCTION_OF_TWO

static const function_of_one scalar_one[] = {
#define FUNCTION(F) Sleef_cinz_##F##d1_u10purec,
#define FUNCTION_OF_TWO(F)
#include "Functions.h"
#undef FUNCTION
#undef FUNCTION_OF_TWO
};
static const function_of_two scalar_two[] = {
#define FUNCTION(F)
#define FUNCTION_OF_TWO(F) Sleef_cinz_##F##d1_u10purec,
#include "Functions.h"
#undef FUNCTION
#undef FUNCTION_OF_TWO
};
enum { functions_of_one = sizeof scalar_one / sizeof *scalar_one };

#if defined(__x86_64__)
#include "WideCalls.h"

#define FUNCTION(F)                                                                                \
  void Sleef_cinz_##F##d2_u10sse2(void);                                                           \
  void Sleef_cinz_##F##d4_u10avx(void);                                                            \
  void Sleef_cinz_##F##d8_u10avx512fnofma(void);
#define FUNCTION_OF_TWO FUNCTION
#include "Functions.h"
#undef FUNCTION

// The functions of one number, then those of two.
#define FUNCTION(F) Sleef_cinz_##F##d2_u10sse2,
static const wide_function functions_sse2[] = {
#include "Functions.h"
};
#undef FUNCTION
#define FUNCTION(F) Sleef_cinz_##F##d4_u10avx,
static const wide_function functions_avx[] = {
#include "Functions.h"
};
#undef FUNCTION
#define FUNCTION(F) Sleef_cinz_##F##d8_u10avx512fnofma,
static const wide_function functions_avx512[] = {
#include "Functions.h"
};
#undef FUNCTION
#undef FUNCTION_OF_TWO

// In a build for one processor, too, the lower levels do without the upper ones' instructions.
#define LEVEL(NAME) JOIN(NAME, sse2)
#define TARGET __attribute__((target("no-sse3")))
#define APPLY(F, X, OUT, COUNT) call_xmm(functions_sse2[F], X, OUT, (COUNT) / 2)
#define APPLY_TWO(F, X, Y, OUT, COUNT)                                                             \
  call_two_xmm(functions_sse2[functions_of_one + (F)], X, Y, OUT, (COUNT) / 2)
#include "Kernels.h"

#define LEVEL(NAME) JOIN(NAME, avx2)
#define TARGET __attribute__((target("avx2,no-avx512f")))
#define APPLY(F, X, OUT, COUNT) call_ymm(functions_avx[F], X, OUT, (COUNT) / 4)
#define APPLY_TWO(F, X, Y, OUT, COUNT)                                                             \
  call_two_ymm(functions_avx[functions_of_one + (F)], X, Y, OUT, (COUNT) / 4)
#include "Kernels.h"

#define LEVEL(NAME) JOIN(NAME, avx512)
#define TARGET __attribute__((target("avx512f,avx512dq"), min_vector_width(512)))
#define APPLY(F, X, OUT, COUNT) call_zmm(functions_avx512[F], X, OUT, (COUNT) / 8)
#define APPLY_TWO(F, X, Y, OUT, COUNT)                                                             \
  call_two_zmm(functions_avx512[functions_of_one + (F)], X, Y, OUT, (COUNT) / 8)
#include "Kernels.h"
#else
static void call_each(function_of_one function, const double *x, double *out, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = function(x[i]);
}
static void call_two_each(
    function_of_two function, const double *x, const double *y, double *out, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = function(x[i], y[i]);
}

#define LEVEL(NAME) JOIN(NAME, portable)
#define TARGET
#define APPLY(F, X, OUT, COUNT) call_each(scalar_one[F], X, OUT, COUNT)
#define APPLY_TWO(F, X, Y, OUT, COUNT) call_two_each(scalar_two[F], X, Y, OUT, COUNT)
#include "Kernels.h"
#endif

typedef struct {
  void (*apply)(int, const double *, double *, size_t);
  void (*apply_two)(int, const double *, const double *, double *, size_t);
  void (*run)(const vector_math_instruction *, size_t, double *const *, size_t);
  void (*locate)(
      const double *, size_t, size_t, size_t, const double *, const double *, size_t, double,
      double *, double *);
} kernels;

#define KERNELS(NAME) {apply_##NAME, apply_two_##NAME, run_##NAME, locate_##NAME}
#if defined(__x86_64__)
static const kernels levels[] = {KERNELS(sse2), KERNELS(avx2), KERNELS(avx512)};

int vector_math_has_level(vector_math_level level) {
  switch (level) {
    case vector_math_sse2: return 1;
    case vector_math_avx2: return __builtin_cpu_supports("avx2") != 0;
    case vector_math_avx512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq");
    default: return 0;
  }
}
#else
static const kernels levels[] = {[vector_math_portable] = KERNELS(portable)};

int vector_math_has_level(vector_math_level level) { return level == vector_math_portable; }
#endif

static vector_math_level chosen_level(void) {
  static const char *const names[] = {"sse2", "avx2", "avx512"};
  const char *wanted = getenv("DESCENT_VECTORS");
  for (int level = 0; wanted && level < 3; level++)
    if (strcmp(wanted, names[level]) == 0 && vector_math_has_level(level)) return level;
  for (int level = vector_math_avx512; level >= vector_math_sse2; level--)
    if (vector_math_has_level(level)) return level;
  return vector_math_portable;
}

vector_math_level vector_math_current_level(void) {
  // Whoever comes first asks; all get the same answer.
  static _Atomic int known = -1;
  int level = atomic_load_explicit(&known, memory_order_relaxed);
  if (level < 0) {
    level = chosen_level();
    atomic_store_explicit(&known, level, memory_order_relaxed);
  }
  return level;
}

void vector_math_apply_at(
    vector_math_level level, int function, const double *x, double *out, size_t count) {
  levels[level].apply(function, x, out, count);
}

void vector_math_apply_two_at(
    vector_math_level level, int function, const double *x, const double *y, double *out,
    size_t count) {
  levels[level].apply_two(function, x, y, out, count);
}

void vector_math_run_at(
    vector_math_level level, const vector_math_instruction *instructions, size_t count,
    double *const *registers, size_t lanes) {
  levels[level].run(instructions, count, registers, lanes);
}

void vector_math_run(
    const vector_math_instruction *instructions, size_t count, double *const *registers,
    size_t lanes) {
  levels[vector_math_current_level()].run(instructions, count, registers, lanes);
}

void vector_math_locate(
    const double *points, size_t stride, size_t lanes, size_t dimension, const double *centers,
    const double *squares, size_t count, double step, double *places, double *since) {
  levels[vector_math_current_level()].locate(
      points, stride, lanes, dimension, centers, squares, count, step, places, since);
}

// A single number takes the scalar form, which is faster; a tail shorter than eight lanes goes
// through a padded copy.
static void apply(int function, const double *x, double *out, size_t count) {
  if (count == 1) {
    *out = scalar_one[function](*x);
    return;
  }
  const kernels *level = &levels[vector_math_current_level()];
  const size_t whole = count / 8 * 8, rest = count - whole;
  level->apply(function, x, out, whole);
  if (rest > 0) {
    double padded[8] = {0};
    memcpy(padded, x + whole, rest * sizeof(double));
    level->apply(function, padded, padded, 8);
    memcpy(out + whole, padded, rest * sizeof(double));
  }
}

static void apply_two(int function, const double *x, const double *y, double *out, size_t count) {
  if (count == 1) {
    *out = scalar_two[function](*x, *y);
    return;
  }
  const kernels *level = &levels[vector_math_current_level()];
  const size_t whole = count / 8 * 8, rest = count - whole;
  level->apply_two(function, x, y, out, whole);
  if (rest > 0) {
    double first[8] = {0}, second[8] = {0};
    memcpy(first, x + whole, rest * sizeof(double));
    memcpy(second, y + whole, rest * sizeof(double));
    level->apply_two(function, first, second, first, 8);
    memcpy(out + whole, first, rest * sizeof(double));
  }
}

enum {
#define FUNCTION(F) function_##F,
#define FUNCTION_OF_TWO(F)
#include "Functions.h"
#undef FUNCTION
#undef FUNCTION_OF_TWO
};
enum {
#define FUNCTION(F)
#define FUNCTION_OF_TWO(F) function_##F,
#include "Functions.h"
#undef FUNCTION
#undef FUNCTION_OF_TWO
};
#define FUNCTION(F)                                                                                \
  void vector_math_##F(const double *x, double *out, size_t count) {                               \
    apply(function_##F, x, out, count);                                                            \
  }
#define FUNCTION_OF_TWO(F)                                                                         \
  void vector_math_##F(const double *x, const double *y, double *out, size_t count) {              \
    apply_two(function_##F, x, y, out, count);                                                     \
  }
#include "Functions.h"

#ifndef CVECTORMATH_H
#define CVECTORMATH_H

#include <stddef.h>
#include <stdint.h>

#include "Transpose.h"

// The platform's sqrt sets errno, and a call that may set errno stops vectorisation. The builtin
// is the processor's correctly rounded instruction and nothing else.
static inline __attribute__((always_inline)) double vector_math_sqrt(double x) {
  return __builtin_elementwise_sqrt(x);
}
static inline __attribute__((always_inline)) float vector_math_sqrtf(float x) {
  return __builtin_elementwise_sqrt(x);
}

// sum + a · b, lane by lane, rounded once where the build's processor does that in one instruction.
typedef float vector_math_float8 __attribute__((ext_vector_type(8)));
typedef float vector_math_float16 __attribute__((ext_vector_type(16)));
#if defined(__FMA__) || defined(__ARM_FEATURE_FMA)
#define VECTOR_MATH_MULTIPLY_ADD(sum, a, b) __builtin_elementwise_fma(a, b, sum)
#else
#define VECTOR_MATH_MULTIPLY_ADD(sum, a, b) ((sum) + (a) * (b))
#endif
static inline __attribute__((always_inline)) vector_math_float8 vector_math_multiply_add8(
    vector_math_float8 sum, vector_math_float8 a, vector_math_float8 b) {
  return VECTOR_MATH_MULTIPLY_ADD(sum, a, b);
}
static inline __attribute__((always_inline)) vector_math_float16 vector_math_multiply_add16(
    vector_math_float16 sum, vector_math_float16 a, vector_math_float16 b) {
  return VECTOR_MATH_MULTIPLY_ADD(sum, a, b);
}

// x / divisor, given 1 / divisor: the correctly rounded quotient at a fifth of a division's price
// where the build's processor multiplies and adds in one rounding. The first correction brings the
// quotient within one unit in the last place, after which the second is exact (P. Markstein, IBM
// Journal of Research and Development 34, 1990). Neither x / divisor nor x · 2⁻¹⁰⁸ may be subnormal
// without being zero, nor may x and divisor have signs that differ.
static inline __attribute__((always_inline)) double vector_math_divide(
    double x, double divisor, double reciprocal) {
#if defined(__FMA__) || defined(__aarch64__)
  double quotient = x * reciprocal;
  double nearer = __builtin_elementwise_fma(
      __builtin_elementwise_fma(-quotient, divisor, x), reciprocal, quotient);
  double nearest = __builtin_elementwise_fma(
      __builtin_elementwise_fma(-nearer, divisor, x), reciprocal, nearer);
  // What is infinite has no remainder.
  return nearest == nearest ? nearest : quotient;
#else
  (void)reciprocal;
  return x / divisor;
#endif
}

// Lists those of `count` numbers that are not 0, and the place of each, in order, behind `kept` entries
// that are there; `ends` gets how many there are at the end of each `block` of places. Returns how many
// there are in the end, behind which up to 16 more may be overwritten. `next` is where as many numbers
// begin that are wanted soon.
size_t vector_math_list(
    const double *numbers, const double *next, size_t count, size_t block, size_t kept,
    double *values, int32_t *places, int32_t *ends);
size_t vector_math_listf(
    const float *numbers, const float *next, size_t count, size_t block, size_t kept,
    float *values, int32_t *places, int32_t *ends);

// Each function reads `count` numbers from `x` (and `y`) and writes `count` to `out`, which may be
// the same memory. The result of a lane depends on that lane alone and has the same bits on every
// processor: SLEEF's cinz functions, in the widest form that the processor at hand has.
void vector_math_exp(const double *x, double *out, size_t count);
void vector_math_expm1(const double *x, double *out, size_t count);
void vector_math_log(const double *x, double *out, size_t count);
void vector_math_log1p(const double *x, double *out, size_t count);
void vector_math_sin(const double *x, double *out, size_t count);
void vector_math_cos(const double *x, double *out, size_t count);
void vector_math_tan(const double *x, double *out, size_t count);
void vector_math_asin(const double *x, double *out, size_t count);
void vector_math_acos(const double *x, double *out, size_t count);
void vector_math_atan(const double *x, double *out, size_t count);
void vector_math_sinh(const double *x, double *out, size_t count);
void vector_math_cosh(const double *x, double *out, size_t count);
void vector_math_tanh(const double *x, double *out, size_t count);
void vector_math_cbrt(const double *x, double *out, size_t count);
void vector_math_erf(const double *x, double *out, size_t count);
void vector_math_pow(const double *x, const double *y, double *out, size_t count);
void vector_math_atan2(const double *x, const double *y, double *out, size_t count);

// The same for numbers of 32 bits, as far as networks need them.
void vector_math_expf(const float *x, float *out, size_t count);
void vector_math_expm1f(const float *x, float *out, size_t count);
void vector_math_logf(const float *x, float *out, size_t count);
void vector_math_log1pf(const float *x, float *out, size_t count);
void vector_math_tanhf(const float *x, float *out, size_t count);
void vector_math_erff(const float *x, float *out, size_t count);

// Lets this thread take numbers too small for a leading bit for 0, which is a hundred times faster
// than computing with them; returns what `vector_math_restore_rounding` takes to end that.
unsigned long vector_math_flush_denormals(void);
void vector_math_restore_rounding(unsigned long saved);

// Asks for the cache line of an address, which may be beyond the end of its array, ahead of its use.
static inline __attribute__((always_inline)) void vector_math_prefetch(const void *address) {
  __builtin_prefetch(address);
}

// Tells the processor that this thread only waits for a number in memory to change.
static inline __attribute__((always_inline)) void vector_math_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

// How many numbers of 64 bits the build's own vectors hold: 1, 2, 4 or 8.
int vector_math_lanes(void);

// One step of a tape: reads up to three registers, writes one. The opcodes are listed in Opcodes.h.
typedef struct {
  uint8_t opcode;
  int32_t destination, a, b, c;
  double k, l;
} vector_math_instruction;

// Runs instructions on `lanes` numbers a register; `lanes` is a multiple of 8. Registers coincide
// or lie apart.
void vector_math_run(
    const vector_math_instruction *instructions, size_t count, double *const *registers,
    size_t lanes);

// How many opcodes there are.
int vector_math_opcodes(void);

// Where lanes are: of `lanes` points (a multiple of 8; row after row of `stride` numbers, one row a
// dimension), the index of the one of `centers` (`dimension` numbers each) that is within its own
// distance, of which `squares` holds the square; -1 for none, -2 for a point so far from the origin
// that the square of its distance is not finite, or that is no number. No two centers have a lane at
// once. Where that is not what `places` says, it is written there, and `step` into `since`.
void vector_math_locate(
    const double *points, size_t stride, size_t lanes, size_t dimension, const double *centers,
    const double *squares, size_t count, double step, double *places, double *since);

// The vectors that blocks are computed with, by the processor at hand, or as the environment's
// DESCENT_VECTORS says.
typedef enum {
  vector_math_sse2 = 0,
  vector_math_avx2 = 1,
  vector_math_avx512 = 2,
  vector_math_portable = 3,
} vector_math_level;

// The level in use. A level that the environment names and that does not exist here is not used.
vector_math_level vector_math_current_level(void);
int vector_math_has_level(vector_math_level level);

// The functions of one number by their place in the order of the declarations above, and the tape,
// at a level that exists here: for holding the levels to each other. `count` is a multiple of 8.
void vector_math_apply_at(
    vector_math_level level, int function, const double *x, double *out, size_t count);
void vector_math_apply_two_at(
    vector_math_level level, int function, const double *x, const double *y, double *out,
    size_t count);
void vector_math_run_at(
    vector_math_level level, const vector_math_instruction *instructions, size_t count,
    double *const *registers, size_t lanes);

#endif

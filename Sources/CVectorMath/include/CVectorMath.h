#ifndef CVECTORMATH_H
#define CVECTORMATH_H

#include <stddef.h>

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

// Each function reads `count` numbers from `x` (and `y`) and writes `count` to `out`, which may be
// the same memory. The result of a lane depends on that lane alone and has the same bits on every
// processor: SLEEF's cinz functions, in the widest form that the build's target has.
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

// How many lanes one call of SLEEF takes in this build: 1, 2, 4 or 8.
int vector_math_lanes(void);

#endif

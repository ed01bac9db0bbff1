#include "CVectorMath.h"
#include <sleef.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

// The width is the build's, not found at run time: clang decides how a wide vector is passed to a
// function from the options of the whole file, so a file built without AVX calls SLEEF's AVX
// functions wrongly, whatever attribute the caller carries.
#if defined(__AVX512F__)
#include <immintrin.h>
#define LANES 8
#define VECTOR __m512d
#define LOAD _mm512_loadu_pd
#define STORE _mm512_storeu_pd
#define WIDE(F, U) Sleef_cinz_##F##d8_##U##avx512fnofma
#define FLOAT_LOAD _mm512_loadu_ps
#define FLOAT_STORE _mm512_storeu_ps
#define FLOAT_WIDE(F, U) Sleef_cinz_##F##f16_##U##avx512fnofma
#elif defined(__AVX__)
#include <immintrin.h>
#define LANES 4
#define VECTOR __m256d
#define LOAD _mm256_loadu_pd
#define STORE _mm256_storeu_pd
#define WIDE(F, U) Sleef_cinz_##F##d4_##U##avx
#define FLOAT_LOAD _mm256_loadu_ps
#define FLOAT_STORE _mm256_storeu_ps
#define FLOAT_WIDE(F, U) Sleef_cinz_##F##f8_##U##avx
#elif defined(__SSE2__)
#include <immintrin.h>
#define LANES 2
#define VECTOR __m128d
#define LOAD _mm_loadu_pd
#define STORE _mm_storeu_pd
#define WIDE(F, U) Sleef_cinz_##F##d2_##U##sse2
#define FLOAT_LOAD _mm_loadu_ps
#define FLOAT_STORE _mm_storeu_ps
#define FLOAT_WIDE(F, U) Sleef_cinz_##F##f4_##U##sse2
#else
#define LANES 1
#define VECTOR double
#define LOAD(p) (*(p))
#define STORE(p, v) (*(p) = (v))
#define WIDE(F, U) Sleef_cinz_##F##d1_##U##purec
#define FLOAT_LOAD(p) (*(p))
#define FLOAT_STORE(p, v) (*(p) = (v))
#define FLOAT_WIDE(F, U) Sleef_cinz_##F##f1_##U##purec
#endif

#if defined(__x86_64__)
#include <immintrin.h>
unsigned long vector_math_flush_denormals(void) {
  unsigned saved = _mm_getcsr();
  _mm_setcsr(saved | 0x8040);
  return saved;
}
void vector_math_restore_rounding(unsigned long saved) { _mm_setcsr((unsigned)saved); }
#elif defined(__aarch64__)
unsigned long vector_math_flush_denormals(void) {
  unsigned long saved;
  __asm__ volatile("mrs %0, fpcr" : "=r"(saved));
  __asm__ volatile("msr fpcr, %0" : : "r"(saved | 1ul << 24));
  return saved;
}
void vector_math_restore_rounding(unsigned long saved) {
  __asm__ volatile("msr fpcr, %0" : : "r"(saved));
}
#else
unsigned long vector_math_flush_denormals(void) { return 0; }
void vector_math_restore_rounding(unsigned long saved) { (void)saved; }
#endif

int vector_math_lanes(void) { return LANES; }

#define FLOAT_LANES (LANES == 1 ? 1 : 2 * LANES)

// A single number takes the scalar form, which is faster; a tail shorter than a vector goes
// through a padded copy.
#define FUNCTION(F, U)                                                                             \
  void vector_math_##F(const double *x, double *out, size_t count) {                               \
    if (count == 1) {                                                                              \
      *out = Sleef_cinz_##F##d1_##U##purec(*x);                                                    \
      return;                                                                                      \
    }                                                                                              \
    size_t i = 0;                                                                                  \
    for (; i + LANES <= count; i += LANES) STORE(out + i, WIDE(F, U)(LOAD(x + i)));                \
    if (i < count) {                                                                               \
      double padded[LANES] = {0};                                                                  \
      memcpy(padded, x + i, (count - i) * sizeof(double));                                         \
      STORE(padded, WIDE(F, U)(LOAD(padded)));                                                     \
      memcpy(out + i, padded, (count - i) * sizeof(double));                                       \
    }                                                                                              \
  }

#define FUNCTION_OF_TWO(F, U)                                                                      \
  void vector_math_##F(const double *x, const double *y, double *out, size_t count) {              \
    if (count == 1) {                                                                              \
      *out = Sleef_cinz_##F##d1_##U##purec(*x, *y);                                                \
      return;                                                                                      \
    }                                                                                              \
    size_t i = 0;                                                                                  \
    for (; i + LANES <= count; i += LANES)                                                         \
      STORE(out + i, WIDE(F, U)(LOAD(x + i), LOAD(y + i)));                                        \
    if (i < count) {                                                                               \
      double first[LANES] = {0}, second[LANES] = {0};                                              \
      memcpy(first, x + i, (count - i) * sizeof(double));                                          \
      memcpy(second, y + i, (count - i) * sizeof(double));                                         \
      STORE(first, WIDE(F, U)(LOAD(first), LOAD(second)));                                         \
      memcpy(out + i, first, (count - i) * sizeof(double));                                        \
    }                                                                                              \
  }

#define FLOAT_FUNCTION(F, U)                                                                       \
  void vector_math_##F##f(const float *x, float *out, size_t count) {                              \
    if (count == 1) {                                                                              \
      *out = Sleef_cinz_##F##f1_##U##purec(*x);                                                    \
      return;                                                                                      \
    }                                                                                              \
    size_t i = 0;                                                                                  \
    for (; i + FLOAT_LANES <= count; i += FLOAT_LANES)                                             \
      FLOAT_STORE(out + i, FLOAT_WIDE(F, U)(FLOAT_LOAD(x + i)));                                   \
    if (i < count) {                                                                               \
      float padded[FLOAT_LANES];                                                                   \
      memset(padded, 0, sizeof(padded));                                                           \
      memcpy(padded, x + i, (count - i) * sizeof(float));                                          \
      FLOAT_STORE(padded, FLOAT_WIDE(F, U)(FLOAT_LOAD(padded)));                                   \
      memcpy(out + i, padded, (count - i) * sizeof(float));                                        \
    }                                                                                              \
  }

FUNCTION(exp, u10)
FUNCTION(expm1, u10)
FUNCTION(log, u10)
FUNCTION(log1p, u10)
FUNCTION(sin, u10)
FUNCTION(cos, u10)
FUNCTION(tan, u10)
FUNCTION(asin, u10)
FUNCTION(acos, u10)
FUNCTION(atan, u10)
FUNCTION(sinh, u10)
FUNCTION(cosh, u10)
FUNCTION(tanh, u10)
FUNCTION(cbrt, u10)
FUNCTION(erf, u10)
FUNCTION_OF_TWO(pow, u10)
FUNCTION_OF_TWO(atan2, u10)
FLOAT_FUNCTION(exp, u10)
FLOAT_FUNCTION(expm1, u10)
FLOAT_FUNCTION(log, u10)
FLOAT_FUNCTION(log1p, u10)
FLOAT_FUNCTION(tanh, u10)
FLOAT_FUNCTION(erf, u10)

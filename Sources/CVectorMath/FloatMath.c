#include "CVectorMath.h"
#include <sleef.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

// Numbers of 32 bits, for networks, whose arithmetic is as wide as the build's processor allows: the
// width of these functions is the build's too.
#if defined(__AVX512F__)
#include <immintrin.h>
#define LANES 8
#define FLOAT_LOAD _mm512_loadu_ps
#define FLOAT_STORE _mm512_storeu_ps
#define FLOAT_WIDE(F, U) Sleef_cinz_##F##f16_##U##avx512fnofma
#elif defined(__AVX__)
#include <immintrin.h>
#define LANES 4
#define FLOAT_LOAD _mm256_loadu_ps
#define FLOAT_STORE _mm256_storeu_ps
#define FLOAT_WIDE(F, U) Sleef_cinz_##F##f8_##U##avx
#elif defined(__SSE2__)
#include <immintrin.h>
#define LANES 2
#define FLOAT_LOAD _mm_loadu_ps
#define FLOAT_STORE _mm_storeu_ps
#define FLOAT_WIDE(F, U) Sleef_cinz_##F##f4_##U##sse2
#else
#define LANES 1
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

FLOAT_FUNCTION(exp, u10)
FLOAT_FUNCTION(expm1, u10)
FLOAT_FUNCTION(log, u10)
FLOAT_FUNCTION(log1p, u10)
FLOAT_FUNCTION(tanh, u10)
FLOAT_FUNCTION(erf, u10)

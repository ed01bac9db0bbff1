#include "CVectorMath.h"

#if defined(__AVX512F__)
#include <immintrin.h>
#endif

// A number is written in any case, and kept if the count moves on: no branch that can be foretold
// wrongly.
#define LIST(NAME, NUMBER)                                                             \
  size_t NAME(                                                                         \
      const NUMBER *numbers, const NUMBER *next, size_t count, size_t block,           \
      size_t kept, NUMBER *values, int32_t *places, int32_t *ends) {                   \
    size_t index = 0;                                                                  \
    while (index < count) {                                                            \
      size_t end = index + block < count ? index + block : count;                      \
      for (; index < end; index++) {                                                   \
        if (index * sizeof(NUMBER) % 64 == 0) __builtin_prefetch(next + index);        \
        values[kept] = numbers[index];                                                 \
        places[kept] = (int32_t)index;                                                 \
        kept += numbers[index] != 0;                                                   \
      }                                                                                \
      *ends++ = (int32_t)kept;                                                         \
    }                                                                                  \
    return kept;                                                                       \
  }

LIST(vector_math_list, double)

#if defined(__AVX512F__)
size_t vector_math_listf(
    const float *numbers, const float *next, size_t count, size_t block, size_t kept,
    float *values, int32_t *places, int32_t *ends) {
  __m512i lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  size_t index = 0;
  while (index < count) {
    size_t end = index + block < count ? index + block : count;
    for (; index < end; index += 16) {
      size_t left = end - index;
      __mmask16 there = left < 16 ? (__mmask16)((1u << left) - 1) : (__mmask16)0xffff;
      __builtin_prefetch(next + index);
      __m512 piece = _mm512_maskz_loadu_ps(there, numbers + index);
      __mmask16 found = _mm512_cmp_ps_mask(piece, _mm512_setzero_ps(), _CMP_NEQ_UQ);
      __m512i at = _mm512_add_epi32(lanes, _mm512_set1_epi32((int)index));
      _mm512_storeu_ps(values + kept, _mm512_maskz_compress_ps(found, piece));
      _mm512_storeu_si512(places + kept, _mm512_maskz_compress_epi32(found, at));
      kept += (size_t)__builtin_popcount(found);
    }
    index = end;
    *ends++ = (int32_t)kept;
  }
  return kept;
}
#else
LIST(vector_math_listf, float)
#endif

// SPDX-License-Identifier: Apache-2.0
/*
 * Adler-32: two sums modulo 65521, a of the bytes and b of all values that a had. The modulus is taken once per run of
 * bytes, short enough that b can't overflow 32 bits: 5536 * 255 * 5537 / 2 + 5537 * 65520 < 2^32.
 */
#include "adler.h"

#include "cpu.h"

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

enum { MODULUS = 65521, RUN = 5536, STEP = 32 };

struct sums {
	uint32_t a, b;
};

static struct sums add_bytes(struct sums sums, const uint8_t *data, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		sums.a += data[i];
		sums.b += sums.a;
	}
	return sums;
}

#if !defined(__aarch64__)
/* A whole number of steps. In eight a byte counts in b as often as there are bytes from it to the last. */
static struct sums add_plainly(struct sums sums, const uint8_t *data, size_t length)
{
	for (size_t i = 0; i < length; i += 8) {
		const uint8_t *p = data + i;

		sums.b += 8 * sums.a + 8u * p[0] + 7u * p[1] + 6u * p[2] + 5u * p[3] + 4u * p[4] + 3u * p[5] + 2u * p[6] +
			  p[7];
		sums.a += (uint32_t)p[0] + p[1] + p[2] + p[3] + p[4] + p[5] + p[6] + p[7];
	}
	return sums;
}
#endif

#if defined(__x86_64__)
__attribute__((target("avx2"))) static uint32_t sum_of_lanes(__m256i v)
{
	__m128i x = _mm_add_epi32(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));

	x = _mm_add_epi32(x, _mm_shuffle_epi32(x, 0x4e));
	x = _mm_add_epi32(x, _mm_shuffle_epi32(x, 0xb1));
	return (uint32_t)_mm_cvtsi128_si32(x);
}

__attribute__((target("avx2"))) static struct sums add_wide(struct sums sums, const uint8_t *data, size_t length)
{
	const __m256i weights = _mm256_set_epi8(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
						22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32);
	const __m256i zero = _mm256_setzero_si256(), ones = _mm256_set1_epi16(1);
	__m256i a = zero, earlier = zero, b = zero;

	for (size_t i = 0; i < length; i += STEP) {
		__m256i v = _mm256_loadu_si256((const __m256i *)(const void *)(data + i));

		earlier = _mm256_add_epi32(earlier, a);
		a = _mm256_add_epi32(a, _mm256_sad_epu8(v, zero));
		b = _mm256_add_epi32(b, _mm256_madd_epi16(_mm256_maddubs_epi16(v, weights), ones));
	}
	sums.b += sums.a * (uint32_t)length + STEP * sum_of_lanes(earlier) + sum_of_lanes(b);
	sums.a += sum_of_lanes(a);
	return sums;
}

static struct sums add_steps(struct sums sums, const uint8_t *data, size_t length)
{
	return wdz_cpu_has_avx2() ? add_wide(sums, data, length) : add_plainly(sums, data, length);
}
#elif defined(__aarch64__)
static struct sums add_steps(struct sums sums, const uint8_t *data, size_t length)
{
	static const uint8_t weights[STEP] = { 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17,
					       16, 15, 14, 13, 12, 11, 10, 9,  8,  7,  6,  5,  4,  3,  2,  1 };
	uint32x4_t a = vdupq_n_u32(0), earlier = a, b = a;

	for (size_t i = 0; i < length; i += STEP) {
		uint8x16_t low = vld1q_u8(data + i), high = vld1q_u8(data + i + 16);
		uint16x8_t weighed;

		earlier = vaddq_u32(earlier, a);
		a = vpadalq_u16(a, vpadalq_u8(vpaddlq_u8(low), high));
		weighed = vmull_u8(vget_low_u8(low), vld1_u8(weights));
		b = vpadalq_u16(b, vmlal_u8(weighed, vget_high_u8(low), vld1_u8(weights + 8)));
		weighed = vmull_u8(vget_low_u8(high), vld1_u8(weights + 16));
		b = vpadalq_u16(b, vmlal_u8(weighed, vget_high_u8(high), vld1_u8(weights + 24)));
	}
	sums.b += sums.a * (uint32_t)length + STEP * vaddvq_u32(earlier) + vaddvq_u32(b);
	sums.a += vaddvq_u32(a);
	return sums;
}
#else
static struct sums add_steps(struct sums sums, const uint8_t *data, size_t length)
{
	return add_plainly(sums, data, length);
}
#endif

uint32_t wdz_adler32(uint32_t adler, const uint8_t *data, size_t length)
{
	struct sums sums = { adler & 0xffff, adler >> 16 };

	while (length > 0) {
		size_t run = length < RUN ? length : RUN, steps = run - run % STEP;

		sums = add_steps(sums, data, steps);
		sums = add_bytes(sums, data + steps, run - steps);
		sums.a %= MODULUS;
		sums.b %= MODULUS;
		data += run;
		length -= run;
	}
	return sums.b << 16 | sums.a;
}

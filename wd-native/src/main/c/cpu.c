// SPDX-License-Identifier: Apache-2.0
/*
 * GCC's __builtin_cpu_supports() needs a constructor of libgcc's, so cpuid is asked here. The answer is remembered, as
 * under a hypervisor each cpuid costs microseconds: many threads may ask and store the same answer, in any order.
 */
#include "cpu.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <stdatomic.h>

enum answer { UNKNOWN, NO, YES };

static _Atomic int remembered;

static bool asked(void)
{
	enum { XSAVED = bit_OSXSAVE | bit_AVX, SSE_AND_AVX_STATE = 6, WANTED = bit_AVX2 | bit_BMI | bit_BMI2 };
	unsigned int a, b, c, d;

	if (!__get_cpuid(1, &a, &b, &c, &d) || (c & XSAVED) != XSAVED)
		return false;
	/* whether the system saves the wide registers when it switches threads */
	__asm__ volatile("xgetbv" : "=a"(a), "=d"(d) : "c"(0));
	if ((a & SSE_AND_AVX_STATE) != SSE_AND_AVX_STATE)
		return false;
	return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & WANTED) == WANTED;
}

bool wdz_cpu_has_avx2(void)
{
	int answer = atomic_load_explicit(&remembered, memory_order_relaxed);

	if (answer == UNKNOWN) {
		answer = asked() ? YES : NO;
		atomic_store_explicit(&remembered, answer, memory_order_relaxed);
	}
	return answer == YES;
}

#else

bool wdz_cpu_has_avx2(void)
{
	return false;
}

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* What this processor has beyond the baseline that the library is compiled for. */
#ifndef WDZ_CPU_H
#define WDZ_CPU_H

#include <stdbool.h>

/* BMI2 and AVX2, both usable under this system: they came with the same processors and are used together. */
bool wdz_cpu_has_avx2(void);

#endif

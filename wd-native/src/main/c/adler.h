/* SPDX-License-Identifier: Apache-2.0 */
/* Adler-32 (RFC 1950), the checksum of the zlib format. */
#ifndef WDZ_ADLER_H
#define WDZ_ADLER_H

#include <stddef.h>
#include <stdint.h>

/* The checksum of nothing. */
#define WDZ_ADLER_EMPTY 1u

/* Goes on from the checksum of what came before. */
uint32_t wdz_adler32(uint32_t adler, const uint8_t *data, size_t length);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 (FIPS 180-4), for sums that are committed. */
#ifndef SHA256_H
#define SHA256_H

#include <stddef.h>
#include <stdint.h>

struct sha256 {
	uint32_t state[8];
	uint8_t block[64];
	uint64_t length;
};

void sha256_init(struct sha256 *sum);
void sha256_add(struct sha256 *sum, const uint8_t *bytes, size_t length);
/* text: 64 digits and a 0 */
void sha256_finish(struct sha256 *sum, char *text);

#endif

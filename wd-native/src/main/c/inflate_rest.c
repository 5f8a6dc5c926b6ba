// SPDX-License-Identifier: Apache-2.0
/* A stream at rest, between blocks or at the start of one: what stands before the tables in the state, and the window. */
#include "inflate.h"

enum { KEPT = offsetof(struct wdz_inflate, precode_lengths) };

/* No table is in use, and none half read. */
static bool is_between_tables(const struct wdz_inflate *s)
{
	return s->mode != MODE_PRECODE && s->mode != MODE_CODE_LENGTHS && s->mode != MODE_SYMBOLS &&
	       s->mode != MODE_LITERAL && s->mode != MODE_MATCH;
}

static uint32_t window_length(const struct wdz_inflate *s)
{
	return s->made < WINDOW ? s->made : WINDOW;
}

size_t wdz_inflate_rest_size(const struct wdz_inflate *s)
{
	return is_between_tables(s) ? KEPT + window_length(s) : 0;
}

void wdz_inflate_rest(const struct wdz_inflate *s, uint8_t *rest)
{
	uint32_t length = window_length(s);

	memcpy(rest, s, KEPT);
	memcpy(rest + KEPT, s->window + s->made - length, length);
}

void wdz_inflate_wake(struct wdz_inflate *s, const uint8_t *rest)
{
	uint32_t gone;

	memcpy(s, rest, KEPT);
	gone = s->made - window_length(s);
	s->made -= gone;
	s->block_at = s->block_at > gone ? s->block_at - gone : 0;
	memcpy(s->window, rest + KEPT, s->made);
}

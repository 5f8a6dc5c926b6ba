// SPDX-License-Identifier: Apache-2.0
/* The last 32 KB of output before this call, in a ring. */
#include "inflate.h"

void wdz_window_append(struct wdz_inflate *s, const uint8_t *data, size_t length)
{
	uint32_t part, rest;

	if (length >= WINDOW) {
		memcpy(s->window, data + length - WINDOW, WINDOW);
		s->window_at = 0;
		s->window_have = WINDOW;
		return;
	}
	if (length == 0)
		return;
	part = WINDOW - s->window_at;
	part = part < length ? part : (uint32_t)length;
	rest = (uint32_t)length - part;
	memcpy(s->window + s->window_at, data, part);
	memcpy(s->window, data + part, rest);
	s->window_at = (s->window_at + (uint32_t)length) % WINDOW;
	s->window_have = s->window_have + length > WINDOW ? WINDOW : s->window_have + (uint32_t)length;
}

uint8_t *wdz_window_copy(const struct wdz_inflate *s, const uint8_t *base, uint8_t *out, uint32_t distance,
			 uint32_t length)
{
	/* at most window_have, see covered() */
	uint32_t back = distance - (uint32_t)(out - base);
	uint32_t from = (s->window_at - back) % WINDOW;
	uint32_t old = length < back ? length : back;
	uint32_t part = WINDOW - from < old ? WINDOW - from : old;

	memcpy(out, s->window + from, part);
	memcpy(out + part, s->window, old - part);
	for (uint32_t i = old; i < length; i++)
		out[i] = *(out + i - distance);
	return out + length;
}

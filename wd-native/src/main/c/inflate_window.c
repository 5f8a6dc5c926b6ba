// SPDX-License-Identifier: Apache-2.0
/* The last 32 KB of output or more, in one piece, so that every match is a copy within it. */
#include "inflate.h"

void wdz_window_move(struct wdz_inflate *s)
{
	uint32_t gone;

	if (s->made <= WINDOW)
		return;
	gone = s->made - WINDOW;
	memmove(s->window, s->window + gone, WINDOW);
	s->made = WINDOW;
	s->block_at = s->block_at > gone ? s->block_at - gone : 0;
}

void wdz_window_append(struct wdz_inflate *s, const uint8_t *data, size_t length)
{
	if (length > WINDOW) {
		data += length - WINDOW;
		length = WINDOW;
	}
	if (length > WINDOW + FRESH - s->made)
		wdz_window_move(s);
	if (length > 0)
		memcpy(s->window + s->made, data, length);
	s->made += (uint32_t)length;
	s->block_at = s->made;
}

// SPDX-License-Identifier: Apache-2.0
/* The last 32 KB of output or more, in one piece, so that every match is a copy within it. */
#include "inflate.h"

void wdz_window_move(struct wdz_inflate *s)
{
	if (s->made <= WINDOW)
		return;
	memmove(s->window, s->window + s->made - WINDOW, WINDOW);
	s->made = WINDOW;
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
}

// SPDX-License-Identifier: Apache-2.0
/* The window and the tables of what is in it: moved on within a stream, left to the next one. */
#include "deflate.h"
#include "deflate_match.h"

enum {
	/* Begun this far in the window a stream clears the tables and begins at the window's start. */
	LAST_START = 49152,
};

/* Nothing before end is used any more. The tables keep positions before low, which are passed over. */
void wdz_forget_window(struct wdz_deflate *state)
{
	if (state->end > LAST_START) {
		memset(state->hash4, 0, sizeof(state->hash4));
		memset(state->hash3, 0, sizeof(state->hash3));
		state->end = WINDOW_START;
	}
	state->next = state->low = state->entered = state->end;
}

/* By SLIDE; what comes to lie before the window is no position. A saturating subtraction, which processors have. */
static void move_down(uint16_t *to, const uint16_t *from, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		to[i] = (uint16_t)(from[i] - (from[i] < SLIDE ? from[i] : SLIDE));
}

/* A position in the ring moves to another chunk of it. */
static void move_ring_down(uint16_t *links)
{
	uint16_t chunk[LINK_CHUNK];

	/* by 7 of 8 chunks down is by one up */
	memcpy(chunk, links + LINKS - LINK_CHUNK, sizeof(chunk));
	for (uint32_t at = LINKS - LINK_CHUNK; at; at -= LINK_CHUNK)
		move_down(links + at, links + at - LINK_CHUNK, LINK_CHUNK);
	move_down(links, chunk, LINK_CHUNK);
}

static uint32_t moved(uint32_t position, uint32_t least)
{
	return position > SLIDE + least ? position - SLIDE : least;
}

void wdz_slide_window(struct wdz_deflate *state)
{
	memmove(state->window, state->window + SLIDE, state->end - SLIDE);
	move_down(state->hash4, state->hash4, 1 << HASH4_BITS);
	move_down(state->hash3, state->hash3, 1 << HASH3_BITS);
	switch (tables_of(state)) {
	case TABLES_NEWEST:
		break;
	case TABLES_PAIRS:
		move_down(state->links, state->links, LINKS);
		break;
	case TABLES_CHAINS:
		move_ring_down(state->links);
		break;
	}
	state->next -= SLIDE;
	state->end -= SLIDE;
	state->block -= SLIDE;
	state->change_at -= SLIDE;
	state->low = moved(state->low, WINDOW_START);
	state->entered = moved(state->entered, state->low);
}

void wdz_rebuild_tables(struct wdz_deflate *state)
{
	memset(state->hash4, 0, sizeof(state->hash4));
	memset(state->hash3, 0, sizeof(state->hash3));
	state->entered = match_limit(state, state->next) + 1;
}

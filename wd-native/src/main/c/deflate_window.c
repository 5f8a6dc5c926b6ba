// SPDX-License-Identifier: Apache-2.0
/* The window and the tables of what is in it: moved on within a stream, left to the next one. */
#include "deflate.h"
#include "deflate_match.h"

enum {
	/* Begun this far in the window a stream clears the tables and begins at the window's start. */
	LAST_START = 49152,
};

/* Entries of hash4 that may be in use; what lies behind them may never have been written. */
static uint32_t hash4_entries(const struct wdz_deflate *state)
{
	return 1u << (state->grown_before ? HASH4_BITS : SHORT_HASH4_BITS);
}

void wdz_clear_tables(struct wdz_deflate *state)
{
	memset(state->hash4, 0, hash4_entries(state) * sizeof(state->hash4[0]));
	memset(state->hash3, 0, sizeof(state->hash3));
}

/* The tables keep positions before low, which are passed over. */
void wdz_forget_window(struct wdz_deflate *state)
{
	if (state->end > LAST_START) {
		wdz_clear_tables(state);
		state->end = WINDOW_START;
	}
	state->next = state->low = state->entered = state->end;
	state->hash4_mask = (1 << SHORT_HASH4_BITS) - 1;
	state->grow_at = state->end;
	state->size_undecided = true;
}

/* What this stream has entered by fewer bits is entered again; all else that hash4 has are positions before low. */
static void grow_tables(struct wdz_deflate *state)
{
	if (!state->grown_before)
		memset(state->hash4, 0, sizeof(state->hash4));
	else if (!state->size_undecided)
		memset(state->hash4, 0, sizeof(state->hash4[0]) << SHORT_HASH4_BITS);
	state->hash4_mask = (1 << HASH4_BITS) - 1;
	state->grow_at = 0;
	state->grown_before = true;
	state->entered = match_limit(state, state->next) + 1;
}

void wdz_size_tables(struct wdz_deflate *state, enum wdz_flush flush)
{
	uint32_t most = flush == WDZ_NO_FLUSH ? 0 : flush == WDZ_FINISH ? SHORT_MESSAGE : SHORT_STREAM;

	/* before the first step all is known up to the flush, or more than a sample */
	if (state->size_undecided && state->end - state->low <= most)
		state->grow_at = state->low + SHORT_STREAM;
	else
		grow_tables(state);
	state->size_undecided = false;
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
	move_down(state->hash4, state->hash4, hash4_entries(state));
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
	if (state->grow_at)
		state->grow_at = moved(state->grow_at, WINDOW_START);
	state->low = moved(state->low, WINDOW_START);
	state->entered = moved(state->entered, state->low);
}

void wdz_rebuild_tables(struct wdz_deflate *state)
{
	wdz_clear_tables(state);
	state->entered = match_limit(state, state->next) + 1;
}

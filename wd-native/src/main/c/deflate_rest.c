// SPDX-License-Identifier: Apache-2.0
/*
 * A stream at rest: what stands before the counts in the state, and the window. All else is empty between blocks or, as
 * chains have every position, made again from the window, link for link. Other tables have few of a match's positions, and
 * from the window nobody knows which.
 */
#include "deflate.h"
#include "deflate_match.h"

enum { KEPT = offsetof(struct wdz_deflate, literal_counts) };

/* The oldest byte that a match may still reach. */
static uint32_t oldest(const struct wdz_deflate *state)
{
	return match_limit(state, state->next) + 1;
}

size_t wdz_deflate_rest_size(const struct wdz_deflate *state)
{
	if (!state->started || state->phase != PHASE_IDLE || state->next != state->end || state->next != state->block ||
	    state->pending_from != state->pending_to || state->changing ||
	    tables_of(state) != TABLES_CHAINS)
		return 0;
	return KEPT + (state->end - oldest(state));
}

void wdz_deflate_rest(const struct wdz_deflate *state, uint8_t *rest)
{
	uint32_t from = oldest(state);

	memcpy(rest, state, KEPT);
	memcpy(rest + KEPT, state->window + from, state->end - from);
}

void wdz_deflate_wake(struct wdz_deflate *state, const uint8_t *rest)
{
	uint32_t from;

	memcpy(state, rest, KEPT);
	from = oldest(state);
	memcpy(state->window + from, rest + KEPT, state->end - from);
	/* nothing has been written to hash4 here */
	state->grown_before = !state->grow_at;
	wdz_clear_block(state);
	wdz_rebuild_tables(state);
}

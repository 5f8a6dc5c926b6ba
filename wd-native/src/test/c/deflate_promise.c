// SPDX-License-Identifier: Apache-2.0
#include "deflate_promise.h"

struct wdz_deflate *state;
uint8_t input[ROOM], output[2 * ROOM], other[2 * ROOM];

struct wdz_io io_of(size_t in, size_t out)
{
	return (struct wdz_io){ .in = input, .in_len = in, .out = output, .out_len = out };
}

size_t flush_nothing(enum wdz_flush flush, size_t room)
{
	struct wdz_io io = io_of(0, room);

	wdz_deflate(state, &io, flush);
	return room - io.out_len;
}

void open_zlib(z_stream *stream, enum wdz_format format, int level, int strategy)
{
	memset(stream, 0, sizeof(*stream));
	if (deflateInit2(stream, level, Z_DEFLATED, format == WDZ_RAW ? -15 : 15, 8, strategy) != Z_OK)
		failed("no memory for zlib");
}

void fill_input(uint64_t seed, uint32_t letters)
{
	for (size_t i = 0; i < sizeof(input); i++)
		input[i] = (uint8_t)(random_below(&seed, letters));
}

void keep_promises(const char *name, promise *const *promises, size_t count)
{
	state = new_state(wdz_deflate_size());
	for (size_t i = 0; i < count; i++)
		promises[i]();
	printf("%s: %zu promises kept\n", name, count);
}

// SPDX-License-Identifier: Apache-2.0
/* What zlib's deflate() promises of headers, flushes, ends and memory, one test a promise. */
#include "deflate_promise.h"

/* Java hands the header on as soon as there is one: OpenJDK's tests look at the stream below after one byte. */
static void header_comes_with_the_first_room(void)
{
	for (int level = 0; level <= 9; level++) {
		for (int strategy = 0; strategy < 3; strategy++) {
			z_stream zlib;
			struct wdz_io io = io_of(1, 1);

			open_zlib(&zlib, WDZ_ZLIB, level, strategy);
			wdz_deflate_init(state, WDZ_ZLIB, level, strategy);
			CHECK(wdz_deflate(state, &io, WDZ_NO_FLUSH) == WDZ_OK && !io.out_len, "level %d", level);
			io = (struct wdz_io){ .out = output + 1, .out_len = 10 };
			wdz_deflate(state, &io, WDZ_NO_FLUSH);
			CHECK(io.out_len == 9, "%zu bytes are left", io.out_len);
			zlib.next_out = other;
			zlib.avail_out = 2;
			deflate(&zlib, Z_NO_FLUSH);
			CHECK(!memcmp(output, other, 2), "level %d strategy %d: %02x%02x", level, strategy, output[0],
			      output[1]);
			deflateEnd(&zlib);
		}
	}
}

/* A caller that flushes until nothing comes would never end, or would send a marker each time. */
static void flush_of_nothing_makes_one_marker(void)
{
	for (int level = 0; level <= 9; level++) {
		wdz_deflate_init(state, WDZ_RAW, level, 0);
		CHECK(flush_nothing(WDZ_SYNC_FLUSH, 100) == 5, "level %d", level);
		CHECK(!memcmp(output, "\0\0\0\xff\xff", 5), "level %d", level);
		CHECK(flush_nothing(WDZ_SYNC_FLUSH, 100) == 0, "level %d", level);
		CHECK(flush_nothing(WDZ_FULL_FLUSH, 100) == 5, "level %d", level);
		CHECK(flush_nothing(WDZ_SYNC_FLUSH, 100) == 0, "level %d", level);
		CHECK(flush_nothing(WDZ_FINISH, 100) == 2, "level %d", level);
	}
}

/* The marker that has just no room comes at the next call, once, however the room was cut. */
static void flush_goes_on_where_room_ran_out(void)
{
	fill_input(1, 30);
	for (size_t length = 0; length < 700; length += 31) {
		struct wdz_io whole = io_of(length, ROOM);
		size_t all;

		wdz_deflate_init(state, WDZ_ZLIB, 6, 0);
		wdz_deflate(state, &whole, WDZ_SYNC_FLUSH);
		all = ROOM - whole.out_len;
		for (size_t room = 1; room <= all; room++) {
			struct wdz_io io = { .in = input, .in_len = length };
			size_t made = 0;

			wdz_deflate_reset(state);
			do {
				io.out = other + made;
				io.out_len = room;
				wdz_deflate(state, &io, WDZ_SYNC_FLUSH);
				made += room - io.out_len;
			} while (!io.out_len && made < ROOM);
			CHECK(made == all && !memcmp(output, other, all), "%zu bytes by %zu: %zu, not %zu", length, room, made, all);
		}
	}
}

/* An empty gzip or zlib file must be one. */
static void finish_without_input_makes_a_stream(void)
{
	for (int level = 0; level <= 9; level++) {
		wdz_deflate_init(state, WDZ_RAW, level, 0);
		CHECK(flush_nothing(WDZ_FINISH, 100) == 2 && !memcmp(output, "\3", 2), "level %d", level);
		wdz_deflate_init(state, WDZ_ZLIB, level, 0);
		CHECK(flush_nothing(WDZ_FINISH, 100) == 8 && !memcmp(output + 2, "\3\0\0\0\0\1", 6), "level %d", level);
	}
}

/* Deflater.deflate() is called once more behind the end by every loop that waits for 0. */
static void nothing_comes_behind_the_end(void)
{
	for (int flush = 0; flush <= 4; flush++) {
		struct wdz_io io = io_of(1000, ROOM), more = io_of(1000, ROOM), none = io_of(0, 0);

		wdz_deflate_init(state, WDZ_ZLIB, 6, 0);
		CHECK(wdz_deflate(state, &io, WDZ_FINISH) == WDZ_STREAM_END, "flush %d", flush);
		CHECK(wdz_deflate(state, &more, (enum wdz_flush)flush) == WDZ_STREAM_END, "flush %d", flush);
		CHECK(more.in_len == 1000 && more.out_len == ROOM, "flush %d", flush);
		CHECK(wdz_deflate(state, &none, (enum wdz_flush)flush) == WDZ_STREAM_END, "flush %d", flush);
		CHECK(wdz_deflate_params(state, &more, 9, 0) && more.in_len == 1000, "flush %d", flush);
	}
}

/* Callers size their buffers by deflateBound() and don't look again. */
static void never_larger_than_deflate_bound(void)
{
	static const size_t lengths[] = { 0, 1, 2, 10, 100, 1000, 4095, 5000, 32767, 32768, 40000, 65536, 100000, ROOM };

	for (int data = 0; data < 6; data++) {
		uint64_t seed = (uint64_t)data + 7;

		fill_input(seed, data == 5 ? 255 : 256);
		/* noise whose mix changes, noise with short matches that hardly pay, noise between long matches */
		for (size_t i = 300; i < sizeof(input); i++) {
			if (data == 1 && i / 5000 % 2)
				input[i] |= 0x90;
			else if (data == 2 && random_below(&seed, 40) == 0)
				memmove(input + i - 3, input + i - 4 - random_below(&seed, 200), 3);
			else if (data == 3 && random_below(&seed, 9000) == 0)
				memmove(input + i - 280, input + i / 2, i > 1000 ? 270 : 0);
			else if (data == 4 && i / 512 % 2)
				input[i] = (uint8_t)(144 + input[i] % 112);
		}
		for (int level = 0; level <= 9; level++) {
			for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
				struct wdz_io io = io_of(lengths[i], sizeof(output));
				z_stream zlib;
				size_t bound, made;

				open_zlib(&zlib, WDZ_ZLIB, level, 0);
				bound = deflateBound(&zlib, lengths[i]);
				deflateEnd(&zlib);
				wdz_deflate_init(state, WDZ_ZLIB, level, 0);
				wdz_deflate(state, &io, WDZ_FINISH);
				made = sizeof(output) - io.out_len;
				CHECK(made <= bound, "data %d level %d: %zu for %zu, not %zu", data, level, made, lengths[i], bound);
			}
		}
	}
}

/* The caller's arrays are on Java's heap: a byte read before or written behind them is another object's. */
static void touches_nothing_beside_input_and_output(void)
{
	struct arena in_arena = new_arena(ROOM), out_arena = new_arena(ROOM);

	fill_input(3, 40);
	for (int level = 0; level <= 9; level++) {
		for (size_t length = 0; length < 9000; length += length / 3 + 1) {
			struct wdz_io whole = io_of(length, sizeof(output));
			size_t made;

			wdz_deflate_init(state, WDZ_ZLIB, level, 0);
			wdz_deflate(state, &whole, WDZ_FINISH);
			made = sizeof(output) - whole.out_len;
			for (int at_end = 0; at_end < 2; at_end++) {
				uint8_t *in = in_arena.start + (at_end ? in_arena.size - length : 0);
				uint8_t *out = out_arena.start + (at_end ? out_arena.size - made : 0);
				struct wdz_io io = { in, length, out, made };

				memcpy(in, input, length);
				wdz_deflate_reset(state);
				CHECK(wdz_deflate(state, &io, WDZ_FINISH) == WDZ_STREAM_END, "level %d, %zu bytes", level, length);
				CHECK(!io.out_len && !memcmp(out, output, made), "level %d, %zu bytes", level, length);
			}
		}
	}
}

/* Without room nothing happens: not even input is taken, else Java would count it and tell nobody. */
static void without_room_nothing_is_taken(void)
{
	struct wdz_io io = io_of(1000, 0);

	wdz_deflate_init(state, WDZ_ZLIB, 6, 0);
	for (int flush = 0; flush <= 4; flush++) {
		CHECK(wdz_deflate(state, &io, (enum wdz_flush)flush) == WDZ_OK, "flush %d", flush);
		CHECK(io.in_len == 1000 && io.in == input, "flush %d", flush);
	}
	CHECK(wdz_deflate_set_dictionary(state, input, 100), "the stream hasn't begun");
	CHECK(wdz_deflate_params(state, &io, 9, 0) && io.in_len == 1000, "the stream hasn't begun");
}

/* A block of a piece begun behind FULL_FLUSH must be readable without what came before. */
static void full_flush_forgets_what_came_before(void)
{
	fill_input(4, 3);
	for (int level = 0; level <= 9; level++) {
		struct wdz_io io = io_of(3000, ROOM);
		z_stream zlib = { 0 };
		uint8_t *second;

		wdz_deflate_init(state, WDZ_RAW, level, 0);
		wdz_deflate(state, &io, WDZ_FULL_FLUSH);
		second = io.out;
		io.in = input;
		io.in_len = 3000;
		CHECK(wdz_deflate(state, &io, WDZ_FINISH) == WDZ_STREAM_END, "level %d", level);
		inflateInit2(&zlib, -15);
		zlib.next_in = second;
		zlib.avail_in = (uInt)(io.out - second);
		zlib.next_out = other;
		zlib.avail_out = sizeof(other);
		CHECK(inflate(&zlib, Z_FINISH) == Z_STREAM_END && !memcmp(other, input, 3000), "level %d", level);
		inflateEnd(&zlib);
	}
}

int main(void)
{
	static promise *const promises[] = {
		header_comes_with_the_first_room,
		flush_of_nothing_makes_one_marker,
		flush_goes_on_where_room_ran_out,
		finish_without_input_makes_a_stream,
		nothing_comes_behind_the_end,
		never_larger_than_deflate_bound,
		touches_nothing_beside_input_and_output,
		without_room_nothing_is_taken,
		full_flush_forgets_what_came_before,
	};

	keep_promises("deflate_test", promises, sizeof(promises) / sizeof(promises[0]));
	return 0;
}

// SPDX-License-Identifier: Apache-2.0
/* What zlib's deflate() promises, one test a promise, beside zlib itself where both must answer the same. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "deflate_script.h"

#define CHECK(condition, ...) \
	do { \
		if (!(condition)) { \
			fprintf(stderr, "%s:%d: %s: ", __func__, __LINE__, #condition); \
			failed(__VA_ARGS__); \
		} \
	} while (0)

enum { ROOM = 1 << 18 };

static struct wdz_deflate *state;
static uint8_t input[ROOM], output[2 * ROOM], other[2 * ROOM];

static struct wdz_io io_of(size_t in, size_t out)
{
	return (struct wdz_io){ .in = input, .in_len = in, .out = output, .out_len = out };
}

/* What one call makes of no input. */
static size_t flush_nothing(enum wdz_flush flush, size_t room)
{
	struct wdz_io io = io_of(0, room);

	wdz_deflate(state, &io, flush);
	return room - io.out_len;
}

static void open_zlib(z_stream *stream, enum wdz_format format, int level, int strategy)
{
	memset(stream, 0, sizeof(*stream));
	if (deflateInit2(stream, level, Z_DEFLATED, format == WDZ_RAW ? -15 : 15, 8, strategy) != Z_OK)
		failed("no memory for zlib");
}

static void fill_input(uint64_t seed, uint32_t letters)
{
	for (size_t i = 0; i < sizeof(input); i++)
		input[i] = (uint8_t)(random_below(&seed, letters));
}

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

/* Deflater.getAdler() is read in the midst of streams, and says which dictionary was set. */
static void adler_is_zlibs_at_any_time(void)
{
	z_stream zlib;
	uint64_t seed = 5;

	open_zlib(&zlib, WDZ_ZLIB, 6, 0);
	fill_input(5, 200);
	wdz_deflate_init(state, WDZ_ZLIB, 6, 0);
	CHECK(wdz_deflate_adler(state) == 1, "nothing yet");
	for (int i = 0; i < 2; i++) {
		deflateSetDictionary(&zlib, input + 100 * i, 40000);
		CHECK(wdz_deflate_set_dictionary(state, input + 100 * i, 40000), "dictionary %d", i);
		CHECK(wdz_deflate_adler(state) == zlib.adler, "dictionary %d", i);
	}
	for (int i = 0; i < 40; i++) {
		size_t length = i ? random_below(&seed, 5000) : 0;
		struct wdz_io io = io_of(length, ROOM);

		zlib.next_in = input;
		zlib.avail_in = (uInt)length;
		zlib.next_out = other;
		zlib.avail_out = ROOM;
		deflate(&zlib, i == 39 ? Z_FINISH : Z_NO_FLUSH);
		wdz_deflate(state, &io, i == 39 ? WDZ_FINISH : WDZ_NO_FLUSH);
		CHECK(wdz_deflate_adler(state) == zlib.adler, "call %d", i);
	}
	deflateEnd(&zlib);
	wdz_deflate_reset(state);
	CHECK(wdz_deflate_adler(state) == 1, "another stream");
}

/* Calls by chance, with room: what is taken, whether anything comes of nothing, the end, dictionaries. */
static void answers_as_zlib_does(void)
{
	uint64_t seed = 6;

	fill_input(6, 20);
	for (int round = 0; round < 4000; round++) {
		enum wdz_format format = random_below(&seed, 2) ? WDZ_RAW : WDZ_ZLIB;
		int level = (int)(random_below(&seed, 10));
		z_stream zlib;

		open_zlib(&zlib, format, level, 0);
		wdz_deflate_init(state, format, level, 0);
		for (int call = 0; call < 12; call++) {
			static const enum wdz_flush flushes[] = { 0, 0, 2, 2, 3, 0, 2, 4 };
			size_t length = random_below(&seed, 2) ? random_below(&seed, 300) : 0;
			enum wdz_flush flush = flushes[random_below(&seed, call < 9 ? 7 : 8)];
			struct wdz_io io = io_of(length, ROOM);
			enum wdz_status status;
			int zlib_status;

			if (random_below(&seed, 8) == 0) {
				int taken = wdz_deflate_set_dictionary(state, input, 1000);

				/* zlib's stored blocks may take all input at once, where ours wait for more */
				if (level && flush != WDZ_FINISH)
					CHECK(taken == (deflateSetDictionary(&zlib, input, 1000) == Z_OK), "round %d", round);
				else
					break;
			}
			zlib.next_in = input;
			zlib.avail_in = (uInt)length;
			zlib.next_out = other;
			zlib.avail_out = ROOM;
			zlib_status = deflate(&zlib, (int)flush);
			status = wdz_deflate(state, &io, flush);
			CHECK((status == WDZ_STREAM_END) == (zlib_status == Z_STREAM_END), "round %d call %d", round, call);
			if (status == WDZ_STREAM_END)
				break;
			CHECK(!io.in_len && !zlib.avail_in, "round %d call %d", round, call);
			if (flush != WDZ_NO_FLUSH)
				CHECK((io.out_len == ROOM) == (zlib.avail_out == ROOM), "round %d call %d", round, call);
		}
		deflateEnd(&zlib);
	}
}

/* Whatever flush follows an unfinished one: the stream stays readable and ends. */
static void any_flush_may_follow_an_unfinished_one(void)
{
	uint64_t seed = 8;

	fill_input(8, 60);
	for (int round = 0; round < 4000; round++) {
		enum wdz_status status = WDZ_OK;
		size_t taken = 0, made = 0, finished = SIZE_MAX;
		z_stream zlib = { 0 };

		wdz_deflate_init(state, WDZ_RAW, (int)(random_below(&seed, 10)), 0);
		for (int call = 0; status != WDZ_STREAM_END; call++) {
			static const enum wdz_flush flushes[] = { 0, 2, 3, 4 };
			enum wdz_flush flush = call < 40 ? flushes[random_below(&seed, call < 5 ? 3 : 4)] : WDZ_FINISH;
			size_t in = random_below(&seed, 2) ? random_below(&seed, 3000) : 0, out = random_below(&seed, 200);
			struct wdz_io io = { input + taken, in, output + made, out };

			if (random_below(&seed, 10) == 0)
				wdz_deflate_params(state, &io, (int)(random_below(&seed, 10)), (int)(random_below(&seed, 3)));
			status = wdz_deflate(state, &io, flush);
			CHECK(finished == SIZE_MAX || flush == WDZ_FINISH || io.in_len == in || status == WDZ_OK, "round %d", round);
			taken += in - io.in_len;
			made += out - io.out_len;
			CHECK(call < 100000 && made < ROOM, "round %d goes on for ever", round);
		}
		inflateInit2(&zlib, -15);
		zlib.next_in = output;
		zlib.avail_in = (uInt)made;
		zlib.next_out = other;
		zlib.avail_out = sizeof(other);
		CHECK(inflate(&zlib, Z_FINISH) == Z_STREAM_END && !zlib.avail_in && zlib.total_out == taken &&
		      !memcmp(other, input, taken), "round %d: %s", round, zlib.msg ? zlib.msg : "other bytes");
		inflateEnd(&zlib);
	}
}

/* Zlib begins, the engine goes on: one stream, with matches that reach back over the seam. */
static void goes_on_where_zlib_stopped(void)
{
	static const enum wdz_format formats[] = { WDZ_RAW, WDZ_ZLIB };
	uint64_t seed = 8;

	for (int round = 0; round < 200; round++) {
		enum wdz_format format = formats[round % 2];
		size_t before = random_below(&seed, 90000), after = random_below(&seed, 90000), history, alone, made;
		struct wdz_io io;
		z_stream zlib;

		fill_input((uint64_t)round + 1, 200);
		/* what comes later has come before */
		for (size_t i = 0; i < after; i++)
			input[before + i] = input[i];
		open_zlib(&zlib, format, 6, 0);
		zlib.next_in = input;
		zlib.avail_in = (uInt)before;
		zlib.next_out = output;
		zlib.avail_out = sizeof(output);
		deflate(&zlib, Z_SYNC_FLUSH);
		CHECK(!zlib.avail_in && zlib.avail_out, "round %d", round);
		history = random_below(&seed, 2) ? 32768 : random_below(&seed, 40000);
		history = history < before ? history : before;
		wdz_deflate_begin(state, format, 6, 0);
		CHECK(wdz_deflate_set_dictionary(state, input + before - history, history), "round %d", round);
		wdz_deflate_resume(state, (uint32_t)zlib.adler);
		io = (struct wdz_io){ input + before, after, zlib.next_out, zlib.avail_out };
		CHECK(wdz_deflate(state, &io, WDZ_FINISH) == WDZ_STREAM_END, "round %d", round);
		made = sizeof(output) - io.out_len;
		alone = zlib.avail_out - io.out_len;
		CHECK(after < 20000 || before < 5000 || before > 32000 || history < before || alone < after / 8,
		      "round %d: %zu of %zu", round, alone, after);
		deflateEnd(&zlib);
		memset(&zlib, 0, sizeof(zlib));
		inflateInit2(&zlib, format == WDZ_RAW ? -15 : 15);
		zlib.next_in = output;
		zlib.avail_in = (uInt)made;
		zlib.next_out = other;
		zlib.avail_out = sizeof(other);
		CHECK(inflate(&zlib, Z_FINISH) == Z_STREAM_END && !zlib.avail_in && zlib.total_out == before + after &&
			      !memcmp(other, input, before + after),
		      "round %d: %s", round, zlib.msg ? zlib.msg : "other bytes");
		inflateEnd(&zlib);
	}
}

int main(void)
{
	static void (*const tests[])(void) = {
		header_comes_with_the_first_room,
		flush_of_nothing_makes_one_marker,
		flush_goes_on_where_room_ran_out,
		finish_without_input_makes_a_stream,
		nothing_comes_behind_the_end,
		never_larger_than_deflate_bound,
		touches_nothing_beside_input_and_output,
		without_room_nothing_is_taken,
		full_flush_forgets_what_came_before,
		adler_is_zlibs_at_any_time,
		answers_as_zlib_does,
		any_flush_may_follow_an_unfinished_one,
		goes_on_where_zlib_stopped,
	};
	size_t count = sizeof(tests) / sizeof(tests[0]);

	state = new_state(wdz_deflate_size());
	for (size_t i = 0; i < count; i++)
		tests[i]();
	printf("deflate_test: %zu promises kept\n", count);
	return 0;
}

// SPDX-License-Identifier: Apache-2.0
/* What zlib's deflate() answers, beside zlib itself and behind it, one test a promise. */
#include "deflate_promise.h"

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
	static promise *const promises[] = {
		adler_is_zlibs_at_any_time,
		answers_as_zlib_does,
		any_flush_may_follow_an_unfinished_one,
		goes_on_where_zlib_stopped,
	};

	keep_promises("deflate_zlib_test", promises, sizeof(promises) / sizeof(promises[0]));
	return 0;
}

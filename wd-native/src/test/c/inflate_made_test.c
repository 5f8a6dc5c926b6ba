// SPDX-License-Identifier: Apache-2.0
/* Streams written bit by bit, for what chance does not find: each of zlib's messages, and what only just is allowed. */
#include <stdio.h>
#include <string.h>

#include "inflate_pair.h"
#include "inflate_streams.h"

enum { ROOM = 70000, DYNAMIC = 5, FIXED = 3, STORED = 1, LAST_DYNAMIC = DYNAMIC, PRECODE = 19, END = 256 };

static uint8_t bytes[ROOM];
static struct bit_writer writer;
static int failures;

static void begin(void)
{
	memset(bytes, 0, sizeof(bytes));
	writer = (struct bit_writer){ bytes, sizeof(bytes), 0 };
}

/* With every kind of cut the same outcome, and that is the one wanted. */
static void ends(const char *what, enum wdz_format format, enum wdz_status status, enum wdz_error error, size_t made)
{
	static const uint32_t cuts[][2] = { { MOST_PIECE, MOST_PIECE }, { 1, MOST_PIECE }, { MOST_PIECE, 1 }, { 1, 1 } };
	/* zeros behind, so that the fast loop has its say */
	struct stream stream = { format, bytes, bytes_written(&writer), NULL, 0, ROOM };

	for (size_t behind = 0; behind <= 40; behind += 40) {
		stream.length = bytes_written(&writer) + behind;
		for (int i = 0; i < 4; i++) {
			struct cuts cut = { cuts[i][0], cuts[i][1], true, 1 };
			struct outcome outcome = run_pair(&stream, cut);

			if (outcome.status == status && outcome.error == error && outcome.made == made)
				continue;
			printf("%s: status %d, \"%s\", %zu bytes made\n", what, outcome.status, error_text(outcome.error),
			       outcome.made);
			failures++;
		}
	}
}

static void fails(const char *what, enum wdz_error error, size_t made)
{
	ends(what, WDZ_RAW, WDZ_DATA_ERROR, error, made);
}

static void succeeds(const char *what, size_t made)
{
	ends(what, WDZ_RAW, WDZ_STREAM_END, WDZ_NO_ERROR, made);
}

static void zlib_headers(void)
{
	static const struct {
		uint8_t method, flags;
		enum wdz_error error;
	} headers[] = {
		{ 0x78, 0x9d, WDZ_BAD_HEADER_CHECK }, { 0x1f, 0x8b, WDZ_BAD_HEADER_CHECK },
		{ 0x77, 0x85, WDZ_BAD_METHOD },	      { 0x88, 0x1c, WDZ_BAD_WINDOW_SIZE },
		{ 0xf8, 0x00, WDZ_NO_ERROR },
	};

	for (size_t i = 0; i < sizeof(headers) / sizeof(*headers); i++) {
		uint8_t flags = headers[i].flags;

		/* the last check bits right, but where they are to be wrong */
		if (headers[i].error != WDZ_BAD_HEADER_CHECK)
			flags = (uint8_t)((flags & 0xe0) + (31 - (headers[i].method * 256 + (flags & 0xe0)) % 31) % 31);
		begin();
		write_bits(&writer, headers[i].method, 8);
		write_bits(&writer, flags, 8);
		ends("zlib header", WDZ_ZLIB, WDZ_DATA_ERROR,
		     headers[i].error == WDZ_NO_ERROR ? WDZ_BAD_WINDOW_SIZE : headers[i].error, 0);
	}
	/* a window of 256 bytes in the header does not keep distances short */
	begin();
	write_bits(&writer, 0x08, 8);
	write_bits(&writer, 0x1d, 8);
	write_bits(&writer, STORED, 3);
	write_align(&writer);
	write_bits(&writer, 0, 16);
	write_bits(&writer, 0xffff, 16);
	write_bits(&writer, 0, 24);
	write_bits(&writer, 1, 8);
	ends("smallest window", WDZ_ZLIB, WDZ_STREAM_END, WDZ_NO_ERROR, 0);
	bytes[bytes_written(&writer) - 1] ^= 1;
	ends("checksum", WDZ_ZLIB, WDZ_DATA_ERROR, WDZ_BAD_DATA_CHECK, 0);
}

static void block_types(void)
{
	begin();
	write_bits(&writer, 7, 3);
	fails("reserved type", WDZ_BAD_BLOCK_TYPE, 0);
	begin();
	write_bits(&writer, STORED, 3);
	write_align(&writer);
	write_bits(&writer, 0x1234, 16);
	write_bits(&writer, 0x1234, 16);
	fails("stored lengths", WDZ_BAD_STORED_LENGTHS, 0);
}

/* Symbols 286 and 287, distances 30 and 31 have codes and mean nothing. */
static void meaningless_symbols(void)
{
	for (uint32_t i = 0; i < 2; i++) {
		begin();
		write_bits(&writer, FIXED, 3);
		write_code(&writer, 0x30 + 'a', 8);
		write_code(&writer, 0xc6 + i, 8);
		fails("length 286, 287", WDZ_BAD_LITERAL_CODE, 1);
		begin();
		write_bits(&writer, FIXED, 3);
		write_code(&writer, 0x30 + 'a', 8);
		write_code(&writer, 1, 7);
		write_code(&writer, 30 + i, 5);
		fails("distance 30, 31", WDZ_BAD_DISTANCE_CODE, 1);
	}
	begin();
	write_bits(&writer, FIXED, 3);
	write_code(&writer, 0x30 + 'a', 8);
	write_code(&writer, 1, 7);
	write_code(&writer, 1, 5);
	fails("distance of 2 after one byte", WDZ_DISTANCE_TOO_FAR, 1);
}

/* A dynamic block's start, with a precode of the lengths given. */
static void dynamic(uint32_t literals, uint32_t distances, const uint8_t *precode)
{
	static const uint8_t order[PRECODE] = { 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15 };

	begin();
	write_bits(&writer, LAST_DYNAMIC, 3);
	write_bits(&writer, literals - 257, 5);
	write_bits(&writer, distances - 1, 5);
	write_bits(&writer, PRECODE - 4, 4);
	for (int i = 0; i < PRECODE; i++)
		write_bits(&writer, precode[order[i]], 3);
}

static void precodes(void)
{
	static const uint8_t none[PRECODE], one[PRECODE] = { [5] = 1 }, many[PRECODE] = { 1, 1, 1 };
	static const uint8_t loose[PRECODE] = { 1, 2 }, repeat[PRECODE] = { [16] = 1, [18] = 1 };

	dynamic(287, 1, none);
	fails("287 lengths", WDZ_TOO_MANY_SYMBOLS, 0);
	dynamic(257, 31, none);
	fails("31 distances", WDZ_TOO_MANY_SYMBOLS, 0);
	dynamic(257, 1, one);
	fails("precode of one", WDZ_BAD_CODE_LENGTHS, 0);
	dynamic(257, 1, many);
	fails("precode too full", WDZ_BAD_CODE_LENGTHS, 0);
	dynamic(257, 1, loose);
	fails("precode not full", WDZ_BAD_CODE_LENGTHS, 0);
	/* zlib takes no precode at all, and reads each bit as a length of 0 */
	dynamic(257, 1, none);
	write_bits(&writer, 0xffffffff, 32);
	for (int i = 0; i < 300; i++)
		write_bits(&writer, 1, 1);
	fails("no precode", WDZ_MISSING_END_OF_BLOCK, 0);
	dynamic(257, 1, repeat);
	write_code(&writer, 0, 1);
	fails("repeat of nothing", WDZ_BAD_BIT_LENGTH_REPEAT, 0);
	dynamic(257, 1, repeat);
	for (int i = 0; i < 2; i++) {
		write_code(&writer, 1, 1);
		write_bits(&writer, 127, 7);
	}
	fails("repeat over the end", WDZ_BAD_BIT_LENGTH_REPEAT, 0);
}

/*
 * Zeros, then lengths: symbol 0 has the length a, the end of the block b, distance 0 has c; 0 is none.
 * The precode: 0, 1, 2 and 18 with two bits each.
 */
static void small_codes(uint32_t a, uint32_t b, uint32_t c, uint32_t distances)
{
	static const uint8_t precode[PRECODE] = { [0] = 2, [1] = 2, [2] = 2, [18] = 2 };

	dynamic(257, distances, precode);
	write_code(&writer, a, 2);
	write_code(&writer, 3, 2);
	write_bits(&writer, 127, 7);
	write_code(&writer, 3, 2);
	write_bits(&writer, 255 - 138 - 11, 7);
	write_code(&writer, b, 2);
	for (uint32_t i = 0; i < distances; i++)
		write_code(&writer, i == 0 ? c : 0, 2);
}

static void incomplete_codes(void)
{
	small_codes(1, 1, 0, 1);
	write_bits(&writer, 2, 2);
	succeeds("no distance", 1);
	small_codes(0, 1, 1, 1);
	write_code(&writer, 0, 1);
	succeeds("one code of one bit each", 0);
	small_codes(0, 1, 1, 1);
	write_code(&writer, 1, 1);
	fails("the code that is none", WDZ_BAD_LITERAL_CODE, 0);
	small_codes(1, 0, 0, 1);
	fails("no end of block", WDZ_MISSING_END_OF_BLOCK, 0);
	small_codes(1, 2, 0, 1);
	fails("lengths not full", WDZ_BAD_LITERAL_LENGTHS, 0);
	small_codes(0, 2, 0, 1);
	fails("one code of two bits", WDZ_BAD_LITERAL_LENGTHS, 0);
	small_codes(1, 1, 2, 1);
	fails("one distance of two bits", WDZ_BAD_DISTANCES, 0);
}

/* 32768 bytes that do not repeat, and matches of 258 bytes from 32768 back. */
static void farthest_distances(uint32_t matches)
{
	begin();
	for (int last = 0; last < 2; last++) {
		uint32_t length = last ? 32768 - 30000 : 30000;

		write_bits(&writer, 0, 3);
		write_align(&writer);
		write_bits(&writer, length, 16);
		write_bits(&writer, ~length, 16);
		for (uint32_t i = 0; i < length; i++)
			write_bits(&writer, i * 7 + (i >> 8), 8);
	}
	write_bits(&writer, FIXED, 3);
	for (uint32_t i = 0; i < matches; i++) {
		write_code(&writer, 0xc5, 8);
		write_code(&writer, 29, 5);
		write_bits(&writer, 8191, 13);
	}
	write_code(&writer, 0, 7);
}

/* The farthest distance there is, over output that has to come out of the window when calls are small. */
static void farthest_distance(void)
{
	farthest_distances(1);
	succeeds("distance of 32768", 32768 + 258);
}

/* Every 32 KB of output the window moves: the match in which that happens goes on behind it, from where it was. */
static void matches_across_a_move_of_the_window(void)
{
	enum { MATCHES = 144 };

	farthest_distances(MATCHES);
	succeeds("matches until the window has moved", 32768 + MATCHES * 258);
}

/* Three bytes from distance back, 9 to 16, in a fixed block. */
static void short_match(uint32_t distance)
{
	write_code(&writer, 1, 7);
	write_code(&writer, distance < 13 ? 6 : 7, 5);
	write_bits(&writer, (distance - 9) % 4, 2);
}

static void literals(uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		write_code(&writer, 0x30 + i * 7 % 144, 8);
}

/* The fast loop writes ahead: the last copies overlap behind the end, and all of that must be as it was. */
static void short_matches_at_the_end(void)
{
	begin();
	write_bits(&writer, FIXED, 3);
	literals(40);
	for (int i = 0; i < 30; i++)
		short_match(16);
	write_code(&writer, 0, 7);
	succeeds("thirty matches of three bytes", 40 + 30 * 3);
}

/* Java programs inflate within one array: the fast loop's copies must not reach input that is still to be read. */
static void output_before_input_in_one_buffer(void)
{
	enum { TURNS = 40, MADE = TURNS * 43, GAP = 12 };
	static uint8_t state[1 << 17] __attribute__((aligned(64))), apart[MADE], buffer[MADE + GAP];
	struct wdz_inflate *inflate = (struct wdz_inflate *)(void *)state;
	struct wdz_io io = { bytes, 0, apart, MADE };

	if (wdz_inflate_size() > sizeof(state))
		failed("a state has %zu bytes", wdz_inflate_size());
	begin();
	write_bits(&writer, FIXED, 3);
	for (uint32_t i = 0; i < TURNS; i++) {
		literals(40);
		short_match(9 + i % 8);
	}
	write_code(&writer, 0, 7);
	io.in_len = bytes_written(&writer);
	wdz_inflate_init(inflate, WDZ_RAW);
	if (wdz_inflate(inflate, &io) != WDZ_STREAM_END || io.out_len != 0)
		failed("a good stream fails");
	io = (struct wdz_io){ buffer + sizeof(buffer) - bytes_written(&writer), bytes_written(&writer), buffer, MADE };
	memcpy(buffer + sizeof(buffer) - io.in_len, bytes, io.in_len);
	wdz_inflate_reset(inflate);
	if (wdz_inflate(inflate, &io) == WDZ_STREAM_END && memcmp(buffer, apart, MADE) == 0)
		return;
	printf("within one buffer: %zu bytes of input left\n", io.in_len);
	failures++;
}

int main(void)
{
	zlib_headers();
	block_types();
	meaningless_symbols();
	precodes();
	incomplete_codes();
	farthest_distance();
	matches_across_a_move_of_the_window();
	short_matches_at_the_end();
	output_before_input_in_one_buffer();
	printf("inflate_made_test: %d failures\n", failures);
	return failures > 0;
}

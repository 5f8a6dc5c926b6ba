// SPDX-License-Identifier: Apache-2.0
#include "deflate_script.h"

#include <string.h>
#include <zlib.h>

/* One of each format serves all streams of the process. */
static z_stream *judge_of(enum wdz_format format)
{
	static z_stream judges[2];
	static bool begun[2];
	int status;

	status = begun[format] ? inflateReset(&judges[format]) :
				 inflateInit2(&judges[format], format == WDZ_RAW ? -15 : 15);
	if (status != Z_OK)
		failed("no memory for zlib");
	begun[format] = true;
	return &judges[format];
}

void judge_script(const struct script *script, const uint8_t *output, const size_t *ends, const char *what)
{
	static uint8_t back[MOST_INPUT];
	z_stream *stream = judge_of(script->format);
	size_t due = 0;
	int status;

	stream->next_in = (uint8_t *)(uintptr_t)output;
	stream->avail_in = 0;
	stream->next_out = back;
	stream->avail_out = sizeof(back);
	for (int i = 0; i < script->count; i++) {
		const struct step *step = &script->steps[i];
		bool dictionary = step->action == ACTION_DICTIONARY && step->dictionary_length;

		due += step->length;
		if (dictionary && script->format == WDZ_ZLIB) {
			/* it's asked for when the header has been read */
			stream->avail_in = 6;
			status = inflate(stream, Z_SYNC_FLUSH);
			if (status != Z_NEED_DICT)
				failed("%s: no dictionary is asked for: %d", what, status);
		}
		if (dictionary && inflateSetDictionary(stream, step->dictionary, (uInt)step->dictionary_length) != Z_OK)
			failed("%s: zlib doesn't take the dictionary", what);
		/* with a dictionary the header has been read ahead */
		if (step->action == ACTION_DICTIONARY || output + ends[i] < stream->next_in)
			continue;
		stream->avail_in = (uInt)(output + ends[i] - stream->next_in);
		status = inflate(stream, Z_SYNC_FLUSH);
		if (status == Z_BUF_ERROR)
			status = Z_OK;
		if (status != (step->action == ACTION_FINISH ? Z_STREAM_END : Z_OK) || stream->avail_in ||
		    (step->action > ACTION_PARAMS && stream->total_out != due) || stream->total_out > due)
			failed("%s: step %d: %d %s, %lu of %zu bytes", what, i, status, stream->msg ? stream->msg : "",
			     stream->total_out, due);
	}
	if (memcmp(back, script->input, due))
		failed("%s: other bytes come back", what);
}

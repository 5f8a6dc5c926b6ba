// SPDX-License-Identifier: GPL-2.0
/*
 * DEFLATE both ways by the kernel's zlib. Headers are the software's business,
 * as with the real engine; checksums and trailers are made here.
 */
#include <linux/bitrev.h>
#include <linux/crc32.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>
#include "hisi_zip_sim.h"

#define ADLER_BASE	65521u
#define ADLER_RUN	5552u		/* most bytes before the sums could overflow */

static int level = 1;
module_param(level, int, 0644);
MODULE_PARM_DESC(level, "zlib's level, 1 to 9; the engine has none");

static u32 adler32(u32 adler, const u8 *data, u32 length)
{
	u32 a = adler & 0xffff, b = adler >> 16;

	while (length) {
		u32 run = min(length, ADLER_RUN);

		length -= run;
		while (run--) {
			a += *data++;
			b += a;
		}
		a %= ADLER_BASE;
		b %= ADLER_BASE;
	}
	return b << 16 | a;
}

static void checksum(struct sim_stream *stream, const u8 *plain, u32 length)
{
	stream->isize += length;
	if (stream->algorithm == SIM_ZLIB)
		stream->adler = adler32(stream->adler, plain, length);
	else if (stream->algorithm == SIM_GZIP)
		stream->crc = crc32_le(stream->crc, plain, length);
}

/*
 * What the engine leaves in the checksum dword: Adler-32 as it is, but for
 * CRC-32 the register of a shift the other way, before the final inversion.
 */
static u32 engine_checksum(const struct sim_stream *stream)
{
	if (stream->algorithm == SIM_ZLIB)
		return stream->adler;
	if (stream->algorithm == SIM_GZIP)
		return bitrev32(stream->crc);
	return 0;
}

/* RFC 1950: Adler-32, high byte first. RFC 1952: CRC-32 and length, low byte first. */
static unsigned int make_trailer(const struct sim_stream *stream, u8 *trailer)
{
	__be32 adler = cpu_to_be32(stream->adler);
	__le32 crc[] = { cpu_to_le32(~stream->crc), cpu_to_le32(stream->isize) };

	if (stream->algorithm == SIM_ZLIB) {
		memcpy(trailer, &adler, sizeof(adler));
		return sizeof(adler);
	}
	if (stream->algorithm == SIM_GZIP) {
		memcpy(trailer, crc, sizeof(crc));
		return sizeof(crc);
	}
	return 0;
}

struct sim_stream *sim_stream_alloc(bool inflating)
{
	struct sim_stream *stream = kzalloc(sizeof(*stream), GFP_KERNEL);
	int size;

	if (!stream)
		return NULL;
	size = inflating ? zlib_inflate_workspacesize() :
			   zlib_deflate_workspacesize(MAX_WBITS, DEF_MEM_LEVEL);
	stream->inflating = inflating;
	stream->z.workspace = vzalloc(size);
	if (!stream->z.workspace) {
		kfree(stream);
		return NULL;
	}
	return stream;
}

void sim_stream_free(struct sim_stream *stream)
{
	if (!stream)
		return;
	vfree(stream->z.workspace);
	kfree(stream);
}

/* Makes it new, for the framing that the job names. */
int sim_stream_begin(struct sim_stream *stream, const struct sim_job *job)
{
	int rc;

	stream->algorithm = job->algorithm;
	stream->ended = false;
	stream->crc = ~0;
	stream->adler = 1;
	stream->isize = 0;
	stream->trailer_seen = 0;
	if (stream->inflating)
		rc = zlib_inflateInit2(&stream->z, -MAX_WBITS);
	else
		rc = zlib_deflateInit2(&stream->z, clamp(READ_ONCE(level), 1, 9), Z_DEFLATED,
				       -job->window_bits, DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY);
	return rc == Z_OK ? 0 : -EINVAL;
}

static void deflate_piece(struct sim_stream *stream, const struct sim_job *job,
			  const u8 *input, u8 *output, struct sim_result *result)
{
	z_stream *z = &stream->z;
	u32 produced;
	int rc;

	checksum(stream, input, job->length);
	z->next_in = input;
	z->avail_in = job->length;
	z->next_out = output;
	z->avail_out = job->space;
	rc = zlib_deflate(z, job->finish ? Z_FINISH : Z_SYNC_FLUSH);
	produced = job->space - z->avail_out;
	/* nothing to do, twice: zlib's word for that is Z_BUF_ERROR */
	if (rc != Z_OK && rc != Z_STREAM_END && (job->length || produced || rc != Z_BUF_ERROR)) {
		result->status = SIM_ERROR;
		return;
	}
	if (job->finish && rc == Z_STREAM_END) {
		u8 trailer[sizeof(stream->trailer)];
		unsigned int size = make_trailer(stream, trailer);

		if (z->avail_out >= size) {
			memcpy(output + produced, trailer, size);
			produced += size;
		} else {
			rc = Z_BUF_ERROR;
		}
	}
	/* a full buffer may mean that there is more to come */
	if (job->finish ? rc != Z_STREAM_END : !z->avail_out) {
		result->status = SIM_OUTPUT_TOO_SMALL;
		return;
	}
	result->status = produced > job->length ? SIM_GREW : SIM_OK;
	result->consumed = job->length;
	result->produced = produced;
}

static void inflate_trailer(struct sim_stream *stream, const u8 *input,
			    struct sim_result *result)
{
	u8 wanted[sizeof(stream->trailer)];
	unsigned int size = make_trailer(stream, wanted);

	while (stream->trailer_seen < size && stream->z.avail_in) {
		stream->trailer[stream->trailer_seen++] = *stream->z.next_in++;
		stream->z.avail_in--;
	}
	result->last_block = true;
	if (stream->trailer_seen < size) {
		result->status = SIM_OK;
		result->state = SIM_BLOCK_NOT_BEGUN;
	} else if (memcmp(stream->trailer, wanted, size)) {
		result->status = SIM_CHECKSUM_MISMATCH;
	} else {
		result->status = SIM_END_OF_STREAM;
		result->state = size ? SIM_NONE : SIM_ENDED_WITHOUT_CHECKSUM;
	}
}

static void inflate_piece(struct sim_stream *stream, const struct sim_job *job,
			  const u8 *input, u8 *output, struct sim_result *result)
{
	z_stream *z = &stream->z;
	int rc = Z_OK;

	z->next_in = input;
	z->avail_in = job->length;
	z->next_out = output;
	z->avail_out = job->space;
	while (!stream->ended && rc == Z_OK && z->avail_out) {
		rc = zlib_inflate(z, Z_SYNC_FLUSH);
		stream->ended = rc == Z_STREAM_END;
	}
	if (rc != Z_OK && rc != Z_STREAM_END && rc != Z_BUF_ERROR) {
		result->status = SIM_ERROR;
		return;
	}
	result->produced = job->space - z->avail_out;
	checksum(stream, output, result->produced);
	if (stream->ended) {
		inflate_trailer(stream, input, result);
	} else if (z->avail_out) {
		result->state = SIM_BLOCK_NOT_BEGUN;
	} else if (job->stateful) {
		result->state = SIM_IN_BLOCK_NO_SPACE;
	} else {
		result->status = SIM_OUTPUT_TOO_SMALL;
		result->produced = 0;
		return;
	}
	result->consumed = job->length - z->avail_in;
}

/* Does one piece; the result has to be all zero before. */
void sim_stream_run(struct sim_stream *stream, const struct sim_job *job,
		    const u8 *input, u8 *output, struct sim_result *result)
{
	if (stream->inflating)
		inflate_piece(stream, job, input, output, result);
	else
		deflate_piece(stream, job, input, output, result);
	result->isize = stream->isize;
	result->checksum = engine_checksum(stream);
}

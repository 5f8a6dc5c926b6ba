// SPDX-License-Identifier: GPL-2.0
/*
 * One request after the other: read the entry, fetch the input from the
 * memory of the process that opened the queue, do it, put the output there.
 * Whatever the entry says, nothing but a status comes of it.
 *
 * Where the real engine keeps a stream's state in the 64 KiB of the client's
 * stream context, this one keeps a number there that stands for it.
 */
#include <linux/sched/mm.h>
#include <linux/vmalloc.h>
#include "hisi_zip_sim.h"

#define STREAMS_MAX	16

/* By the window field: 4, 8, 16, 24 and 32 KiB; zlib has none of 24. */
static const int window_bits[] = { 12, 13, 14, 14, 15 };

void sim_engine_init(struct sim_engine *engine, bool shared, int api)
{
	engine->mm = current->mm;
	mmgrab(engine->mm);
	engine->shared = shared;
	engine->api = api;
	INIT_LIST_HEAD(&engine->streams);
}

void sim_engine_exit(struct sim_engine *engine)
{
	struct sim_stream *stream, *next;

	list_for_each_entry_safe(stream, next, &engine->streams, list)
		sim_stream_free(stream);
	sim_stream_free(engine->stateless);
	vfree(engine->input);
	vfree(engine->output);
	mmdrop(engine->mm);
}

/* False for an entry that the engine would refuse. */
static bool read_job(const struct sim_engine *engine, const struct sim_sqe *sqe,
		     struct sim_job *job)
{
	u32 control = le32_to_cpu(sqe->control);
	u32 kind = le32_to_cpu(sqe->kind);
	u32 window = kind >> 12 & 0xf;
	u32 type;

	job->algorithm = kind & 0xff;
	type = engine->api >= 3 || job->algorithm == SIM_DEFLATE ? 3 : 0;
	job->finish = control & SQE_FINISH;
	job->stateful = control & SQE_STATEFUL;
	job->first = control & SQE_FIRST;
	job->length = le32_to_cpu(sqe->input_length);
	job->space = le32_to_cpu(sqe->output_space);
	job->source = le64_to_cpu(sqe->source);
	job->destination = le64_to_cpu(sqe->destination);
	job->context = le64_to_cpu(sqe->stream_context);
	if (window >= ARRAY_SIZE(window_bits))
		return false;
	job->window_bits = window_bits[window];
	return job->algorithm >= SIM_DEFLATE && job->algorithm <= SIM_GZIP &&
	       control >> SQE_TYPE_SHIFT == type && !(kind >> 8 & 0xf) &&
	       (job->length || job->stateful) && job->length <= SIM_LENGTH_MAX &&
	       job->space >= SIM_OUTPUT_MIN && job->space <= SIM_LENGTH_MAX;
}

/* Grows by doubling: a client's requests are mostly of one size. */
static bool stage(u8 **buffer, u32 *size, u32 wanted)
{
	u32 grown = roundup_pow_of_two(max_t(u32, wanted, 64 << 10));

	if (wanted <= *size)
		return true;
	vfree(*buffer);
	*buffer = vmalloc(grown);
	*size = *buffer ? grown : 0;
	return *buffer;
}

static struct sim_stream *begin_stream(struct sim_engine *engine, const struct sim_job *job)
{
	__le64 number = cpu_to_le64(++engine->last_stream);
	struct sim_stream *stream;

	if (!sim_memory_store(engine, job->context, &number, sizeof(number)))
		return NULL;
	stream = sim_stream_alloc(engine->inflating);
	if (!stream)
		return NULL;
	stream->number = engine->last_stream;
	list_add_tail(&stream->list, &engine->streams);
	if (++engine->stream_count > STREAMS_MAX) {
		/* the client has forgotten to finish it */
		struct sim_stream *oldest = list_first_entry(&engine->streams,
							     struct sim_stream, list);

		list_del(&oldest->list);
		sim_stream_free(oldest);
		engine->stream_count--;
	}
	return sim_stream_begin(stream, job) ? NULL : stream;
}

static struct sim_stream *find_stream(struct sim_engine *engine, const struct sim_job *job)
{
	struct sim_stream *stream;
	__le64 number;

	if (!sim_memory_fetch(engine, &number, job->context, sizeof(number)))
		return NULL;
	list_for_each_entry(stream, &engine->streams, list)
		if (stream->number == le64_to_cpu(number) && stream->algorithm == job->algorithm)
			return stream;
	return NULL;
}

static void continue_stream(struct sim_engine *engine, const struct sim_job *job,
			    struct sim_result *result)
{
	struct sim_stream *stream = job->first ? begin_stream(engine, job) :
						 find_stream(engine, job);
	bool more;

	if (!stream) {
		result->status = SIM_ERROR;
		return;
	}
	sim_stream_run(stream, job, engine->input, engine->output, result);
	more = result->status == SIM_OK || result->status == SIM_GREW;
	if (!more || (!engine->inflating && job->finish)) {
		list_del(&stream->list);
		sim_stream_free(stream);
		engine->stream_count--;
	}
}

static void run_stateless(struct sim_engine *engine, const struct sim_job *job,
			  struct sim_result *result)
{
	if (!engine->stateless)
		engine->stateless = sim_stream_alloc(engine->inflating);
	if (!engine->stateless || sim_stream_begin(engine->stateless, job)) {
		result->status = SIM_ERROR;
		return;
	}
	sim_stream_run(engine->stateless, job, engine->input, engine->output, result);
	/* that a member has ended is news within a stream only */
	if (result->status == SIM_END_OF_STREAM)
		result->status = SIM_OK;
}

/* Does what an entry asks for. */
void sim_engine_execute(struct sim_engine *engine, const struct sim_sqe *sqe,
			bool corrupt, struct sim_result *result)
{
	struct sim_job job;

	memset(result, 0, sizeof(*result));
	if (!read_job(engine, sqe, &job) ||
	    !stage(&engine->input, &engine->input_size, job.length) ||
	    !stage(&engine->output, &engine->output_size, job.space) ||
	    (job.length && !sim_memory_fetch(engine, engine->input, job.source, job.length))) {
		result->status = SIM_ERROR;
		return;
	}
	if (job.stateful)
		continue_stream(engine, &job, result);
	else
		run_stateless(engine, &job, result);
	if (!result->produced)
		return;
	if (corrupt)
		engine->output[result->produced / 2] ^= 0xff;
	if (!sim_memory_store(engine, job.destination, engine->output, result->produced)) {
		memset(result, 0, sizeof(*result));
		result->status = SIM_ERROR;
	}
}

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A HiSilicon ZIP engine played in software behind the kernel's uacce.
 *
 *   device.c  what uacce asks of a driver: queues, regions, ioctls, attributes
 *   queue.c   the device's side of the rings: doorbells, and a thread for each queue
 *   engine.c  one request: fetch the input, do it, put the output back
 *   memory.c  the memory of the process that opened the queue
 *   stream.c  DEFLATE both ways by the kernel's zlib, with checksums and trailers
 *   fault.c   what can be made to go wrong, as module parameters
 */
#ifndef HISI_ZIP_SIM_H
#define HISI_ZIP_SIM_H

#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/uacce.h>
#include <linux/zlib.h>
#include "mmio_trap.h"

#define SIM_DEPTH		1024
#define SIM_LENGTH_MAX		(8u << 20)
#define SIM_OUTPUT_MIN		200u
#define SIM_DOORBELL		0x1000
#define SIM_MMIO_SIZE		0x2000

/* Submission entry. What the device writes is marked; the rest is the client's. */
struct sim_sqe {
	__le32 consumed;		/* device */
	__le32 produced;		/* device */
	__le32 lz77_length;
	__le32 status;			/* device: [7:0] status, [8] last block seen */
	__le32 input_length;
	__le32 dw5;
	__le32 dw6;
	__le32 control;			/* [25] finish [26] stateful [27] first [31:28] type */
	__le32 dw8;
	__le32 kind;			/* [7:0] algorithm [11:8] buffers [15:12] window */
	__le32 dw10[3];
	__le32 tag_type0;
	__le32 output_space;
	__le32 context0;		/* device: [3:0] state of the stream */
	__le32 dw16[2];
	__le64 source;
	__le64 destination;
	__le64 stream_context;
	__le32 dw24[2];
	__le32 tag_type3;
	__le32 dw27;
	__le32 context1;
	__le32 context2;
	__le32 isize;			/* device */
	__le32 checksum;		/* device */
};

/* Completion entry. */
struct sim_cqe {
	__le32 dw0;
	__le16 command;
	__le16 reserved0;
	__le16 sq_head;
	__le16 sq_num;
	__le32 phase;			/* [16] phase, the upper half of the last dword */
};

#define SQE_FINISH		BIT(25)
#define SQE_STATEFUL		BIT(26)
#define SQE_FIRST		BIT(27)
#define SQE_TYPE_SHIFT		28
#define SQE_LAST_BLOCK		BIT(8)
#define CQE_PHASE		BIT(16)

#define SIM_SQ_SIZE		(SIM_DEPTH * sizeof(struct sim_sqe))
#define SIM_CQ_SIZE		(SIM_DEPTH * sizeof(struct sim_cqe))

enum sim_algorithm {
	SIM_DEFLATE = 1,
	SIM_ZLIB = 2,
	SIM_GZIP = 3,
};

enum sim_status {
	SIM_OK = 0x00,
	SIM_ERROR = 0x01,
	SIM_GREW = 0x0d,
	SIM_OUTPUT_TOO_SMALL = 0x0e,
	SIM_CHECKSUM_MISMATCH = 0x10,
	SIM_END_OF_STREAM = 0x13,
};

enum sim_stream_state {
	SIM_NONE = 0,
	SIM_IN_BLOCK_NO_SPACE = 2,
	SIM_BLOCK_NOT_BEGUN = 3,
	SIM_ENDED_WITHOUT_CHECKSUM = 4,
};

/* What an entry asks for. */
struct sim_job {
	enum sim_algorithm algorithm;
	int window_bits;
	bool finish;
	bool stateful;
	bool first;
	u32 length;
	u32 space;
	u64 source;
	u64 destination;
	u64 context;
};

/* What goes back into it. */
struct sim_result {
	enum sim_status status;
	enum sim_stream_state state;
	bool last_block;
	u32 consumed;
	u32 produced;
	u32 isize;
	u32 checksum;
};

/* A stream of one direction and framing, from its first request to its last. */
struct sim_stream {
	struct list_head list;
	u64 number;
	z_stream z;
	enum sim_algorithm algorithm;
	bool inflating;
	bool ended;
	u32 crc;
	u32 adler;
	u32 isize;
	u8 trailer[8];
	unsigned int trailer_seen;
};

/* The engine behind one queue; for its thread only. */
struct sim_engine {
	struct mm_struct *mm;
	bool shared;			/* whether it sees the opener's memory at all */
	bool inflating;
	int api;
	u8 *input;
	u8 *output;
	u32 input_size;
	u32 output_size;
	struct sim_stream *stateless;
	struct list_head streams;
	unsigned int stream_count;
	u64 last_stream;
};

struct sim_queue {
	struct uacce_queue *uacce;
	struct task_struct *thread;
	bool started;			/* once, and for good */
	int number;
	struct mmio_trap *doorbells;
	void *dus;
	struct sim_sqe *sq;
	struct sim_cqe *cq;
	__le32 *rx_status;
	__le32 *tx_status;
	u64 position;			/* of the next entry to be served */
	spinlock_t lock;		/* for what follows: doorbells and device meet there */
	u16 tail;			/* the slot behind the last entry told of */
	u64 completions;		/* posted so far */
	u64 reported;			/* of these, by poll */
	bool armed;			/* an interrupt is asked for; it is from the start */
	bool dead;			/* reset; told of once */
	struct sim_engine engine;
};

/* queue.c */
void sim_queue_init(struct sim_queue *queue);
int sim_queue_thread(void *data);
void sim_queue_doorbell(void *data, unsigned long offset, u64 word);
bool sim_queue_is_updated(struct sim_queue *queue);

/* engine.c */
void sim_engine_init(struct sim_engine *engine, bool shared, int api);
void sim_engine_exit(struct sim_engine *engine);
void sim_engine_execute(struct sim_engine *engine, const struct sim_sqe *sqe,
			bool corrupt, struct sim_result *result);

/* memory.c */
bool sim_memory_fetch(struct sim_engine *engine, void *to, u64 from, size_t length);
bool sim_memory_store(struct sim_engine *engine, u64 to, const void *from, size_t length);

/* stream.c */
struct sim_stream *sim_stream_alloc(bool inflating);
void sim_stream_free(struct sim_stream *stream);
int sim_stream_begin(struct sim_stream *stream, const struct sim_job *job);
void sim_stream_run(struct sim_stream *stream, const struct sim_job *job,
		    const u8 *input, u8 *output, struct sim_result *result);

/* fault.c */
enum sim_fault {
	SIM_FAULT_FAIL = 1,		/* complete with an error status */
	SIM_FAULT_DROP = 2,		/* never post the completion */
	SIM_FAULT_RESET = 4,		/* reset the queue instead */
	SIM_FAULT_CORRUPT = 8,		/* get a byte of the output wrong */
};

unsigned int sim_fault_next(void);
unsigned int sim_fault_delay(void);
bool sim_fault_isolated(void);
void sim_count_interrupt(void);

#endif

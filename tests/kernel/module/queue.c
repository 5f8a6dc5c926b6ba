// SPDX-License-Identifier: GPL-2.0
/*
 * The device's side of a queue: a thread that looks for new entries, has them
 * done one after the other and posts their completions.
 *
 * Memory can't tell two stores to the doorbell from one, so work is found in
 * the entries themselves: one whose input length is not zero is new, and it is
 * set to zero when the entry is completed. The doorbell tells whether the client
 * wants to be woken. A word that asks for it may be replaced before it is seen:
 * once a client has asked, it is rather woken in vain than not at all.
 */
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/sched.h>
#include <linux/wait.h>
#include "hisi_zip_sim.h"

#define DB_COMMAND(word)	((word) >> 12 & 0xf)
#define DB_INDEX(word)		((word) >> 32 & 0xffff)
#define DB_PRIORITY(word)	((word) >> 48)
#define DB_SUBMISSION		0
#define DB_COMPLETION		1

#define IDLE_JIFFIES		(HZ / 10)

static void raise_interrupt(struct sim_queue *queue)
{
	queue->armed = false;
	sim_count_interrupt();
	WRITE_ONCE(queue->raised, 1);
	wake_up_interruptible(&queue->uacce->wait);
}

/*
 * Whether a word that was not there before may have replaced one, unseen, that
 * asked for an interrupt. Not if this client never does, nor if nothing is
 * left that it could wait for.
 */
static bool may_hide_arm(struct sim_queue *queue, u64 word)
{
	if (!queue->asks)
		return false;
	return DB_COMMAND(word) == DB_SUBMISSION ||
	       DB_INDEX(word) != queue->completions % SIM_DEPTH ||
	       READ_ONCE(queue->sq[queue->position % SIM_DEPTH].input_length);
}

/* A look at the doorbell; true if it has just asked for what is posted already. */
static bool look(struct sim_queue *queue)
{
	u64 word = READ_ONCE(*(u64 *)(queue->mmio + SIM_DOORBELL));

	if (word == queue->doorbell)
		return false;
	queue->doorbell = word;
	if (DB_COMMAND(word) == DB_COMPLETION && DB_PRIORITY(word)) {
		queue->asks = true;
		queue->armed = true;
		return DB_INDEX(word) != queue->completions % SIM_DEPTH;
	}
	queue->armed |= may_hide_arm(queue, word);
	return false;
}

/* While nothing is completed. */
static void look_for_arm(struct sim_queue *queue)
{
	if (look(queue))
		raise_interrupt(queue);
}

/* After a completion. */
static void interrupt(struct sim_queue *queue)
{
	/* Completion first, then the look: the client asks first and looks then. */
	smp_mb();
	look(queue);
	if (queue->armed)
		raise_interrupt(queue);
}

static void post(struct sim_queue *queue, u16 slot)
{
	struct sim_cqe *cqe = &queue->cq[queue->completions % SIM_DEPTH];
	u32 phase = queue->completions / SIM_DEPTH & 1 ? 0 : CQE_PHASE;

	cqe->dw0 = 0;
	cqe->command = 0;
	cqe->reserved0 = 0;
	cqe->sq_head = cpu_to_le16(slot);
	cqe->sq_num = cpu_to_le16(queue->number);
	queue->completions++;
	/* Whoever sees the phase sees everything written before. */
	smp_store_release(&cqe->phase, cpu_to_le32(phase));
}

static void write_back(struct sim_sqe *sqe, const struct sim_result *result)
{
	sqe->consumed = cpu_to_le32(result->consumed);
	sqe->produced = cpu_to_le32(result->produced);
	sqe->status = cpu_to_le32(result->status | (result->last_block ? SQE_LAST_BLOCK : 0));
	sqe->context0 = cpu_to_le32(result->state);
	sqe->isize = cpu_to_le32(result->isize);
	sqe->checksum = cpu_to_le32(result->checksum);
	/* not new any more */
	WRITE_ONCE(sqe->input_length, 0);
}

/* The queue is out of order for good: both status words say so. */
static void reset(struct sim_queue *queue)
{
	/* Completions before the reset are seen before it. */
	smp_store_release(queue->rx_status, cpu_to_le32(1));
	WRITE_ONCE(*queue->tx_status, cpu_to_le32(1));
	raise_interrupt(queue);
}

static void take_time(struct sim_queue *queue)
{
	/* not in jiffies: it must not be a part of one too short */
	ktime_t end = ktime_add_ms(ktime_get(), sim_fault_delay());

	while (!kthread_should_stop() && ktime_before(ktime_get(), end)) {
		look_for_arm(queue);
		usleep_range(500, 1000);
	}
}

/* False when the queue works no more. */
static bool serve(struct sim_queue *queue, struct sim_sqe *sqe)
{
	unsigned int faults = sim_fault_next();
	struct sim_result result = { .status = SIM_ERROR };
	/* a copy: the client may go on writing */
	struct sim_sqe copy = *sqe;
	u16 slot = queue->position % SIM_DEPTH;

	take_time(queue);
	if (kthread_should_stop())
		return false;
	if (faults & SIM_FAULT_RESET) {
		reset(queue);
		return false;
	}
	if (!(faults & SIM_FAULT_FAIL))
		sim_engine_execute(&queue->engine, &copy, faults & SIM_FAULT_CORRUPT, &result);
	write_back(sqe, &result);
	queue->position++;
	if (faults & SIM_FAULT_DROP)
		return true;
	post(queue, slot);
	interrupt(queue);
	return true;
}

int sim_queue_thread(void *data)
{
	struct sim_queue *queue = data;
	unsigned long last = jiffies;
	bool working = true;

	while (!kthread_should_stop()) {
		struct sim_sqe *sqe = &queue->sq[queue->position % SIM_DEPTH];

		/* The client writes the length last, by a release store. */
		if (working && smp_load_acquire(&sqe->input_length)) {
			working = serve(queue, sqe);
			last = jiffies;
			cond_resched();
			continue;
		}
		look_for_arm(queue);
		if (time_after(jiffies, last + IDLE_JIFFIES))
			usleep_range(500, 1000);
		else
			usleep_range(20, 50);
	}
	return 0;
}

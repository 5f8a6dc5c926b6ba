// SPDX-License-Identifier: GPL-2.0
/*
 * The device's side of a queue: a thread that has entries done, one after the
 * other, and posts their completions; and the doorbells, which come in the
 * client's own thread. An entry is taken when a doorbell has told of it, not
 * before, whatever it holds.
 *
 * The interrupt is as the real driver sets it up: asked for from the start,
 * gone when it has come, and after that as the last doorbell for completions
 * says. What poll reports are completions, whether or not an interrupt came.
 */
#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/sched.h>
#include <linux/wait.h>
#include "hisi_zip_sim.h"

#define DB_QUEUE(word)		((word) & 0x3ff)
#define DB_COMMAND(word)	((word) >> 12 & 0xf)
#define DB_INDEX(word)		((word) >> 32 & 0xffff)
#define DB_PRIORITY(word)	((word) >> 48)
#define DB_SUBMISSION		0
#define DB_COMPLETION		1

void sim_queue_init(struct sim_queue *queue)
{
	spin_lock_init(&queue->lock);
	queue->armed = true;
}

/* With the lock held. */
static void interrupt(struct sim_queue *queue)
{
	queue->armed = false;
	sim_count_interrupt();
	wake_up_interruptible(&queue->uacce->wait);
}

/* A word for another queue is left alone: on a real device it would be that one's. */
void sim_queue_doorbell(void *data, unsigned long offset, u64 word)
{
	struct sim_queue *queue = data;
	u16 index = DB_INDEX(word);

	if (offset != SIM_DOORBELL || DB_QUEUE(word) != queue->number || index >= SIM_DEPTH)
		return;
	spin_lock(&queue->lock);
	if (DB_COMMAND(word) == DB_SUBMISSION) {
		queue->tail = index;
		if (queue->thread)
			wake_up_process(queue->thread);
	} else if (DB_COMMAND(word) == DB_COMPLETION) {
		queue->armed = DB_PRIORITY(word);
		/* there is more already than the client has taken */
		if (queue->armed && index != queue->completions % SIM_DEPTH)
			interrupt(queue);
	}
	spin_unlock(&queue->lock);
}

/* Whether there is something that poll has not reported yet. */
bool sim_queue_is_updated(struct sim_queue *queue)
{
	bool updated;

	spin_lock(&queue->lock);
	updated = queue->dead || queue->completions != queue->reported;
	queue->dead = false;
	queue->reported = queue->completions;
	spin_unlock(&queue->lock);
	return updated;
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
	spin_lock(&queue->lock);
	queue->completions++;
	/* Whoever sees the phase sees everything written before. */
	smp_store_release(&cqe->phase, cpu_to_le32(phase));
	if (queue->armed)
		interrupt(queue);
	spin_unlock(&queue->lock);
}

static void write_back(struct sim_sqe *sqe, const struct sim_result *result)
{
	sqe->consumed = cpu_to_le32(result->consumed);
	sqe->produced = cpu_to_le32(result->produced);
	sqe->status = cpu_to_le32(result->status | (result->last_block ? SQE_LAST_BLOCK : 0));
	sqe->context0 = cpu_to_le32(result->state);
	sqe->isize = cpu_to_le32(result->isize);
	sqe->checksum = cpu_to_le32(result->checksum);
}

/* The queue is out of order for good: both status words say so. */
static void reset(struct sim_queue *queue)
{
	/* Completions before the reset are seen before it. */
	smp_store_release(queue->rx_status, cpu_to_le32(1));
	WRITE_ONCE(*queue->tx_status, cpu_to_le32(1));
	spin_lock(&queue->lock);
	queue->dead = true;
	interrupt(queue);
	spin_unlock(&queue->lock);
}

static void take_time(struct sim_queue *queue)
{
	/* not in jiffies: it must not be a part of one too short */
	ktime_t end = ktime_add_ms(ktime_get(), sim_fault_delay());

	while (!kthread_should_stop() && ktime_before(ktime_get(), end))
		usleep_range(500, 1000);
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
	return true;
}

/* Whether the client has told of another entry. */
static bool has_entry(struct sim_queue *queue)
{
	bool has;

	/* the lock orders: what the client has written before its doorbell is seen */
	spin_lock(&queue->lock);
	has = queue->tail != queue->position % SIM_DEPTH;
	spin_unlock(&queue->lock);
	return has;
}

int sim_queue_thread(void *data)
{
	struct sim_queue *queue = data;
	bool working = true;

	while (!kthread_should_stop()) {
		/* before the look: a doorbell after it ends the sleep */
		set_current_state(TASK_IDLE);
		if (working && has_entry(queue)) {
			__set_current_state(TASK_RUNNING);
			working = serve(queue, &queue->sq[queue->position % SIM_DEPTH]);
			cond_resched();
		} else if (!kthread_should_stop()) {
			schedule();
		}
	}
	__set_current_state(TASK_RUNNING);
	return 0;
}

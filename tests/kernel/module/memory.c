// SPDX-License-Identifier: GPL-2.0
/*
 * The memory of the process that opened the queue, by its addresses, for the
 * queue's thread.
 *
 * The thread must never wait for the mmap_lock: who unmaps a region holds it
 * and waits for a lock of uacce's, under which a removal of the device stops
 * the thread. So what is not there is fetched with the lock only if it is free.
 */
#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/mmu_context.h>
#include <linux/sched/mm.h>
#include <linux/uaccess.h>
#include "hisi_zip_sim.h"

/* A page may go again before it is used, but not time after time. */
#define TRIES	10

static bool enter(struct sim_engine *engine)
{
	if (!engine->shared || !mmget_not_zero(engine->mm))
		return false;
	kthread_use_mm(engine->mm);
	return true;
}

static void leave(struct sim_engine *engine)
{
	kthread_unuse_mm(engine->mm);
	/* not here: the last one unmaps the regions, for which uacce has locks */
	mmput_async(engine->mm);
}

/* False for an address that the process does not have, or when the thread is to end. */
static bool fault_in(struct mm_struct *mm, u64 address, bool write)
{
	int rc;

	while (!mmap_read_trylock(mm)) {
		if (kthread_should_stop())
			return false;
		usleep_range(20, 50);
	}
	rc = fixup_user_fault(mm, address, write ? FAULT_FLAG_WRITE : 0, NULL);
	mmap_read_unlock(mm);
	return !rc;
}

/* Within one page of the process's. */
static bool copy_piece(struct mm_struct *mm, void *ours, u64 address, size_t length, bool write)
{
	unsigned long left;
	int i;

	for (i = 0; i < TRIES; i++) {
		pagefault_disable();
		left = write ? copy_to_user(u64_to_user_ptr(address), ours, length) :
			       copy_from_user(ours, u64_to_user_ptr(address), length);
		pagefault_enable();
		if (!left)
			return true;
		if (!fault_in(mm, address, write))
			return false;
	}
	return false;
}

static bool copy(struct sim_engine *engine, void *ours, u64 address, size_t length, bool write)
{
	bool done = true;

	if (!enter(engine))
		return false;
	while (done && length) {
		size_t piece = min_t(size_t, length, PAGE_SIZE - offset_in_page(address));

		done = copy_piece(engine->mm, ours, address, piece, write);
		ours += piece;
		address += piece;
		length -= piece;
	}
	leave(engine);
	return done;
}

bool sim_memory_fetch(struct sim_engine *engine, void *to, u64 from, size_t length)
{
	return copy(engine, to, from, length, false);
}

bool sim_memory_store(struct sim_engine *engine, u64 to, const void *from, size_t length)
{
	/* only read, for what is written is the process's */
	return copy(engine, (void *)from, to, length, true);
}

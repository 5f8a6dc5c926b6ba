// SPDX-License-Identifier: GPL-2.0
/*
 * What can be made to go wrong. All of it can be set while the device works,
 * in /sys/module/hisi_zip_sim/parameters. The k of the parameters ending in
 * _at counts the requests of all queues from the moment it is written; it is
 * back at 0 when the fault has come.
 */
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/spinlock.h>
#include "hisi_zip_sim.h"

static int fail_at;
module_param(fail_at, int, 0644);
MODULE_PARM_DESC(fail_at, "the k-th request from now completes with an error");

static int fail_every;
module_param(fail_every, int, 0644);
MODULE_PARM_DESC(fail_every, "every k-th request completes with an error");

static int drop_at;
module_param(drop_at, int, 0644);
MODULE_PARM_DESC(drop_at, "the k-th request from now is never said to be complete");

static int reset_at;
module_param(reset_at, int, 0644);
MODULE_PARM_DESC(reset_at, "at the k-th request from now its queue is reset");

static int corrupt_at;
module_param(corrupt_at, int, 0644);
MODULE_PARM_DESC(corrupt_at, "the k-th request from now has a wrong byte in its output");

static unsigned int delay_ms;
module_param(delay_ms, uint, 0644);
MODULE_PARM_DESC(delay_ms, "every request takes so much longer");

static bool isolated;
module_param(isolated, bool, 0644);
MODULE_PARM_DESC(isolated, "the device is out of service (attribute isolate, Linux 6.3)");

static unsigned long requests;
module_param(requests, ulong, 0444);
MODULE_PARM_DESC(requests, "requests so far");

static unsigned long interrupts;
module_param(interrupts, ulong, 0444);
MODULE_PARM_DESC(interrupts, "interrupts so far");

static DEFINE_SPINLOCK(lock);

static unsigned int due(int *countdown, enum sim_fault fault)
{
	if (*countdown <= 0)
		return 0;
	return --*countdown ? 0 : fault;
}

/* What goes wrong with the next request: a set of enum sim_fault. */
unsigned int sim_fault_next(void)
{
	unsigned int faults;

	spin_lock(&lock);
	requests++;
	faults = due(&fail_at, SIM_FAULT_FAIL) | due(&drop_at, SIM_FAULT_DROP) |
		 due(&reset_at, SIM_FAULT_RESET) | due(&corrupt_at, SIM_FAULT_CORRUPT);
	if (fail_every > 0 && requests % fail_every == 0)
		faults |= SIM_FAULT_FAIL;
	spin_unlock(&lock);
	return faults;
}

unsigned int sim_fault_delay(void)
{
	return READ_ONCE(delay_ms);
}

bool sim_fault_isolated(void)
{
	return READ_ONCE(isolated);
}

void sim_count_interrupt(void)
{
	spin_lock(&lock);
	interrupts++;
	spin_unlock(&lock);
}

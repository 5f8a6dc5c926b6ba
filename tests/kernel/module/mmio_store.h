/* SPDX-License-Identifier: GPL-2.0 */
/* What an instruction stores: as much of a processor manual as a store of 64 bits takes. */
#ifndef MMIO_STORE_H
#define MMIO_STORE_H

#include <linux/ptrace.h>
#include <linux/types.h>

#ifdef CONFIG_X86_64
#define MMIO_INSTRUCTION_MAX	15
#else
#define MMIO_INSTRUCTION_MAX	4
#endif

struct mmio_store {
	u64 word;
	unsigned int length;		/* of the instruction */
	unsigned long *loaded;		/* by the same instruction: a register that becomes zero */
};

enum mmio_decoded {
	MMIO_STORE,
	MMIO_UNKNOWN,			/* no store of 64 bits that is known here */
	MMIO_AGAIN,			/* can't be told now; execute the instruction again */
};

enum mmio_decoded mmio_store_decode(const u8 *code, struct pt_regs *regs, struct mmio_store *store);

#endif

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Registers for user space that are none: every store to such a mapping is
 * trapped and handed on, each one, in order, as real registers do.
 */
#ifndef MMIO_TRAP_H
#define MMIO_TRAP_H

#include <linux/mm.h>

struct mmio_trap;

/* Called for each store of 64 bits, one at a time; must not sleep. */
typedef void (*mmio_trap_store)(void *data, unsigned long offset, u64 word);

struct mmio_trap *mmio_trap_map(struct vm_area_struct *vma, mmio_trap_store store, void *data);
void mmio_trap_end(struct mmio_trap *trap);

#endif

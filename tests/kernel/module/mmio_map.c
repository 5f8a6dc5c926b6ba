// SPDX-License-Identifier: GPL-2.0
/*
 * A mapping without pages: each store to it faults. The fault handler reads
 * the instruction to learn what is stored, tells the owner, and goes on behind
 * it. A module of its own, for it stays as long as a process has such a
 * mapping, while the device can be removed under it.
 *
 * Whoever loads from the mapping, or stores anything but 64 bits by a plain
 * instruction, gets SIGBUS.
 */
#include <linux/module.h>
#include <linux/refcount.h>
#include <linux/sched/task_stack.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/uaccess.h>
#include "mmio_store.h"
#include "mmio_trap.h"

struct mmio_trap {
	const struct vm_operations_struct ops;	/* the mapping's, by which it is found */
	void (*close)(struct vm_area_struct *vma);
	refcount_t users;			/* mappings, and the owner until it ends */
	spinlock_t lock;			/* for what follows */
	mmio_trap_store store;			/* NULL when the owner is gone */
	void *data;
};

/* Of the instruction that has faulted, in the process's memory. */
static enum mmio_decoded fetch(struct pt_regs *regs, struct mmio_store *store)
{
	u8 code[MMIO_INSTRUCTION_MAX] = {};
	enum mmio_decoded decoded;
	unsigned long left;

	pagefault_disable();
	left = __copy_from_user_inatomic(code, (void __user *)instruction_pointer(regs),
					 sizeof(code));
	pagefault_enable();
	decoded = mmio_store_decode(code, regs, store);
	/* executed just now, and gone: it will be back when it is executed again */
	if (left == sizeof(code) ||
	    (decoded == MMIO_STORE && store->length > sizeof(code) - left))
		return MMIO_AGAIN;
	if (decoded == MMIO_UNKNOWN)
		pr_info_ratelimited("mmio_trap: no store of 64 bits that is known: %*ph\n",
				    (int)sizeof(code), code);
	return decoded;
}

static bool tell(struct mmio_trap *trap, unsigned long offset, u64 word)
{
	bool owned;

	spin_lock(&trap->lock);
	owned = trap->store;
	if (owned)
		trap->store(trap->data, offset, word);
	spin_unlock(&trap->lock);
	return owned;
}

static vm_fault_t trap_fault(struct vm_fault *vmf)
{
	struct mmio_trap *trap = container_of(vmf->vma->vm_ops, struct mmio_trap, ops);
	struct pt_regs *regs = current_pt_regs();
	struct mmio_store store = {};

	if (!(vmf->flags & FAULT_FLAG_WRITE) || !(vmf->flags & FAULT_FLAG_USER))
		return VM_FAULT_SIGBUS;
	switch (fetch(regs, &store)) {
	case MMIO_AGAIN:
		return VM_FAULT_NOPAGE;
	case MMIO_UNKNOWN:
		return VM_FAULT_SIGBUS;
	case MMIO_STORE:
		break;
	}
	if (!tell(trap, vmf->real_address - vmf->vma->vm_start, store.word))
		return VM_FAULT_SIGBUS;
	if (store.loaded)
		*store.loaded = 0;
	instruction_pointer_set(regs, instruction_pointer(regs) + store.length);
	return VM_FAULT_NOPAGE;
}

static void put(struct mmio_trap *trap)
{
	if (refcount_dec_and_test(&trap->users))
		kfree(trap);
}

/* A part of the mapping was unmapped, and it is two. */
static void trap_open(struct vm_area_struct *vma)
{
	struct mmio_trap *trap = container_of(vma->vm_ops, struct mmio_trap, ops);

	refcount_inc(&trap->users);
	__module_get(THIS_MODULE);
}

static void trap_close(struct vm_area_struct *vma)
{
	struct mmio_trap *trap = container_of(vma->vm_ops, struct mmio_trap, ops);

	if (trap->close)
		trap->close(vma);
	put(trap);
	module_put(THIS_MODULE);
}

/*
 * Makes a mapping under way one that is trapped; what was to be done when it is
 * closed is done. The owner has to end what is returned. NULL: no memory.
 */
struct mmio_trap *mmio_trap_map(struct vm_area_struct *vma, mmio_trap_store store, void *data)
{
	const struct mmio_trap begun = {
		.ops = {
			.open = trap_open,
			.close = trap_close,
			.mremap = vma->vm_ops->mremap,
			.fault = trap_fault,
		},
		.close = vma->vm_ops->close,
		.users = REFCOUNT_INIT(2),
		.store = store,
		.data = data,
	};
	struct mmio_trap *trap = kmemdup(&begun, sizeof(begun), GFP_KERNEL);

	if (!trap)
		return NULL;
	spin_lock_init(&trap->lock);
	__module_get(THIS_MODULE);
	vma->vm_ops = &trap->ops;
	return trap;
}
EXPORT_SYMBOL_GPL(mmio_trap_map);

/* On return, no store is under way, and none will be told of any more. */
void mmio_trap_end(struct mmio_trap *trap)
{
	if (!trap)
		return;
	spin_lock(&trap->lock);
	trap->store = NULL;
	spin_unlock(&trap->lock);
	put(trap);
}
EXPORT_SYMBOL_GPL(mmio_trap_end);

MODULE_DESCRIPTION("Mappings whose stores are trapped, one by one, for tests");
MODULE_LICENSE("GPL");

// SPDX-License-Identifier: GPL-2.0
/*
 * What uacce asks of a driver. One file opened is one queue, with a thread in
 * the place of the hardware and the opener's address space as its memory.
 */
#include <linux/idr.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>
#include <uapi/misc/uacce/hisi_qm.h>
#include "hisi_zip_sim.h"

#define ISOLATE_THRESHOLD	10

static char *api = HISI_QM_API_VER3_BASE;
module_param(api, charp, 0444);
MODULE_PARM_DESC(api, "interface: hisi_qm_v2 or hisi_qm_v3");

static unsigned int queues = 16;
module_param(queues, uint, 0444);
MODULE_PARM_DESC(queues, "queues of the device, at most 1024");

static bool sva = true;
module_param(sva, bool, 0444);
MODULE_PARM_DESC(sva, "ask for shared virtual addressing");

static struct platform_device *platform;
static struct uacce_device *uacce;
static DEFINE_IDA(numbers);
static atomic_t used = ATOMIC_INIT(0);

static int api_version(void)
{
	if (!strcmp(api, HISI_QM_API_VER2_BASE))
		return 2;
	return strcmp(api, HISI_QM_API_VER3_BASE) ? -EINVAL : 3;
}

static unsigned long mmio_size(void)
{
	return PAGE_ALIGN(SIM_MMIO_SIZE);
}

/* Both rings, and a page whose last two words are the status words. */
static unsigned long dus_size(void)
{
	return PAGE_ALIGN(SIM_SQ_SIZE + SIM_CQ_SIZE) + PAGE_SIZE;
}

static int sim_available(struct uacce_device *device)
{
	return queues - atomic_read(&used);
}

static void free_queue(struct sim_queue *queue)
{
	vfree(queue->dus);
	kfree(queue);
}

static struct sim_queue *alloc_queue(void)
{
	struct sim_queue *queue = kzalloc(sizeof(*queue), GFP_KERNEL);
	void *end;

	if (!queue)
		return NULL;
	queue->dus = vmalloc_user(dus_size());
	if (!queue->dus) {
		free_queue(queue);
		return NULL;
	}
	end = queue->dus + dus_size();
	queue->sq = queue->dus;
	queue->cq = queue->dus + SIM_SQ_SIZE;
	queue->tx_status = end - sizeof(__le32);
	queue->rx_status = end - 2 * sizeof(__le32);
	sim_queue_init(queue);
	return queue;
}

static int sim_get_queue(struct uacce_device *device, unsigned long pasid,
			 struct uacce_queue *uacce_queue)
{
	int number = ida_alloc_max(&numbers, queues - 1, GFP_KERNEL);
	struct sim_queue *queue;

	if (number < 0)
		return number == -ENOSPC ? -EBUSY : number;
	queue = alloc_queue();
	if (!queue) {
		ida_free(&numbers, number);
		return -ENOMEM;
	}
	sim_engine_init(&queue->engine, device->flags & UACCE_DEV_SVA, api_version());
	queue->number = number;
	queue->uacce = uacce_queue;
	uacce_queue->priv = queue;
	atomic_inc(&used);
	return 0;
}

static int sim_start_queue(struct uacce_queue *uacce_queue)
{
	struct sim_queue *queue = uacce_queue->priv;
	struct task_struct *thread;

	thread = kthread_run(sim_queue_thread, queue, "zip_sim/%d", queue->number);
	if (IS_ERR(thread))
		return PTR_ERR(thread);
	spin_lock(&queue->lock);
	queue->thread = thread;
	spin_unlock(&queue->lock);
	queue->started = true;
	/* for a doorbell that came before it had a thread to wake */
	wake_up_process(thread);
	return 0;
}

/* Returns when the device touches no memory any more. */
static void sim_stop_queue(struct uacce_queue *uacce_queue)
{
	struct sim_queue *queue = uacce_queue->priv;
	struct task_struct *thread;

	spin_lock(&queue->lock);
	thread = queue->thread;
	/* no doorbell wakes it any more */
	queue->thread = NULL;
	spin_unlock(&queue->lock);
	if (thread)
		kthread_stop(thread);
}

static void sim_put_queue(struct uacce_queue *uacce_queue)
{
	struct sim_queue *queue = uacce_queue->priv;

	mmio_trap_end(queue->doorbells);
	sim_engine_exit(&queue->engine);
	ida_free(&numbers, queue->number);
	free_queue(queue);
	atomic_dec(&used);
}

static int sim_is_updated(struct uacce_queue *uacce_queue)
{
	return sim_queue_is_updated(uacce_queue->priv);
}

static int map_doorbells(struct sim_queue *queue, struct vm_area_struct *vma)
{
	/* unmapped, and now mapped again */
	mmio_trap_end(queue->doorbells);
	queue->doorbells = mmio_trap_map(vma, sim_queue_doorbell, queue);
	return queue->doorbells ? 0 : -ENOMEM;
}

static int sim_mmap(struct uacce_queue *uacce_queue, struct vm_area_struct *vma,
		    struct uacce_qfile_region *region)
{
	struct sim_queue *queue = uacce_queue->priv;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (region->type == UACCE_QFRT_MMIO)
		return size > mmio_size() ? -EINVAL : map_doorbells(queue, vma);
	return size != dus_size() ? -EINVAL : remap_vmalloc_range(vma, queue->dus, 0);
}

static long set_context(struct sim_queue *queue, void __user *argument)
{
	struct hisi_qp_ctx context;

	if (copy_from_user(&context, argument, sizeof(context)))
		return -EFAULT;
	if (context.qc_type > 1)
		return -EINVAL;
	/* its engine is of one direction for good */
	if (queue->started)
		return -EINVAL;
	queue->engine.inflating = context.qc_type;
	context.id = queue->number;
	return copy_to_user(argument, &context, sizeof(context)) ? -EFAULT : 0;
}

static long set_info(void __user *argument)
{
	struct hisi_qp_info info;

	if (copy_from_user(&info, argument, sizeof(info)))
		return -EFAULT;
	info.sqe_size = sizeof(struct sim_sqe);
	info.sq_depth = SIM_DEPTH;
	info.cq_depth = SIM_DEPTH;
	return copy_to_user(argument, &info, sizeof(info)) ? -EFAULT : 0;
}

static long sim_ioctl(struct uacce_queue *uacce_queue, unsigned int command,
		      unsigned long argument)
{
	switch (command) {
	case UACCE_CMD_QM_SET_QP_CTX:
		return set_context(uacce_queue->priv, (void __user *)argument);
	case UACCE_CMD_QM_SET_QP_INFO:
		return set_info((void __user *)argument);
	default:
		return -EINVAL;
	}
}

/* Linux 6.3 and newer */
#ifdef UACCE_MAX_ERR_THRESHOLD
static enum uacce_dev_state sim_isolate_state(struct uacce_device *device)
{
	return sim_fault_isolated() ? UACCE_DEV_ISOLATE : UACCE_DEV_NORMAL;
}

static u32 sim_threshold(struct uacce_device *device)
{
	return ISOLATE_THRESHOLD;
}
#endif

static const struct uacce_ops sim_ops = {
	.get_available_instances = sim_available,
	.get_queue = sim_get_queue,
	.put_queue = sim_put_queue,
	.start_queue = sim_start_queue,
	.stop_queue = sim_stop_queue,
	.is_q_updated = sim_is_updated,
	.mmap = sim_mmap,
	.ioctl = sim_ioctl,
#ifdef UACCE_MAX_ERR_THRESHOLD
	.get_isolate_state = sim_isolate_state,
	.isolate_err_threshold_read = sim_threshold,
#endif
};

static int register_device(void)
{
	struct uacce_interface interface = {
		.name = "hisi_zip",
		.flags = sva ? UACCE_DEV_SVA : 0,
		.ops = &sim_ops,
	};
	int rc;

	uacce = uacce_alloc(&platform->dev, &interface);
	if (IS_ERR(uacce))
		return PTR_ERR(uacce);
	uacce->is_vf = false;
	uacce->algs = "zlib\ngzip\ndeflate\n";
	uacce->api_ver = api;
	uacce->qf_pg_num[UACCE_QFRT_MMIO] = mmio_size() >> PAGE_SHIFT;
	uacce->qf_pg_num[UACCE_QFRT_DUS] = dus_size() >> PAGE_SHIFT;
	rc = uacce_register(uacce);
	if (rc)
		uacce_remove(uacce);
	return rc;
}

static int __init sim_init(void)
{
	int rc;

	BUILD_BUG_ON(sizeof(struct sim_sqe) != 128);
	BUILD_BUG_ON(sizeof(struct sim_cqe) != 16);
	if (api_version() < 0 || !queues || queues > 1024)
		return -EINVAL;
	platform = platform_device_alloc("hisi_zip_sim", PLATFORM_DEVID_NONE);
	if (!platform)
		return -ENOMEM;
	/* before it is added: without a node the attribute numa_node would be missing */
	set_dev_node(&platform->dev, 0);
	rc = platform_device_add(platform);
	if (rc) {
		platform_device_put(platform);
		return rc;
	}
	rc = register_device();
	if (rc)
		platform_device_unregister(platform);
	return rc;
}

static void __exit sim_exit(void)
{
	uacce_remove(uacce);
	platform_device_unregister(platform);
	ida_destroy(&numbers);
}

module_init(sim_init);
module_exit(sim_exit);
MODULE_DESCRIPTION("HiSilicon ZIP engine played in software, for tests");
MODULE_LICENSE("GPL");

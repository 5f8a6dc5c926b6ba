// SPDX-License-Identifier: GPL-2.0
/* Binds address spaces to numbers, as an IOMMU driver would; see sva_shim.h. */
#include <linux/module.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/xarray.h>
#include "sva_shim.h"

#define PASID_MAX	0xfffff

static DEFINE_XARRAY_ALLOC1(pasids);

struct binding {
	struct iommu_sva base;
	struct mm_struct *mm;
	u32 pasid;
};

int sva_shim_enable_feature(struct device *device, enum iommu_dev_features feature)
{
	return 0;
}
EXPORT_SYMBOL_GPL(sva_shim_enable_feature);

int sva_shim_disable_feature(struct device *device, enum iommu_dev_features feature)
{
	return 0;
}
EXPORT_SYMBOL_GPL(sva_shim_disable_feature);

struct iommu_sva *sva_shim_bind_device(struct device *device, struct mm_struct *mm)
{
	struct binding *binding = kzalloc(sizeof(*binding), GFP_KERNEL);
	int rc;

	if (!binding)
		return ERR_PTR(-ENOMEM);
	rc = xa_alloc(&pasids, &binding->pasid, binding, XA_LIMIT(1, PASID_MAX), GFP_KERNEL);
	if (rc) {
		kfree(binding);
		return ERR_PTR(rc);
	}
	mmgrab(mm);
	binding->mm = mm;
	binding->base.dev = device;
	return &binding->base;
}
EXPORT_SYMBOL_GPL(sva_shim_bind_device);

void sva_shim_unbind_device(struct iommu_sva *handle)
{
	struct binding *binding = container_of(handle, struct binding, base);

	xa_erase(&pasids, binding->pasid);
	mmdrop(binding->mm);
	kfree(binding);
}
EXPORT_SYMBOL_GPL(sva_shim_unbind_device);

u32 sva_shim_get_pasid(struct iommu_sva *handle)
{
	return container_of(handle, struct binding, base)->pasid;
}
EXPORT_SYMBOL_GPL(sva_shim_get_pasid);

MODULE_DESCRIPTION("Stands in for an IOMMU with shared virtual addressing, for tests");
MODULE_LICENSE("GPL");

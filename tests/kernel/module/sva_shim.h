/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Stands in for an IOMMU that can share page tables. Compiled into the
 * kernel's uacce.c by force (-include), with uacce.c itself unchanged: its five
 * calls into the IOMMU go to sva_shim.ko instead.
 */
#ifndef SVA_SHIM_H
#define SVA_SHIM_H

#include <linux/iommu.h>

#define iommu_dev_enable_feature	sva_shim_enable_feature
#define iommu_dev_disable_feature	sva_shim_disable_feature
/* Linux 6.1 hands over a third argument that nobody uses */
#define iommu_sva_bind_device(device, mm, ...)	sva_shim_bind_device(device, mm)
#define iommu_sva_unbind_device		sva_shim_unbind_device
#define iommu_sva_get_pasid		sva_shim_get_pasid

int sva_shim_enable_feature(struct device *device, enum iommu_dev_features feature);
int sva_shim_disable_feature(struct device *device, enum iommu_dev_features feature);
struct iommu_sva *sva_shim_bind_device(struct device *device, struct mm_struct *mm);
void sva_shim_unbind_device(struct iommu_sva *handle);
u32 sva_shim_get_pasid(struct iommu_sva *handle);

#endif

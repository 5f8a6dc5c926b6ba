// SPDX-License-Identifier: Apache-2.0
/**
 * What whoever adds a kind of device implements, and nobody else touches: the provider through which it is found. The
 * devices, queues and engines that it then hands out are the interfaces of {@link io.warpdrive.queue}.
 */
package io.warpdrive.queue.spi;

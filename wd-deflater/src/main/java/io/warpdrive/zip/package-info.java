// SPDX-License-Identifier: Apache-2.0
/**
 * Drop-ins for {@code java.util.zip}: subclasses that keep every promise of their parents and hand blocks to an
 * accelerator's queue where that pays. May touch {@code io.warpdrive.route}, which decides, and nothing native.
 */
package io.warpdrive.zip;

// SPDX-License-Identifier: Apache-2.0
/**
 * The ZIP device in software: the queue contract served in the calling thread by ISA-L and libdeflate through JNA direct
 * mapping. Blocks are independent of each other but for the history a request points to, so engine states are borrowed
 * from a pool for one request only and no stream owns one. May touch {@code io.warpdrive.queue} and native engines.
 */
package io.warpdrive.soft;

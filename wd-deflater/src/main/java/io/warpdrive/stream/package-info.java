// SPDX-License-Identifier: Apache-2.0
/**
 * One stream's bytes on their way through a queue: segments that a device compresses, joined here, and messages that it
 * inflates; framing, checks, and zlib's help where the device fails. Who serves a stream is {@code io.warpdrive.route}'s to
 * say; what {@code java.util.zip} promises beyond one stream is {@code io.warpdrive.zip}'s. Not exported.
 */
package io.warpdrive.stream;

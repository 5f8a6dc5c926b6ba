// SPDX-License-Identifier: Apache-2.0
/**
 * The ZIP device in software, which works in the calling thread. Our engine, {@code libwarpdrive.so} from
 * {@code src/main/c}, keeps a stream's state and is called through JNI: streams in place, blocks and whole messages through
 * the queue. ISA-L compresses blocks at level 1 and under {@code policy=speed}, through JNA direct mapping; neither it nor
 * JNA is loaded before somebody wants that. May touch {@code io.warpdrive.queue} and native engines.
 *
 * <p>More than 16 classes: two engines, each with its library, its memory and its plans, behind one queue.
 */
package io.warpdrive.soft;

// SPDX-License-Identifier: Apache-2.0
/**
 * JMH benchmarks of a device's queue: what a request costs besides the engine's work. {@link
 * io.warpdrive.benchmarks.queue.QueueReport} runs them all and compares with the bars. The device is the emulator in
 * another process.
 */
package io.warpdrive.benchmarks.queue;

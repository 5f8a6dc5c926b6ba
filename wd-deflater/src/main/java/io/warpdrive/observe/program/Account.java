// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.program;

/**
 * What went through some streams, and what it took.
 *
 * @param streams that began
 * @param processorNanos processor time of the long calls
 * @param wallNanos time on the wall of the short ones
 */
record Account(long streams, long in, long out, long processorNanos, long wallNanos) {
    static final Account NOTHING = new Account(0, 0, 0, 0, 0);

    Account plus(Account other) {
        return new Account(
                streams + other.streams,
                in + other.in,
                out + other.out,
                processorNanos + other.processorNanos,
                wallNanos + other.wallNanos);
    }
}

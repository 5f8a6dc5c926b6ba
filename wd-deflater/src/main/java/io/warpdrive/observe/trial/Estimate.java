// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.trial;

/**
 * What the engine takes of zlib's time.
 *
 * @param low the least that is likely
 * @param middle the best guess
 * @param high the most that is likely
 * @param rounds how often it has been measured; 0: it has not
 */
public record Estimate(double low, double middle, double high, int rounds) {
    /** As {@code this}, of something that is only like what was measured. */
    public Estimate ofAnother(double margin) {
        return new Estimate(low * (1 - margin), middle, high * (1 + margin), 0);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.settings;

/** What a user prefers when speed and size disagree; the values of the configuration key {@code policy}. */
public enum WdPolicy {
    /** At the same level at most 1.01 times the JDK's size over a corpus, 1.05 times on a file of 64 KiB or more. */
    BALANCED,
    /** The fastest engine at any level up to 6. */
    SPEED,
    /** At the same level at most 1.005 times the JDK's size on any file. */
    RATIO
}

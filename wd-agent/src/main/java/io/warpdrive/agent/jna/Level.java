// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.agent.jna;

/** Stands in for {@code java.util.logging.Level}. */
public enum Level {
    ALL,
    FINEST,
    FINER,
    FINE,
    CONFIG,
    INFO,
    WARNING,
    SEVERE,
    OFF
}

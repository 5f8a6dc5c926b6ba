// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.settings;

/** When engines and devices are loaded; the values of the key {@code start}. */
public enum WdStart {
    /** Once zlib has cost this process about what loading costs. */
    EARNED,
    /** At the first stream. */
    EAGER
}

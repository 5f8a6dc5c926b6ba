// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

/** The input at hand when it is decided who serves a stream. */
public interface Sample {
    /** Bytes of it. */
    int remaining();

    /** Whether it can be had without a copy, as {@link #array} from {@link #position} on. */
    boolean isArray();

    byte[] array();

    int position();
}

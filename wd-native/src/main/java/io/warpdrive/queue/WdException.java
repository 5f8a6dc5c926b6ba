// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

import java.io.IOException;

/** A queue or its memory can't be had; the message says why in one line. Never thrown on the data path. */
public final class WdException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Without another failure behind it.
     *
     * @param message what could not be had, and why, in one line
     */
    public WdException(String message) {
        super(message);
    }

    /**
     * Because of another failure.
     *
     * @param message what could not be had, and why, in one line
     * @param cause what is behind it
     */
    public WdException(String message, Throwable cause) {
        super(message, cause);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.example;

/** What an application does with messages that are whole in memory. */
public enum MessageWork {
    /** One Deflater, reset between messages. */
    DEFLATE_REUSED(false, false),
    /** A Deflater for each message. */
    DEFLATE_NEW(false, true),
    INFLATE_REUSED(true, false),
    INFLATE_NEW(true, true);

    private final boolean inflating;
    private final boolean renewing;

    MessageWork(boolean inflating, boolean renewing) {
        this.inflating = inflating;
        this.renewing = renewing;
    }

    public boolean isInflating() {
        return inflating;
    }

    public boolean isRenewing() {
        return renewing;
    }
}

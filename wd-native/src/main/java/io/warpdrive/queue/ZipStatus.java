// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

/** Where a request stands. */
public enum ZipStatus {
    /** Not sent yet. */
    IDLE,
    /** Sent; the device may read its source and write its destination at any time. */
    SENT,
    /** Done: the whole source has been used. */
    OK,
    /** Inflate only: done, and the block with BFINAL set has ended; {@code consumed} is exact. */
    END_OF_STREAM,
    /** The destination is too small: the request has failed. */
    OUTPUT_FULL,
    /** Inflate only: the source is not valid DEFLATE data, or does not end within the source. */
    BAD_DATA,
    /** The device could not do it; nothing is known about the destination. */
    FAILED,
    /**
     * Its queue has died, of several that look like one, and the others go on. The device does not touch its memory any
     * more; nothing is known about the destination.
     */
    DROPPED,
    /** No completion came in time; the device may still write the destination. */
    TIMED_OUT,
    /** The queue is dead: reset, isolated or its device removed. */
    QUEUE_DEAD;

    /**
     * Whether the request's results may be used.
     *
     * @return also for {@link #OUTPUT_FULL}, which is a result
     */
    public boolean isDone() {
        return this == OK || this == END_OF_STREAM || this == OUTPUT_FULL;
    }

    /**
     * Whether the data is at fault.
     *
     * @return false when the device is
     */
    public boolean isBad() {
        return this == BAD_DATA;
    }
}

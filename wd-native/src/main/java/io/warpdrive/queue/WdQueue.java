// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

/**
 * What a process holds of a device: a way to send requests of one direction. Safe for use by many threads at once; a
 * request belongs to the thread that sent it until it is received.
 *
 * <p>{@link #send}, {@link #recv} and {@link #recvSync} allocate nothing, take no lock while a device works and report
 * every failure by the request's status.
 */
public interface WdQueue extends AutoCloseable {

    /**
     * What it is a queue of; of several devices that look like one, the first.
     *
     * @return never {@code null}
     */
    WdDevice device();

    /**
     * Its direction.
     *
     * @return the same for the life of the queue
     */
    ZipOperation operation();

    /**
     * Hands a request to the device. On return it is {@link ZipStatus#SENT} or already complete.
     *
     * @param request not under way; of this queue's direction, with memory that it may point to
     * @return false when the queue is full; the request is untouched and may be sent again
     */
    boolean send(ZipRequest request);

    /**
     * Takes up completions that have come, without waiting.
     *
     * @param request sent to this queue, by any thread
     * @return true when {@code request} is complete, with success or without
     */
    boolean recv(ZipRequest request);

    /**
     * Waits until {@code request} is complete (the seed's {@code recv_sync}).
     *
     * @param request sent to this queue, by any thread
     * @param timeoutNanos at most this long; then the request's status becomes {@link ZipStatus#TIMED_OUT}, or
     *     another one if the device could be stopped; a queue that is not to be used any more refuses what is sent next
     *     with {@link ZipStatus#QUEUE_DEAD}
     */
    void recvSync(ZipRequest request, long timeoutNanos);

    /** Waits until nothing that was sent before is outstanding (the seed's {@code flush}). */
    void flush();

    /**
     * Memory that requests on this queue may point to.
     *
     * @param bytes at least 1
     * @return memory that the caller closes, when no request points to it any more
     * @throws WdException when it can't be had
     */
    WdMemory reserveMemory(long bytes) throws WdException;

    /**
     * Whether there is {@link #adler32}: checksums of memory that are quicker than the JDK's.
     *
     * @return the same for the life of the queue
     */
    default boolean sumsAdler32() {
        return false;
    }

    /**
     * Adler-32 (RFC 1950, 8.2) of bytes that follow others. Works in the calling thread.
     *
     * @param adler the Adler-32 of what came before; 1 if nothing did
     * @param memory where the bytes are
     * @param offset of the first byte
     * @param length bytes, 0 or more
     * @return the Adler-32 of all of it
     * @throws UnsupportedOperationException unless {@link #sumsAdler32}
     */
    default int adler32(int adler, WdMemory memory, int offset, int length) {
        throw new UnsupportedOperationException("this queue sums nothing");
    }

    /**
     * An engine's state for a stream that is inflated in place; only where the plan says {@link InflatePlan#inPlace}.
     *
     * @return a state that the caller closes, or pools
     * @throws WdException when memory is short
     */
    default InPlaceInflate inflateInPlace() throws WdException {
        throw new UnsupportedOperationException("this queue does nothing in place");
    }

    /**
     * An engine's state for a stream that is deflated in place; only where the plan says {@link DeflatePlan#inPlace}.
     *
     * @return a state that the caller closes, or pools
     * @throws WdException when memory is short
     */
    default InPlaceDeflate deflateInPlace() throws WdException {
        throw new UnsupportedOperationException("this queue does nothing in place");
    }

    /** Releases the queue (the seed's {@code release_queue}). Requests outstanding become {@link ZipStatus#QUEUE_DEAD}. */
    @Override
    void close();
}

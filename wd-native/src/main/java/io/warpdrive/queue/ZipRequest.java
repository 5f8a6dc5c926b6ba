// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.queue;

import static java.util.Objects.checkFromIndexSize;
import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One block to compress or to decompress, and what came of it. Made once and used again for every block of a stream, so
 * that a block allocates nothing.
 *
 * <p>Between {@link WdQueue#send} and completion a request belongs to the queue: nobody else may change it, its source
 * or its destination. {@link #status} is published with release and read with acquire order by {@link #complete} and
 * the queue, so a request may be completed by another thread than the one that waits for it.
 */
public final class ZipRequest {
    private static final VarHandle STATUS;

    static {
        try {
            STATUS = MethodHandles.lookup().findVarHandle(ZipRequest.class, "status", ZipStatus.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private ZipOperation operation = ZipOperation.DEFLATE;
    private ZipFlush flush = ZipFlush.FINISH;
    private int effort;
    private WdMemory source;
    private int sourceOffset;
    private int sourceLength;
    private int historyLength;
    private WdMemory destination;
    private int destinationOffset;
    private int destinationLength;
    private int lane;

    private int consumed;
    private int produced;
    private String message = "";
    /**
     * Through {@link #STATUS}: the completing thread's release publishes the results to the waiting thread's acquire. Not
     * volatile: nothing that comes later has to wait until everybody has seen it.
     */
    @SuppressWarnings("UnusedVariable")
    private ZipStatus status = ZipStatus.IDLE;

    /** An idle request without source and destination. */
    public ZipRequest() {}

    /**
     * What is to be done.
     *
     * @param operation the direction; that of the queue it goes to
     * @return this request
     */
    public ZipRequest operation(ZipOperation operation) {
        this.operation = requireNonNull(operation, "operation is null");
        return this;
    }

    /**
     * DEFLATE only: how the output ends.
     *
     * @param flush {@link ZipFlush#FINISH} to end the stream
     * @return this request
     */
    public ZipRequest flush(ZipFlush flush) {
        this.flush = requireNonNull(flush, "flush is null");
        return this;
    }

    /**
     * DEFLATE only: {@link DeflatePlan#effort} of the device.
     *
     * @param effort of a plan of the device it goes to
     * @return this request
     */
    public ZipRequest effort(int effort) {
        this.effort = effort;
        return this;
    }

    /**
     * The input.
     *
     * @param memory that the queue may point to
     * @param offset of the first byte
     * @param length bytes from {@code offset} on; the whole must lie in {@code memory}
     * @return this request
     */
    public ZipRequest source(WdMemory memory, int offset, int length) {
        checkFromIndexSize(offset, length, memory.size());
        this.source = memory;
        this.sourceOffset = offset;
        this.sourceLength = length;
        return this;
    }

    /**
     * DEFLATE only: the bytes right before the source that the output may refer back to.
     *
     * @param length 0 to 32768, and no more than the source's offset
     * @return this request
     */
    public ZipRequest history(int length) {
        this.historyLength = length;
        return this;
    }

    /**
     * Where the output goes; same rules as {@link #source}.
     *
     * @param memory that the queue may point to
     * @param offset of the first byte
     * @param length bytes of room, at least 1
     * @return this request
     */
    public ZipRequest destination(WdMemory memory, int offset, int length) {
        checkFromIndexSize(offset, length, memory.size());
        this.destination = memory;
        this.destinationOffset = offset;
        this.destinationLength = length;
        return this;
    }

    /**
     * What is to be done.
     *
     * @return the direction
     */
    public ZipOperation operation() {
        return operation;
    }

    /**
     * DEFLATE only: how the output ends.
     *
     * @return {@link ZipFlush#FINISH} unless it was set
     */
    public ZipFlush flush() {
        return flush;
    }

    /**
     * DEFLATE only: the device's own knob.
     *
     * @return 0 unless it was set
     */
    public int effort() {
        return effort;
    }

    /**
     * Address of the first byte of input.
     *
     * @return an address of this process
     */
    public long sourceAddress() {
        return source.address() + sourceOffset;
    }

    /**
     * Where the input is.
     *
     * @return what was set last
     */
    public WdMemory source() {
        return source;
    }

    /**
     * Where the input begins.
     *
     * @return bytes from the start of {@link #source}
     */
    public int sourceOffset() {
        return sourceOffset;
    }

    /**
     * How long the input is.
     *
     * @return bytes
     */
    public int sourceLength() {
        return sourceLength;
    }

    /**
     * DEFLATE only: how far the output may refer back.
     *
     * @return bytes right before the source, 0 to 32768
     */
    public int historyLength() {
        return historyLength;
    }

    /**
     * Address of the first byte of output.
     *
     * @return an address of this process
     */
    public long destinationAddress() {
        return destination.address() + destinationOffset;
    }

    /**
     * Where the output goes.
     *
     * @return what was set last
     */
    public WdMemory destination() {
        return destination;
    }

    /**
     * Where the output begins.
     *
     * @return bytes from the start of {@link #destination}
     */
    public int destinationOffset() {
        return destinationOffset;
    }

    /**
     * How much room there is.
     *
     * @return bytes
     */
    public int destinationLength() {
        return destinationLength;
    }

    /**
     * For devices that spread requests: where they have put this one.
     *
     * @return 0 unless it was set
     */
    public int lane() {
        return lane;
    }

    /**
     * For devices: sets {@link #lane}.
     *
     * @param number which of its queues has it
     */
    public void lane(int number) {
        this.lane = number;
    }

    /**
     * Where it stands. With acquire order: what the results are is seen by whoever sees that they are there.
     *
     * @return {@link ZipStatus#IDLE} until it is sent
     */
    public ZipStatus status() {
        return (ZipStatus) STATUS.getAcquire(this);
    }

    /**
     * Bytes of input used, valid when {@link ZipStatus#isDone}.
     *
     * @return 0 to {@link #sourceLength}
     */
    public int consumed() {
        return consumed;
    }

    /**
     * Bytes of output written, valid as {@link #consumed} is.
     *
     * @return 0 to {@link #destinationLength}
     */
    public int produced() {
        return produced;
    }

    /**
     * Zlib's words for what is wrong with the data, or "" if the device does not tell; valid when it is bad.
     *
     * @return never {@code null}
     */
    public String message() {
        return message;
    }

    /** For devices: the request is under way. */
    public void sent() {
        STATUS.setRelease(this, ZipStatus.SENT);
    }

    /**
     * For devices: the request is complete. Everything written before is seen by whoever reads the status.
     *
     * @param status how it ended
     * @param consumed bytes of input used
     * @param produced bytes of output written
     */
    public void complete(ZipStatus status, int consumed, int produced) {
        completeBad(status, "", consumed, produced);
    }

    /**
     * For devices: as {@link #complete}, with {@link #message}.
     *
     * @param status how it ended
     * @param message zlib's words, or ""
     * @param consumed bytes of input used
     * @param produced bytes of output written
     */
    public void completeBad(ZipStatus status, String message, int consumed, int produced) {
        this.consumed = consumed;
        this.produced = produced;
        this.message = message;
        STATUS.setRelease(this, status);
    }
}

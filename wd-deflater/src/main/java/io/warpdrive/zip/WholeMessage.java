// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import io.warpdrive.queue.ZipStatus;
import io.warpdrive.route.InflateService;
import io.warpdrive.route.Reason;
import io.warpdrive.stream.MessageInflater;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.Adler32;

/**
 * A message that a device inflates in one request: all of it is at hand at the first call, and so is room for all of its
 * output. Whatever else a message may be, or be wrong with, is for others to judge: nothing has been touched then.
 * Guarded by the inflater's lock.
 */
final class WholeMessage implements ServedInflation {
    /** RFC 1950: deflate with a window of 32 KiB. */
    private static final int METHOD = 0x78;

    private static final int DICTIONARY = 0x20;
    private static final int HEADER_LENGTH = 2;
    private static final int TRAILER_LENGTH = 4;

    private final boolean wrapped;
    private final Adler32 adler = new Adler32();
    private boolean deviceFailed;
    private int consumed;
    private int produced;
    /** Bytes that are in the caller's memory already, and have yet to be told of. */
    private int fresh;

    WholeMessage(boolean nowrap) {
        this.wrapped = !nowrap;
    }

    /**
     * Has the message inflated.
     *
     * @param output an array, or a direct buffer, whose position stays
     * @return {@link Reason#NONE} if it was; then the input has been advanced
     */
    Reason inflate(InflateService service, InputCursor input, Object output, int off, int room) {
        deviceFailed = false;
        int header = wrapped ? HEADER_LENGTH : 0;
        if (!MessageInflater.fits(input.remaining() - header, room) || !(header == 0 || hasPlainHeader(input))) {
            return Reason.NOT_WHOLE;
        }
        Optional<MessageInflater> taken = MessageInflater.take(service);
        if (taken.isEmpty()) {
            return Reason.NO_MEMORY;
        }
        MessageInflater message = taken.get();
        try {
            ZipStatus status = input.inflate(message, header, room);
            deviceFailed = status == ZipStatus.FAILED;
            if (status != ZipStatus.END_OF_STREAM) {
                return reason(status);
            }
            if (!isChecked(message, input, header + message.consumed())) {
                return Reason.NOT_WHOLE;
            }
            produced = message.produced();
            fresh = produced;
            consumed = header + message.consumed() + (wrapped ? TRAILER_LENGTH : 0);
            if (output instanceof byte[] array) {
                message.copyTo(array, off);
            } else {
                message.copyTo((ByteBuffer) output, off);
            }
        } finally {
            message.release();
        }
        input.advance(consumed);
        return Reason.NONE;
    }

    private static Reason reason(ZipStatus status) {
        if (status == ZipStatus.IDLE) {
            return Reason.DEVICE_BUSY;
        }
        return status.isDone() || status.isBad() ? Reason.NOT_WHOLE : Reason.DEVICE_FAILED;
    }

    private static boolean hasPlainHeader(InputCursor input) {
        int flags = input.peek(1);
        return input.peek(0) == METHOD && (flags & DICTIONARY) == 0 && ((METHOD << Byte.SIZE) + flags) % 31 == 0;
    }

    /** Whether it is what its checksum says: a device is not trusted. */
    private boolean isChecked(MessageInflater message, InputCursor input, int trailer) {
        if (!wrapped) {
            return true;
        }
        if (input.remaining() - trailer < TRAILER_LENGTH) {
            return false;
        }
        int expected = 0;
        for (int i = 0; i < TRAILER_LENGTH; i++) {
            expected = expected << Byte.SIZE | input.peek(trailer + i);
        }
        adler.reset();
        message.sum(adler);
        if (expected != (int) adler.getValue()) {
            message.reject();
            return false;
        }
        return true;
    }

    /** Whether the last message was not inflated because the device failed, at whatever fault. */
    boolean deviceFailed() {
        return deviceFailed;
    }

    /** All of it has been handed out, by the call that found that it could be. */
    @Override
    public int inflate(Object output, int off, int len) {
        int count = fresh;
        fresh = 0;
        return count;
    }

    @Override
    public boolean needsDictionary() {
        return false;
    }

    /** Behind the end of raw data zlib takes it to no effect. */
    @Override
    public void setDictionary(Object dictionary, int off, int len) {
        if (wrapped) {
            throw new IllegalArgumentException();
        }
    }

    @Override
    public boolean isFinished() {
        return true;
    }

    @Override
    public int adler() {
        return wrapped ? (int) adler.getValue() : 0;
    }

    @Override
    public long bytesRead() {
        return consumed;
    }

    @Override
    public long bytesWritten() {
        return produced;
    }

    @Override
    public void release() {
        // nothing is held beyond the call that inflates
    }
}

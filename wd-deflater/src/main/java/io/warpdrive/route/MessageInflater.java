// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.WdResource;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.zip.Checksum;

/**
 * Whole messages of raw DEFLATE on their way through an inflating queue: all of the input and room for all of the output
 * are at hand. Used again for other messages; one message at a time, one thread at a time.
 */
public final class MessageInflater implements WdResource {
    private static final int INPUT = 256 * 1024;
    private static final int OUTPUT = 1024 * 1024;

    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(5);

    private final InflateService service;
    private final WdQueue queue;
    /** Null when it is taken for granted that what a device makes of a message is right. */
    private final Verifier verifier;

    private final StreamCounters counters = StreamCounters.of(ZipOperation.INFLATE);
    private final WdMemory input;
    private final WdMemory output;
    private final ZipRequest request = new ZipRequest().operation(ZipOperation.INFLATE);

    MessageInflater(InflateService service, WdQueue queue, boolean verify) throws WdException {
        this.service = service;
        this.queue = queue;
        this.verifier = verify ? new Verifier() : null;
        this.input = queue.reserveMemory(INPUT);
        WdMemory room = null;
        try {
            room = queue.reserveMemory(OUTPUT);
            this.output = room;
        } finally {
            if (room == null) {
                input.close();
            }
        }
    }

    /** Whether a message of {@code length} bytes may be given to a device that has to do all of it in {@code room} bytes. */
    public static boolean fits(int length, int room) {
        return length > 0 && length <= INPUT && room <= OUTPUT && length < room;
    }

    /**
     * Has a message inflated.
     *
     * @param in the input, if it is an array; otherwise {@code buffer} is
     * @param length of the message and what may follow it
     * @param room bytes that the caller has room for; {@link #fits} has been asked
     * @return {@link ZipStatus#END_OF_STREAM}, or why not; then the message is as if it had not been tried
     */
    public ZipStatus inflate(byte[] in, ByteBuffer buffer, int offset, int length, int room) {
        if (in != null) {
            input.buffer().put(0, in, offset, length);
        } else {
            input.buffer().put(0, buffer, offset, length);
        }
        request.source(input, 0, length).destination(output, 0, room);
        if (queue.send(request)) {
            queue.recvSync(request, TIMEOUT);
        } else {
            // full: the device is only busy
            request.complete(ZipStatus.FAILED, 0, 0);
        }
        return judge(request.status());
    }

    private ZipStatus judge(ZipStatus status) {
        if (status == ZipStatus.QUEUE_DEAD || status == ZipStatus.TIMED_OUT) {
            service.health().failed(status, "a request ended with " + status);
        } else if (status == ZipStatus.END_OF_STREAM && verifier != null && !verified()) {
            service.health().failed(ZipStatus.BAD_DATA, "wrong output");
            reject();
            return ZipStatus.BAD_DATA;
        }
        if (!status.isDone() && !status.isBad()) {
            counters.fellBack();
        }
        return status;
    }

    private boolean verified() {
        return verifier.matches(
                output.buffer(), 0, request.produced(), 0, input.buffer().slice(0, request.consumed()));
    }

    /** What a device has made of a message may be wrong, or else its checksum: another does it again, and will tell. */
    public void reject() {
        counters.fellBack();
    }

    /** Bytes of input that the message took. */
    public int consumed() {
        return request.consumed();
    }

    /** Bytes of output that it gave. */
    public int produced() {
        return request.produced();
    }

    /** Adds all output to a checksum. */
    public void sum(Checksum checksum) {
        checksum.update(output.buffer().slice(0, request.produced()));
    }

    /** Copies all output. */
    public void copyTo(byte[] out, int offset) {
        output.buffer().get(0, out, offset, request.produced());
    }

    /** Copies all output; the buffer's position stays. */
    public void copyTo(ByteBuffer out, int offset) {
        out.put(offset, output.buffer(), 0, request.produced());
    }

    /** Goes back to where it was taken from. */
    public void release() {
        boolean free = false;
        try {
            free = abandon();
        } finally {
            if (free) {
                service.release(this);
            } else {
                LostMemory.add(input);
                LostMemory.add(output);
            }
        }
    }

    /** Waits for what an error has left at the device, if it has. False: the device may still be at it. */
    private boolean abandon() {
        if (request.status() == ZipStatus.SENT) {
            queue.recvSync(request, TIMEOUT);
        }
        return request.status() != ZipStatus.SENT && request.status() != ZipStatus.TIMED_OUT;
    }

    @Override
    public void close() {
        if (verifier != null) {
            verifier.close();
        }
        input.close();
        output.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.stream;

import io.warpdrive.queue.WdException;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipStatus;
import io.warpdrive.route.DeviceHealth;
import io.warpdrive.route.InflateService;
import io.warpdrive.route.StreamCounters;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.Checksum;

/**
 * A whole message of raw DEFLATE on its way through an inflating queue: all of the input and room for all of the output are
 * at hand. Used again for other messages; one message at a time, one thread at a time.
 */
public final class MessageInflater extends RequestMemory {
    private static final int INPUT = 256 * 1024;
    private static final int OUTPUT = 1024 * 1024;

    private final DeviceHealth health;
    private final StreamCounters counters = StreamCounters.of(ZipOperation.INFLATE);

    private MessageInflater(InflateService service, MemoryBudget budget) throws WdException {
        super(service, budget, 1, service.queue(), INPUT, OUTPUT, service.verifies());
        this.health = service.health();
    }

    /** Something to inflate a message with; none when memory is short. Give it back with {@link #release}. */
    public static Optional<MessageInflater> take(InflateService service) {
        return take(service, MemoryBudget.ofProcess());
    }

    static Optional<MessageInflater> take(InflateService service, MemoryBudget budget) {
        return budget.take(service, MessageInflater.class, () -> new MessageInflater(service, budget));
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
            source().buffer().put(0, in, offset, length);
        } else {
            source().buffer().put(0, buffer, offset, length);
        }
        request().source(source(), 0, length).destination(destination(), 0, room);
        if (!sendRequest()) {
            counters.fellBack();
            return ZipStatus.IDLE;
        }
        awaitRequest();
        return judge(request().status());
    }

    private ZipStatus judge(ZipStatus status) {
        if (status == ZipStatus.QUEUE_DEAD || status == ZipStatus.TIMED_OUT) {
            health.failed(status, "a request ended with " + status);
        } else if (status == ZipStatus.END_OF_STREAM && !isVerified()) {
            health.failed(ZipStatus.BAD_DATA, "wrong output");
            reject();
            return ZipStatus.BAD_DATA;
        }
        if (!status.isDone() && !status.isBad()) {
            counters.fellBack();
        }
        return status;
    }

    private boolean isVerified() {
        return isVerified(
                destination().buffer(), 0, produced(), 0, source().buffer().slice(0, consumed()));
    }

    /** What a device has made of a message may be wrong, or else its checksum: another does it again, and will tell. */
    public void reject() {
        counters.fellBack();
    }

    /** Bytes of input that the message took. */
    public int consumed() {
        return request().consumed();
    }

    /** Bytes of output that it gave. */
    public int produced() {
        return request().produced();
    }

    /** Adds all output to a checksum. */
    public void sum(Checksum checksum) {
        checksum.update(destination().buffer().slice(0, produced()));
    }

    /** Copies all output. */
    public void copyTo(byte[] out, int offset) {
        destination().buffer().get(0, out, offset, produced());
    }

    /** Copies all output; the buffer's position stays. */
    public void copyTo(ByteBuffer out, int offset) {
        out.put(offset, destination().buffer(), 0, produced());
    }
}

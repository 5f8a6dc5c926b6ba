// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.ContextReader;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Looks for a place in an {@link InflateLog} where zlib can take over. Does what the device did since the log's beginning
 * once more, byte by byte and in memory of its own, up to where a block begins: slow, but only done to a stream whose
 * data is bad.
 */
final class ResumeSearch implements AutoCloseable {
    private static final int OUTPUT = 64 * 1024;

    private final WdQueue queue;
    private final InflateLog log;
    private final ContextReader reader;
    private final WdMemory output;
    private final WdMemory context;
    private final ZipRequest request = new ZipRequest().operation(ZipOperation.INFLATE);

    /** Bytes of output that were handed out. */
    private final long delivered;

    private final ByteArrayOutputStream lead = new ByteArrayOutputStream();
    /** Bytes of output up to where the search is. */
    private long made;

    /**
     * @param log with a checkpoint
     * @param contextSize of the device
     */
    ResumeSearch(WdQueue queue, InflateLog log, int contextSize, ContextReader reader, long delivered)
            throws WdException {
        this.queue = queue;
        this.log = log;
        this.reader = reader;
        this.delivered = delivered;
        this.made = log.output();
        this.output = queue.reserveMemory(OUTPUT);
        try {
            this.context = queue.reserveMemory(contextSize);
        } catch (WdException e) {
            output.close();
            throw e;
        }
        context.buffer().put(0, log.checkpoint());
        request.stateful(context, false).destination(output, 0, OUTPUT);
    }

    /**
     * The first place there is.
     *
     * @param length bytes of input to look at, from the beginning of the log on
     */
    Optional<ResumePoint> find(int length) {
        ZipStatus status;
        // what the device had not handed over at the checkpoint
        do {
            status = inflate(0, 0);
        } while (status == ZipStatus.OUTPUT_FULL);
        int fed = 0;
        while (status == ZipStatus.OK) {
            int bits = reader.headerBits(context);
            if (bits >= 0 && bits <= fed * Byte.SIZE) {
                byte[] window = new byte[ContextReader.WINDOW];
                window = Arrays.copyOf(window, reader.window(context, window));
                return Optional.of(ResumePoint.at(log, fed * Byte.SIZE - bits, window, made, lead.toByteArray()));
            }
            if (fed == length) {
                break;
            }
            status = inflate(log.position(fed), 1);
            fed += request.consumed();
        }
        return Optional.empty();
    }

    private ZipStatus inflate(int offset, int length) {
        request.source(log.memory(), offset, length);
        if (queue.send(request)) {
            queue.recvSync(request, BlockInflater.TIMEOUT);
        } else {
            request.complete(ZipStatus.FAILED, 0, 0);
        }
        int produced = request.produced();
        for (int i = (int) Math.max(0, Math.min(produced, delivered - made)); i < produced; i++) {
            lead.write(output.buffer().get(i));
        }
        made += produced;
        return request.status().isDone() && request.consumed() == length ? request.status() : ZipStatus.FAILED;
    }

    @Override
    public void close() {
        output.close();
        context.close();
    }
}

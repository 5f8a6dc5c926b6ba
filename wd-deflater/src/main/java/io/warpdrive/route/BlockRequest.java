// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;

/** A block's way to the device and back, if it comes back. What is not right in every respect is not taken. */
final class BlockRequest implements AutoCloseable {
    private final DeviceHealth health;
    private final WdQueue queue;
    private final BlockInput input;
    private final PendingOutput output;
    private final boolean verify;
    private final ZipRequest request = new ZipRequest().operation(ZipOperation.DEFLATE);
    private Verifier verifier;
    private boolean last;
    private boolean sent;

    BlockRequest(DeviceHealth health, WdQueue queue, BlockInput input, PendingOutput output, boolean verify) {
        this.health = health;
        this.queue = queue;
        this.input = input;
        this.output = output;
        this.verify = verify;
    }

    /** Hands the block to the device, unless that takes none, for whatever reason; {@link #receive} tells. */
    void send(int effort, boolean last) {
        sent = false;
        if (!health.isFit()) {
            return;
        }
        this.last = last;
        int limit = output.limit();
        request.flush(last ? ZipFlush.FINISH : ZipFlush.SYNC_FLUSH)
                .effort(effort)
                .source(input.memory(), BlockInput.START, input.filled())
                .history(input.history())
                .destination(output.memory(), limit, output.memory().size() - limit - ZlibFrame.TRAILER);
        // set first: whatever happens in there, the device may have it
        sent = true;
        // not sent when it is full: the device is only busy
        sent = queue.send(request);
    }

    /** Nothing is sent for this block. */
    void skip() {
        sent = false;
    }

    /** Waits for what was sent. False: nothing was, or nothing was written, whatever the reason. */
    boolean receive() {
        if (!sent) {
            return false;
        }
        int limit = output.limit();
        queue.recvSync(request, BlockDeflater.TIMEOUT);
        if (request.status() == ZipStatus.OUTPUT_FULL) {
            store();
            return true;
        }
        if (request.status() != ZipStatus.OK || request.consumed() != input.filled()) {
            health.failed(request.status(), "a request ended with " + request.status());
            return false;
        }
        int produced = request.produced();
        if (verify && !verified(limit, produced)) {
            health.failed(ZipStatus.BAD_DATA, "wrong output");
            return false;
        }
        if (produced > StoredBlocks.size(input.filled()) + (last ? 0 : StoredBlocks.size(0))) {
            store();
        } else {
            output.limit(limit + produced);
        }
        return true;
    }

    /** The block grows: it is stored. What goes on ends with an empty stored block all the same: readers look for it. */
    private void store() {
        output.limit(StoredBlocks.write(
                input.memory().buffer(), BlockInput.START, input.filled(), last, output.buffer(), output.limit()));
        if (!last) {
            StoredBlocks.writeMark(output);
        }
    }

    private boolean verified(int position, int length) {
        if (verifier == null) {
            verifier = new Verifier();
        }
        return verifier.matches(
                input.memory().buffer(),
                BlockInput.START,
                input.filled(),
                input.history(),
                output.buffer().slice(position, length));
    }

    /** Whether the device was left at work on the block, and did not come back from it. */
    boolean hasTimedOut() {
        return sent && request.status() == ZipStatus.TIMED_OUT;
    }

    /**
     * Waits until the device has done what it was given, which nobody wants any more.
     *
     * @return whether the memory is free again
     */
    boolean abandon() {
        if (sent && request.status() == ZipStatus.SENT) {
            queue.recvSync(request, BlockDeflater.TIMEOUT);
        }
        return !sent || (request.status() != ZipStatus.SENT && request.status() != ZipStatus.TIMED_OUT);
    }

    @Override
    public void close() {
        if (verifier != null) {
            verifier.close();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.hisi.protocol.Sqe;
import io.warpdrive.hisi.protocol.SqeStatus;
import io.warpdrive.hisi.protocol.StreamState;
import io.warpdrive.queue.WdMemory;
import java.util.Optional;
import java.util.zip.Deflater;

/** A piece of a stream being compressed, which is all of it for a stateless request. */
final class DeflateStream implements ZipStream {
    /** The engine has no levels; its published ratios are about this one's. */
    private static final int LEVEL = Deflater.BEST_SPEED;

    private final SoftEngine soft;
    private final Checksum checksum;
    private final Optional<StreamContext> context;

    /** @param context of the pieces before and for those to come; empty for a stateless request */
    DeflateStream(Sqe.Algorithm algorithm, SoftEngine soft, Optional<StreamContext> context) {
        this.checksum = context.map(each -> each.checksum(algorithm)).orElseGet(() -> new Checksum(algorithm));
        this.soft = soft;
        this.context = context;
    }

    @Override
    public Result run(Job job, WdMemory source, WdMemory destination) {
        checksum.update(source.buffer().slice(0, job.length()));
        int produced = job.stateful() ? SoftEngine.CAN_NOT : soft.deflate(job, source, destination);
        if (produced == SoftEngine.CAN_NOT) {
            produced = deflate(job, source, destination);
        }
        byte[] trailer = job.finish() ? checksum.trailer() : new byte[0];
        if (produced == SoftEngine.NO_ROOM || produced + trailer.length > job.space()) {
            return Result.failure(SqeStatus.OUTPUT_TOO_SMALL);
        }
        context.ifPresent(each -> each.add(source.buffer().slice(0, job.length()), checksum));
        destination.buffer().put(produced, trailer);
        produced += trailer.length;
        SqeStatus status = produced > job.length() ? SqeStatus.GREW : SqeStatus.OK;
        return new Result(
                status, job.length(), produced, false, StreamState.NONE, checksum.length(), checksum.engineValue());
    }

    private int deflate(Job job, WdMemory source, WdMemory destination) {
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            context.ifPresent(each -> deflater.setDictionary(each.window()));
            deflater.setInput(source.buffer().slice(0, job.length()));
            if (job.finish()) {
                deflater.finish();
            }
            int flush = job.finish() ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
            int produced = deflater.deflate(destination.buffer().slice(0, job.space()), flush);
            // a full buffer may mean that there is more to come
            return produced == job.space() || (job.finish() && !deflater.finished()) ? SoftEngine.NO_ROOM : produced;
        } finally {
            deflater.end();
        }
    }

    @Override
    public void close() {
        // everything is in the context
    }
}

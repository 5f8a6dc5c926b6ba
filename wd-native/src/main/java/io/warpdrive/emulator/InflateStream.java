// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.hisi.protocol.Sqe;
import io.warpdrive.hisi.protocol.SqeStatus;
import io.warpdrive.hisi.protocol.StreamState;
import io.warpdrive.queue.WdMemory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** One stream being decompressed; a stateless request is a stream of one piece. Software has taken the header off. */
final class InflateStream implements ZipStream {
    private final Inflater inflater = new Inflater(true);
    private final Checksum checksum;
    private final byte[] trailer;
    private int trailerSeen;

    InflateStream(Sqe.Algorithm algorithm) {
        this.checksum = new Checksum(algorithm);
        this.trailer = checksum.trailer();
    }

    @Override
    public Result run(Job job, WdMemory source, WdMemory destination) {
        ByteBuffer input = source.buffer().slice(0, job.length());
        ByteBuffer output = destination.buffer().slice(0, job.space());
        try {
            inflater.setInput(input);
            inflater.inflate(output);
        } catch (DataFormatException e) {
            return Result.failure(SqeStatus.ERROR);
        }
        boolean full = !output.hasRemaining();
        checksum.update(output.flip());
        if (inflater.finished()) {
            return finish(job, input, output.limit());
        }
        if (full && !job.stateful()) {
            return Result.failure(SqeStatus.OUTPUT_TOO_SMALL);
        }
        StreamState state = full ? StreamState.IN_BLOCK_NO_SPACE : StreamState.BLOCK_NOT_BEGUN;
        return result(SqeStatus.OK, state, input.position(), output.limit(), false);
    }

    private Result finish(Job job, ByteBuffer input, int produced) {
        int piece = Math.min(trailer.length - trailerSeen, input.remaining());
        input.get(trailer, trailerSeen, piece);
        trailerSeen += piece;
        int consumed = input.position();
        if (trailerSeen < trailer.length) {
            return result(SqeStatus.OK, StreamState.BLOCK_NOT_BEGUN, consumed, produced, true);
        }
        if (!Arrays.equals(trailer, checksum.trailer())) {
            return result(SqeStatus.CHECKSUM_MISMATCH, StreamState.NONE, consumed, produced, true);
        }
        StreamState state = trailer.length == 0 ? StreamState.ENDED_WITHOUT_CHECKSUM : StreamState.NONE;
        // that a member has ended is news within a stream only
        SqeStatus status = job.stateful() ? SqeStatus.END_OF_STREAM : SqeStatus.OK;
        return result(status, state, consumed, produced, true);
    }

    private Result result(SqeStatus status, StreamState state, int consumed, int produced, boolean lastBlock) {
        return new Result(status, consumed, produced, lastBlock, state, checksum.length(), checksum.engineValue());
    }

    @Override
    public void close() {
        inflater.end();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import io.warpdrive.hisi.protocol.HisiApi;
import io.warpdrive.hisi.protocol.Limits;
import io.warpdrive.hisi.protocol.Sqe;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a submission entry asks for, as far as the engine understands it.
 *
 * @param algorithm the framing
 * @param finish whether the last block ends the stream
 * @param stateful whether it is one piece of a stream
 * @param first whether a stream begins
 * @param source address of the input
 * @param length bytes of input, 1 to {@link Limits#MAXIMUM_LENGTH}; within a stream also 0
 * @param destination address for the output
 * @param space bytes of output, {@link Limits#MINIMUM_OUTPUT} to {@link Limits#MAXIMUM_LENGTH}
 * @param context address of the stream's state
 */
record Job(
        Sqe.Algorithm algorithm,
        boolean finish,
        boolean stateful,
        boolean first,
        long source,
        int length,
        long destination,
        int space,
        long context) {

    /** Empty for an entry that the engine would refuse; scatter-gather lists are among them, which no request of ours has. */
    static Optional<Job> read(ByteBuffer entry, HisiApi api) {
        Optional<Sqe.Algorithm> algorithm = Sqe.Algorithm.of(Sqe.algorithmCode(entry, 0));
        int length = entry.getInt(Sqe.INPUT_LENGTH);
        int space = entry.getInt(Sqe.OUTPUT_SPACE);
        boolean understood = algorithm.isPresent()
                && Sqe.typeCode(entry, 0) == Sqe.Type.of(api, algorithm.get()).code()
                && Sqe.buffers(entry, 0) == 0
                && Sqe.window(entry, 0) <= Sqe.WINDOW_32K
                && (length > 0 || (length == 0 && Sqe.isStateful(entry, 0)))
                && length <= Limits.MAXIMUM_LENGTH
                && space >= Limits.MINIMUM_OUTPUT
                && space <= Limits.MAXIMUM_LENGTH;
        if (!understood) {
            return Optional.empty();
        }
        return Optional.of(new Job(
                algorithm.get(),
                Sqe.isFinish(entry, 0),
                Sqe.isStateful(entry, 0),
                Sqe.isFirstOfStream(entry, 0),
                entry.getLong(Sqe.SOURCE),
                length,
                entry.getLong(Sqe.DESTINATION),
                space,
                entry.getLong(Sqe.STREAM_CONTEXT)));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.hisi.protocol.HisiApi;
import io.warpdrive.hisi.protocol.Sqe;
import io.warpdrive.hisi.protocol.SqeStatus;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.ZipOperation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;

/** The emulated engine, its memory, and the entry that it is asked with. */
abstract class AskedUnit {
    private static final int SOURCE = 0;
    static final int CONTEXT = 1 << 20;
    private static final int DESTINATION = 2 << 20;
    static final int SIZE = 8 << 20;

    private static final HisiApi V2 = HisiApi.parse("hisi_qm_v2").orElseThrow();

    final ArrayMemory memory = new ArrayMemory(SIZE);
    private final SoftEngine soft = new SoftEngine();
    final ByteBuffer entry = ByteBuffer.allocateDirect(Sqe.SIZE).order(ByteOrder.LITTLE_ENDIAN);

    @AfterEach
    void close() {
        soft.close();
    }

    final ZipUnit unit(ZipOperation direction) throws WdException {
        return new ZipUnit(V2, direction, memory, soft);
    }

    /** Fills in an entry for these bytes of input. */
    final void ask(Sqe.Algorithm algorithm, byte[] input, int space, boolean finish) {
        System.arraycopy(input, 0, memory.bytes, SOURCE, input.length);
        Sqe.Type type = Sqe.Type.of(V2, algorithm);
        Sqe.write(
                entry,
                0,
                Sqe.control(type, finish, false, true),
                Sqe.kind(algorithm, Sqe.WINDOW_32K),
                ArrayMemory.BASE + SOURCE,
                input.length,
                ArrayMemory.BASE + DESTINATION,
                space,
                type,
                1);
    }

    final void askStream(Sqe.Algorithm algorithm, byte[] input, int space, boolean finish, boolean first) {
        ask(algorithm, input, space, finish);
        entry.putInt(Sqe.CONTROL, Sqe.control(Sqe.Type.of(V2, algorithm), finish, true, first));
        entry.putLong(Sqe.STREAM_CONTEXT, ArrayMemory.BASE + CONTEXT);
    }

    final byte[] output(Result result) {
        return Arrays.copyOfRange(memory.bytes, DESTINATION, DESTINATION + result.produced());
    }

    final void assertRefused(ZipUnit unit) {
        assertThat(unit.execute(entry, Set.of())).isEqualTo(Result.failure(SqeStatus.ERROR));
    }

    static byte[] deflate(byte[] plain) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(plain);
        deflater.finish();
        byte[] packed = new byte[plain.length + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }
}

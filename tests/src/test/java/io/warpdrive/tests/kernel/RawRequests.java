// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.kernel;

import io.warpdrive.emulator.RawClient;
import io.warpdrive.hisi.protocol.HisiApi;
import io.warpdrive.hisi.protocol.Sqe;
import io.warpdrive.hisi.protocol.SqeStatus;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.ZipOperation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** For tests that speak to the engine themselves: an entry, the memory that it points to, and what comes out. */
abstract class RawRequests {
    static final int SIZE = 1 << 20;

    final ByteBuffer entry = ByteBuffer.allocateDirect(Sqe.SIZE).order(ByteOrder.LITTLE_ENDIAN);
    private final HisiApi api = HisiApi.parse(Guest.api()).orElseThrow();
    WdMemory source;
    private WdMemory destination;
    private WdMemory context;

    @BeforeEach
    void allocate() throws Exception {
        source = WdMemory.allocate(SIZE);
        destination = WdMemory.allocate(SIZE);
        context = WdMemory.allocate(64 << 10);
    }

    @AfterEach
    void close() {
        source.close();
        destination.close();
        context.close();
    }

    static RawClient client(ZipOperation operation) throws Exception {
        return new RawClient(Guest.uacce(), operation);
    }

    /** Fills in an entry without a stream. */
    void ask(Sqe.Algorithm algorithm, int from, int length, int to, int space) {
        Sqe.Type type = Sqe.Type.of(api, algorithm);
        Sqe.write(
                entry,
                0,
                Sqe.control(type, true, false, true),
                Sqe.kind(algorithm, Sqe.WINDOW_32K),
                source.address() + from,
                length,
                destination.address() + to,
                space,
                type,
                1);
    }

    /** Fills in an entry without a stream for these bytes of input. */
    void ask(Sqe.Algorithm algorithm, byte[] input, int space) {
        source.buffer().put(0, input);
        ask(algorithm, 0, input.length, 0, space);
    }

    void askStream(Sqe.Algorithm algorithm, byte[] input, int space, boolean finish, boolean first) {
        ask(algorithm, input, space);
        entry.putInt(Sqe.CONTROL, Sqe.control(Sqe.Type.of(api, algorithm), finish, true, first));
        entry.putLong(Sqe.STREAM_CONTEXT, context.address());
    }

    byte[] output(ByteBuffer done) {
        return output(done, 0);
    }

    byte[] output(ByteBuffer done, int from) {
        byte[] bytes = new byte[done.getInt(Sqe.PRODUCED)];
        destination.buffer().get(from, bytes);
        return bytes;
    }

    static SqeStatus status(ByteBuffer done) {
        return SqeStatus.of(Sqe.status(done, 0));
    }

    static byte[] deflate(byte[] plain) {
        Deflater deflater = new Deflater(6, true);
        deflater.setInput(plain);
        deflater.finish();
        byte[] packed = new byte[plain.length + 1000];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }
}

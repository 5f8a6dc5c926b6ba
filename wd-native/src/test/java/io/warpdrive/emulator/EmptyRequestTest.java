// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.hisi.protocol.Sqe;
import io.warpdrive.hisi.protocol.SqeStatus;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.uacce.ReservedMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Requests without input, which our driver never sends and others might. */
final class EmptyRequestTest {
    private static final int SPACE = 4096;

    private final ByteBuffer entry = ByteBuffer.allocateDirect(Sqe.SIZE).order(ByteOrder.LITTLE_ENDIAN);

    private ByteBuffer ask(int length, long address, boolean stateful) {
        Sqe.Type type = Sqe.Type.TYPE_3;
        int kind = Sqe.kind(Sqe.Algorithm.RAW_DEFLATE, Sqe.WINDOW_32K);
        Sqe.write(
                entry,
                0,
                Sqe.control(type, true, stateful, true),
                kind,
                address,
                length,
                address + SPACE,
                SPACE,
                type,
                1);
        entry.putLong(Sqe.STREAM_CONTEXT, address + 2 * SPACE);
        return entry;
    }

    // a client that waits for an answer to such a request would wait for ever, and so would all that it has sent after
    // it
    @Test
    void isAnsweredAndTheQueueGoesOn() throws Exception {
        try (EmulatedMachine machine = EmulatedMachine.start(options -> options.withMode(WdMode.SHARE_DOMAIN));
                RawClient client = new RawClient(machine, ZipOperation.DEFLATE)) {
            ReservedMemory reserved = client.file.reserve(1 << 20);
            try (WdMemory memory = reserved.memory()) {
                long address = reserved.deviceAddress();
                int slots = client.rings.submissionDepth();
                for (int i = 0; i < slots + 10; i++) {
                    client.submit(ask(0, address, false));
                    assertThat(Sqe.status(client.take(), 0)).isEqualTo(SqeStatus.ERROR.code());
                    client.submit(ask(100, address, false));
                    assertThat(Sqe.status(client.take(), 0)).isEqualTo(SqeStatus.OK.code());
                }
                // the end of a stream: an empty block of fixed codes
                client.submit(ask(0, address, true));
                assertThat(client.take().getInt(Sqe.PRODUCED)).isEqualTo(2);
                assertThat(memory.buffer().getShort(SPACE)).isEqualTo((short) 0x0003);
            }
        }
    }
}

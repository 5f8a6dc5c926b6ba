// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.hisi.protocol.Sqe;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.uacce.ReservedMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Clients that sleep for each of their requests, as the vendor's library does when it is told to. */
final class WakeUpTest {
    private static final int SLEEPS = 10_000;
    private static final int PATIENCE_MILLIS = 100;
    private static final int SPACE = 4096;

    // a wake-up lost costs its client all of its patience, a second each time
    @Test
    void whoSleepsIsWokenForEveryCompletion() throws Exception {
        int lost = 0;
        try (EmulatedMachine machine = EmulatedMachine.start(options -> options.withMode(WdMode.SHARE_DOMAIN));
                RawClient client = new RawClient(machine, ZipOperation.DEFLATE)) {
            ReservedMemory reserved = client.file.reserve(2 * SPACE);
            try (WdMemory memory = reserved.memory()) {
                memory.buffer().put(0, Blocks.text(300, 1));
                ByteBuffer entry = ByteBuffer.allocateDirect(Sqe.SIZE).order(ByteOrder.LITTLE_ENDIAN);
                Sqe.write(
                        entry,
                        0,
                        Sqe.control(Sqe.Type.TYPE_3, true, false, true),
                        Sqe.kind(Sqe.Algorithm.RAW_DEFLATE, Sqe.WINDOW_32K),
                        reserved.deviceAddress(),
                        300,
                        reserved.deviceAddress() + SPACE,
                        SPACE,
                        Sqe.Type.TYPE_3,
                        1);
                for (int i = 0; i < SLEEPS && lost == 0; i++) {
                    client.submit(entry);
                    lost += client.isWoken(PATIENCE_MILLIS) ? 0 : 1;
                    client.take();
                }
            }
        }
        assertThat(lost).as("wake-ups lost in %d requests", SLEEPS).isZero();
    }
}

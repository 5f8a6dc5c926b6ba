// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.hisi.protocol.Sqe;
import io.warpdrive.queue.WdMode;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.uacce.ReservedMemory;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Entries full of nonsense, some of it nearly right. {@code -Dfuzz.requests=1000000} for the long run. */
final class FuzzTest {
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 100_000);
    private static final int ARENA = 64 << 10;

    // an emulator that a client can crash, or make write elsewhere, is a hole in every process that runs it
    @ParameterizedTest
    @EnumSource(ZipOperation.class)
    void nonsenseHarmsNobodyElse(ZipOperation operation) throws Exception {
        try (EmulatedMachine machine = EmulatedMachine.start(options -> options.withMode(WdMode.SHARE_DOMAIN));
                RawClient client = new RawClient(machine, operation);
                WdQueue other = machine.device().requestQueue(ZipOperation.DEFLATE)) {
            ReservedMemory given = client.file.reserve(ARENA);
            ReservedMemory untouched = client.file.reserve(ARENA);
            ByteBuffer canary = untouched.memory().buffer();
            fill(canary);
            // addresses are drawn from the first piece and its surroundings; what lies far away stays as it is
            Nonsense entries = new Nonsense(
                    given.deviceAddress(), ARENA, 42 + operation.name().length());
            int errors = 0;
            for (int i = 0; i < REQUESTS; i++) {
                if (client.isFull()) {
                    errors += Sqe.status(client.take(), 0) == 0 ? 0 : 1;
                }
                client.submit(entries.next());
            }
            while (client.outstanding() > 0) {
                errors += Sqe.status(client.take(), 0) == 0 ? 0 : 1;
            }
            assertThat(errors).isBetween(REQUESTS / 2, REQUESTS - 1);
            assertThat(canary).isEqualTo(fill(ByteBuffer.allocate(canary.capacity())));
            byte[] plain = Blocks.text(10_000, 1);
            assertThat(Blocks.inflate(Blocks.deflate(other, plain, ZipFlush.FINISH)))
                    .isEqualTo(plain);
            given.memory().close();
            untouched.memory().close();
        }
    }

    private static ByteBuffer fill(ByteBuffer buffer) {
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put(i, (byte) (i * 31));
        }
        return buffer;
    }
}

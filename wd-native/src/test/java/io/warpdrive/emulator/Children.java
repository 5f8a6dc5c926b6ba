// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipFlush;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** For tests: processes that are forked while requests are at the device. */
public final class Children {
    private static final byte[] PLAIN = Blocks.text(30_000, 1);

    private Children() {}

    /**
     * Starts so many processes, one after the other, while another thread sends blocks and checks what comes back.
     *
     * @param check is given the list of each process's open files
     */
    public static void startWhileSending(WdQueue queue, int count, Consumer<String> check) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        List<Throwable> failures = new ArrayList<>();
        Thread sender = new Thread(() -> {
            try {
                while (!stop.get()) {
                    byte[] packed = Blocks.deflate(queue, PLAIN, ZipFlush.FINISH);
                    assertThat(Blocks.inflate(packed)).isEqualTo(PLAIN);
                }
            } catch (Exception | AssertionError e) {
                failures.add(e);
            }
        });
        sender.start();
        try {
            for (int i = 0; i < count; i++) {
                Process child = new ProcessBuilder("ls", "-l", "/proc/self/fd").start();
                check.accept(new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                assertThat(child.waitFor()).isZero();
            }
        } finally {
            stop.set(true);
            sender.join();
        }
        assertThat(failures).isEmpty();
    }
}

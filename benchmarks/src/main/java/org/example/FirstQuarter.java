// SPDX-License-Identifier: Apache-2.0
package org.example;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;

/** What a JVM gets done before it has compiled much: what each call does in Java shows here more than anywhere. */
final class FirstQuarter {
    private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** Between two looks at the time. */
    private static final int MESSAGES = 8;

    private FirstQuarter() {}

    /**
     * How many messages are made or read in this thread's first quarter second of processor time, behind the one that has
     * everything loaded.
     *
     * @param size bytes of a message
     */
    static long messages(MessageWork work, int size) throws IOException, DataFormatException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        byte[] message = Text.of(size);
        byte[] out = new byte[2 * size + 1024];
        byte[] back = new byte[out.length];
        MessageCodec codec = work.codec(size);
        byte[] packed = Arrays.copyOf(out, codec.write(message, out));
        codec.read(packed, packed.length, back);
        long messages = 0;
        long begin = threads.getCurrentThreadCpuTime();
        while (threads.getCurrentThreadCpuTime() - begin < NANOS) {
            for (int i = 0; i < MESSAGES; i++) {
                if (work.isReading()) {
                    codec.read(packed, packed.length, back);
                } else {
                    codec.write(message, out);
                }
            }
            messages += MESSAGES;
        }
        codec.end();
        return messages;
    }
}

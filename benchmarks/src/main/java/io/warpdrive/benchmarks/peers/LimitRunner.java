// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.peers;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** One work of a C library on messages that are in native memory. */
final class LimitRunner {
    private final LimitTask task;
    private final Memory memory;
    private final long[] addresses;
    private final int[] lengths;
    private final int[] plainLengths;
    private final Memory out;
    private final long[] sizes;

    /** Reads back what was written, or compares what was read. */
    @FunctionalInterface
    interface Check {
        boolean isRight(int message, byte[] out) throws IOException;
    }

    /**
     * Does all of the work once.
     *
     * @param inputs what is written, or read
     * @param plain the same in plain
     */
    LimitRunner(LimitTask task, List<byte[]> inputs, List<byte[]> plain, Check check) throws IOException {
        this.task = task;
        memory = new Memory(inputs.stream().mapToLong(input -> input.length).sum());
        addresses = new long[inputs.size()];
        lengths = inputs.stream().mapToInt(input -> input.length).toArray();
        plainLengths = plain.stream().mapToInt(message -> message.length).toArray();
        out = new Memory(2L * Arrays.stream(plainLengths).max().orElse(0) + 1024);
        sizes = new long[lengths.length];
        long at = 0;
        for (int i = 0; i < lengths.length; i++) {
            memory.write(at, inputs.get(i), 0, lengths[i]);
            addresses[i] = Pointer.nativeValue(memory) + at;
            at += lengths[i];
        }
        for (int i = 0; i < lengths.length; i++) {
            sizes[i] = run(i);
            if (sizes[i] <= 0 || !check.isRight(i, out.getByteArray(0, (int) sizes[i]))) {
                throw new IOException("message " + i + " does not come back as it was");
            }
        }
    }

    void pass() throws IOException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < lengths.length; i++) {
            least = Math.min(least, run(i));
        }
        if (least <= 0) {
            throw new IOException("nothing came out");
        }
    }

    private long run(int i) {
        return task.run(addresses[i], lengths[i], Pointer.nativeValue(out), out.size(), plainLengths[i]);
    }

    /** Bytes that came out the first time. */
    long size() {
        return Arrays.stream(sizes).sum();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.example;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.DataFormatException;

/**
 * Does with {@code java.util.zip} what it is asked for on standard input, a line each, and answers on standard output with a
 * line of figures. Words are separated by tabs; the first says what:
 *
 * <ul>
 *   <li>{@code stream WORK MILLIS FILE PACKED}: best nanoseconds of a pass, bytes of compressed data
 *   <li>{@code message WORK MILLIS PLAIN PACKED}: the same for all messages of a file
 *   <li>{@code sizes WORK PLAIN PACKED}: bytes of each compressed message
 *   <li>{@code threads COUNT MILLIS FILE}: bytes compressed in a second by so many threads together
 *   <li>{@code allocated KIND FILE}: bytes of heap for each 64 KB block
 *   <li>{@code resident KIND COUNT FILE}: bytes of resident memory for each open object
 * </ul>
 */
public final class StockProgram {
    /** For a machine that is busy with other things: time of this thread instead of time. */
    private static final boolean CPU_TIME = Boolean.getBoolean("cpuTime");

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private StockProgram() {}

    /** Something done once with all of the data. */
    @FunctionalInterface
    interface Pass {
        void run() throws IOException, DataFormatException;
    }

    public static void main(String[] args) throws IOException, DataFormatException, InterruptedException {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            System.out.println(answer(line.split("\t", -1)));
        }
    }

    private static String answer(String[] words) throws IOException, DataFormatException, InterruptedException {
        return switch (words[0]) {
            case "stream" -> stream(StreamWork.valueOf(words[1]), millis(words[2]), Path.of(words[3]), words[4]);
            case "message" -> message(MessageWork.valueOf(words[1]), millis(words[2]), words[3], words[4]);
            case "sizes" ->
                MessageRunner.of(MessageWork.valueOf(words[1]), Path.of(words[2]), Path.of(words[3]))
                        .sizes();
            case "threads" ->
                Long.toString(
                        ManyThreads.bytesPerSecond(Integer.parseInt(words[1]), millis(words[2]), Path.of(words[3])));
            case "allocated" -> Double.toString(Allocation.valueOf(words[1]).bytesPerBlock(Path.of(words[2])));
            case "resident" ->
                Long.toString(Resident.valueOf(words[1]).bytesPerObject(Integer.parseInt(words[2]), Path.of(words[3])));
            default -> throw new IOException("no such work: " + words[0]);
        };
    }

    private static long millis(String word) {
        return Long.parseLong(word);
    }

    private static String stream(StreamWork work, long millis, Path file, String packed)
            throws IOException, DataFormatException {
        StreamRunner runner = StreamRunner.of(work, file, Path.of(packed));
        return best(millis, runner::pass) + "\t" + runner.packedSize();
    }

    private static String message(MessageWork work, long millis, String plain, String packed)
            throws IOException, DataFormatException {
        MessageRunner runner = MessageRunner.of(work, Path.of(plain), Path.of(packed));
        return best(millis, runner::pass) + "\t" + runner.packedSize();
    }

    /** The least that a pass takes: whatever else runs on the machine can only add to it. */
    private static long best(long millis, Pass pass) throws IOException, DataFormatException {
        long begin = nanos();
        long best = Long.MAX_VALUE;
        long now;
        do {
            long start = nanos();
            pass.run();
            now = nanos();
            best = Math.min(best, now - start);
        } while (now - begin < millis * 1_000_000);
        return best;
    }

    private static long nanos() {
        return CPU_TIME ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.syscalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.warpdrive.emulator.Emulator;
import io.warpdrive.emulator.EmulatorOptions;
import io.warpdrive.streams.ChildJvm;
import io.warpdrive.zip.HwGZIPOutputStream;
import io.warpdrive.zip.WdStatistics;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The point of the whole: between a program and a device there is memory, and no kernel. Counted with strace. */
final class SystemCallsTest {
    private static final int BLOCKS = 1000;
    /** What the JVM does in the stream's thread for reasons of its own: safepoints, compiled code that is replaced. */
    private static final int JVM_CALLS = BLOCKS / 10;

    private static final String BEGIN = "/begin-of-the-stream";
    private static final String END = "/end-of-the-stream";

    @TempDir
    private Path directory;

    /** Without it each block would cost a switch into the kernel and back, as with a driver behind ioctls. */
    @Test
    void aThreadThatSpinsMakesNoSystemCalls() throws Exception {
        List<String> calls = trace(Long.MAX_VALUE / 4);
        assertThat(calls).hasSizeLessThan(JVM_CALLS).noneMatch(SystemCallsTest::isPoll);
    }

    /** Without it a thread that waits for long would be woken for nothing, or keep a processor busy. */
    @Test
    void aThreadThatSleepsPollsAtMostOnceForEachBlock() throws Exception {
        List<String> calls = trace(0);
        assertThat(calls).filteredOn(SystemCallsTest::isPoll).hasSizeBetween(1, BLOCKS);
        assertThat(calls).filteredOn(call -> !isPoll(call)).hasSizeLessThan(JVM_CALLS);
    }

    private static boolean isPoll(String call) {
        return call.contains("poll(") || call.contains("epoll_wait(") || call.contains("epoll_pwait(");
    }

    /** The system calls of the stream's thread from the first block to the last. */
    private List<String> trace(long spinNanos) throws Exception {
        assumeThat(hasStrace()).as("strace is on the PATH, and may trace").isTrue();
        Path trace = directory.resolve("trace");
        Path root = directory.resolve("m");
        try (Emulator emulator = Emulator.start(EmulatorOptions.of(root))) {
            assertThat(emulator).isNotNull();
            String output = ChildJvm.run(
                    List.of("strace", "-f", "-o", trace.toString()),
                    System.getProperty("java.class.path"),
                    Map.of(),
                    List.of(
                            "-Dwarpdrive.device=hisi_zip-0",
                            "-Dwarpdrive.root=" + root,
                            "-Dio.warpdrive.hisi.spin=" + spinNanos),
                    ThousandBlocks.class);
            assertThat(output).contains("offloaded=2, zlib=0, fallback=0");
        }
        return betweenTheMarks(Files.readAllLines(trace, StandardCharsets.ISO_8859_1));
    }

    private static boolean hasStrace() throws IOException, InterruptedException {
        boolean found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(each -> Files.isExecutable(Path.of(each, "strace")));
        return found
                && new ProcessBuilder("strace", "-o", "/dev/null", "true")
                                .start()
                                .waitFor()
                        == 0;
    }

    /** Lines begin with the thread's number. */
    private static List<String> betweenTheMarks(List<String> lines) {
        int begin = lastWith(lines, BEGIN);
        int end = lastWith(lines, END);
        String thread = lines.get(begin).split(" ", 2)[0] + " ";
        return lines.subList(begin + 1, end).stream()
                .filter(line -> line.startsWith(thread))
                .filter(line -> !line.contains(" resumed>") && !line.contains(BEGIN) && !line.contains(END))
                .toList();
    }

    private static int lastWith(List<String> lines, String mark) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).contains(mark)) {
                return i;
            }
        }
        throw new AssertionError("no " + mark + " among " + lines.size() + " calls");
    }

    /** Two streams, the second of which is counted: by then the code is compiled. */
    public static final class ThousandBlocks {
        private static final int BLOCK = 64 * 1024;

        private ThousandBlocks() {}

        public static void main(String[] arguments) throws IOException {
            byte[] block = new byte[BLOCK];
            new Random(1).nextBytes(block);
            Arrays.fill(block, BLOCK / 8, BLOCK, (byte) 'a');
            stream(block, 3 * BLOCKS, false);
            stream(block, BLOCKS, true);
            System.out.println(WdStatistics.deflate());
        }

        private static void stream(byte[] block, int count, boolean marked) throws IOException {
            try (OutputStream stream = new HwGZIPOutputStream(OutputStream.nullOutputStream(), 8192)) {
                stream.write(block);
                stream.write(block);
                mark(marked, BEGIN);
                for (int i = 0; i < count; i++) {
                    stream.write(block);
                }
                mark(marked, END);
            }
        }

        /** A system call that can be told from all others. */
        private static void mark(boolean marked, String name) {
            if (marked && new File(name).exists()) {
                throw new AssertionError(name + " is there");
            }
        }
    }
}

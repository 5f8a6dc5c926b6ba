// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong: one line, status 1, nothing left behind, nothing lost, nothing hangs. */
class CommandBadInputTest {
    private static final byte[] PLAIN =
            "a line of an ordinary file\n".repeat(5000).getBytes(US_ASCII);

    @TempDir
    private Path directory;

    private List<String> before;

    @BeforeEach
    void makeFiles() throws IOException {
        Files.write(directory.resolve("plain"), PLAIN);
        before = names();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(directory.resolve(name), bytes);
        before = names();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private void assertFails(String message, String... arguments) throws Exception {
        Wd.Result result = Wd.run(directory, arguments);
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).startsWith("wd: ").contains(message).hasLineCount(1);
        assertThat(result.out()).isEmpty();
        assertThat(names()).isEqualTo(before);
    }

    /** Half a file that looks like a whole one is worse than none. */
    @Test
    void truncatedFileLeavesNothing() throws Exception {
        byte[] whole = gzip(PLAIN);
        for (int length : new int[] {0, 5, 10, whole.length / 2, whole.length - 8, whole.length - 1}) {
            write("cut.gz", Arrays.copyOf(whole, length));
            assertFails("cut.gz: unexpected end of file", "gzip", "-d", "cut.gz");
        }
    }

    /** One flipped bit anywhere is noticed, and the input stays for whoever wants to rescue it. */
    @Test
    void corruptFileLeavesNothing() throws Exception {
        byte[] broken = gzip(PLAIN);
        broken[broken.length / 2] ^= 0x10;
        write("broken.gz", broken);
        assertFails("broken.gz: ", "gzip", "-d", "broken.gz");
        byte[] checksum = gzip(PLAIN);
        checksum[checksum.length - 5] ^= 1;
        write("broken.gz", checksum);
        assertFails("broken.gz: corrupt data: checksum error", "gzip", "-d", "broken.gz");
        assertFails("broken.gz: corrupt data: checksum error", "gzip", "-t", "broken.gz");
    }

    /** The wrong file, the wrong command. */
    @Test
    void otherFormatsAreRefused() throws Exception {
        write("text.gz", PLAIN);
        assertFails("text.gz: not in gzip format", "gzip", "-d", "text.gz");
        write("text.zz", gzip(PLAIN));
        assertFails("text.zz: corrupt data: incorrect header check", "zlib", "-d", "text.zz");
    }

    /** Names that tell nothing about the other name. */
    @Test
    void namesAreChecked() throws Exception {
        write("whole.gz", gzip(PLAIN));
        assertFails("plain: unknown suffix", "gzip", "-d", "plain");
        assertFails("whole.gz: has the suffix", "gzip", "whole.gz");
        assertFails("absent: No such file or directory", "gzip", "absent");
        assertFails(".: is a directory", "gzip", ".");
    }

    /** A file that cannot be read is named, and the others are done. */
    @Test
    void unreadableFileIsNamed() throws Exception {
        assumeFalse(System.getProperty("user.name").equals("root"), "root reads everything");
        Files.setPosixFilePermissions(directory.resolve("plain"), PosixFilePermissions.fromString("---------"));
        assertFails("plain: Permission denied", "gzip", "plain");
    }

    /** One bad name must not stop the rest, nor hide behind its success. */
    @Test
    void otherFilesAreStillDone() throws Exception {
        Wd.Result result = Wd.run(directory, "gzip", "absent", "plain");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).hasLineCount(1);
        assertThat(names()).containsExactly("plain.gz");
    }

    /** What is there may be the only copy. */
    @Test
    void existingFileIsOverwrittenOnlyByForce() throws Exception {
        write("plain.gz", "precious".getBytes(US_ASCII));
        assertFails("plain.gz: already exists", "gzip", "plain");
        assertThat(directory.resolve("plain.gz")).hasContent("precious");
        assertThat(Wd.run(directory, "gzip", "-f", "plain")).matches(Wd.Result::isQuiet);
        assertThat(Wd.run(directory, "gzip", "-dc", "plain.gz").out()).isEqualTo(PLAIN);
    }

    /** With -f too, the file that is there stays until there is a whole one. */
    @Test
    void failedForceKeepsTheExistingFile() throws Exception {
        write("plain.gz", Arrays.copyOf(gzip(PLAIN), 100));
        assertFails("plain.gz: unexpected end of file", "gzip", "-df", "plain.gz");
        assertThat(directory.resolve("plain")).hasBinaryContent(PLAIN);
    }

    /** Removing one of two names would leave the other uncompressed. */
    @Test
    void linksAreRefused() throws Exception {
        Files.createSymbolicLink(directory.resolve("symbolic"), Path.of("plain"));
        before = names();
        assertFails("symbolic: is a symbolic link", "gzip", "symbolic");
        Files.createLink(directory.resolve("hard"), directory.resolve("plain"));
        before = names();
        assertFails("hard: has other links", "gzip", "hard");
        assertThat(Wd.run(directory, "gzip", "-k", "hard")).matches(Wd.Result::isQuiet);
    }

    /** As gzip: the data is whole, so it is written, with a warning. */
    @Test
    void trailingGarbageIsAWarning() throws Exception {
        byte[] whole = gzip(PLAIN);
        byte[] bytes = Arrays.copyOf(whole, whole.length + 7);
        Arrays.fill(bytes, whole.length, bytes.length, (byte) 'x');
        write("tail.gz", bytes);
        Wd.Result result = Wd.run(directory, "gzip", "-d", "tail.gz");
        assertThat(result.err()).isEqualTo("wd: tail.gz: decompressed, trailing garbage ignored\n");
        assertThat(result.exit()).isZero();
        assertThat(directory.resolve("tail")).hasBinaryContent(PLAIN);
    }

    /** An archive on a full disk must not be taken for written. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip -c plain", "deflate -c plain", "zlib -1 -c plain"})
    void fullDiskIsNoticed(String command) throws Exception {
        Wd.Result result =
                Wd.runInto(new File("/dev/full"), directory, null, Wd.command(List.of(), command.split(" ")));
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("wd: standard output: No space left on device\n");
    }

    /** {@code wd gzip -c big | head -c1}: the reader has what it wanted. */
    @Test
    void closedPipeEndsQuietly() throws Exception {
        Path big = zeros("big", 4L << 30);
        Process process = Wd.builder(directory, null, Wd.command(List.of(), "gzip", "-1c", big.toString()))
                .start();
        assertThat(process.getInputStream().read()).isEqualTo(0x1f);
        process.getInputStream().close();
        assertThat(Wd.end(process)).isEqualTo(1);
        assertThat(process.getErrorStream().readAllBytes()).isEmpty();
    }

    /** Whoever stops a long run wants to find things as they were. */
    @Test
    void signalLeavesNothing() throws Exception {
        zeros("big", 64L << 30);
        before = names();
        try (WatchService watch = directory.getFileSystem().newWatchService()) {
            directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Process process = Wd.builder(directory, null, Wd.command(List.of(), "gzip", "big"))
                    .start();
            WatchKey created = watch.poll(60, TimeUnit.SECONDS);
            assertThat(created).as("an output file begins").isNotNull();
            process.destroy();
            assertThat(Wd.end(process)).isNotZero();
        }
        assertThat(names()).isEqualTo(before);
    }

    /** A small file that inflates to gigabytes must not take the machine down. */
    @Tag("thorough")
    @Test
    void zipBombStreamsInConstantMemory() throws Exception {
        zeros("bomb", 2L << 30);
        List<String> small = List.of("-Xmx32m", "-XX:MaxDirectMemorySize=32m");
        Wd.Result packed = Wd.run(directory, null, Wd.command(small, "gzip", "-1", "bomb"));
        assertThat(packed).matches(Wd.Result::isQuiet);
        assertThat(Files.size(directory.resolve("bomb.gz"))).isLessThan(64L << 20);
        Wd.Result tested = Wd.run(directory, null, Wd.command(small, "gzip", "-t", "bomb.gz"));
        assertThat(tested).matches(Wd.Result::isQuiet);
    }

    /** A file that takes no room. */
    private Path zeros(String name, long size) throws IOException {
        Path path = directory.resolve(name);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(size);
        }
        return path;
    }
}

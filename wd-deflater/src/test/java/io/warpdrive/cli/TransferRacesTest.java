// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that come to stand for other files while {@code wd gzip} is at work: nobody's file is lost by it. */
final class TransferRacesTest {
    private static final int ROUNDS = 3000;

    @TempDir
    Path directory;

    private interface Change {
        void run() throws IOException;
    }

    /** Decompresses, and does something when all is read and nothing has its name yet: that is when garbage is told of. */
    private String decompress(Path packed, Change change) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(content)) {
            out.write("plain".getBytes(StandardCharsets.US_ASCII));
        }
        content.write("garbage".getBytes(StandardCharsets.US_ASCII));
        Files.write(packed, content.toByteArray());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream messages = new PrintStream(said, true, StandardCharsets.UTF_8) {
            private boolean changed;

            @Override
            public void println(String line) {
                super.println(line);
                try {
                    if (!changed) {
                        changed = true;
                        change.run();
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        Transfer.Manner manner =
                new Transfer.Manner(Format.GZIP, Transfer.Action.DECOMPRESS, 6, false, false, false, false);
        new Transfer(manner, messages).run(packed.toString());
        return said.toString(StandardCharsets.UTF_8);
    }

    /** Without it a file that a log's rotation puts in the input's place is deleted unread. */
    @Test
    void aFileThatTakesTheInputsPlaceIsNotDeleted() throws IOException {
        Path packed = directory.resolve("a.gz");
        Path next = Files.writeString(directory.resolve("next"), "next");
        String said = decompress(packed, () -> Files.move(next, packed, StandardCopyOption.ATOMIC_MOVE));
        assertThat(packed).hasContent("next");
        assertThat(directory.resolve("a")).hasContent("plain");
        assertThat(said).contains("a.gz: was replaced by another file");
    }

    /** Without it what one user puts in the input's place gives the output another one's modes. */
    @Test
    void modesAreThoseOfTheFileThatWasRead() throws IOException {
        Path packed = directory.resolve("a.gz");
        Path next = Files.writeString(directory.resolve("next"), "next");
        next.toFile().setReadable(true, false);
        decompress(packed, () -> {
            packed.toFile().setReadable(false, false);
            Files.delete(packed);
            Files.createSymbolicLink(packed, next);
        });
        Path other = Files.writeString(directory.resolve("other"), "");
        assertThat(Files.getPosixFilePermissions(directory.resolve("a")))
                .isEqualTo(Files.getPosixFilePermissions(other));
        assertThat(packed).isSymbolicLink();
    }

    /** Without it a link that appears after the look is followed, to whatever file its maker can't read himself. */
    @Test
    void aLinkIsNotFollowedWhenItIsOpened() throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "secret");
        Path link = Files.createSymbolicLink(directory.resolve("link"), target);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> InputFile.open(link, false).close());
        try (InputFile followed = InputFile.open(link, true)) {
            assertThat(followed.input().readAllBytes()).asString().isEqualTo("secret");
            followed.delete();
        }
        assertThat(target).hasContent("secret");
        assertThat(link).doesNotExist();
    }

    /** Without it a file that appears in the moment before the output gets its name is overwritten. */
    @Test
    void ofTwoThatWantOneNameOneGetsIt() throws Exception {
        Path source = Files.writeString(directory.resolve("source"), "");
        Path target = directory.resolve("target");
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Integer> writer = () -> {
            int won = 0;
            for (int round = 0; round < ROUNDS; round++) {
                won += install(source, target, together) ? 1 : 0;
                together.await();
                Files.deleteIfExists(target);
                together.await();
            }
            return won;
        };
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> first = executor.submit(writer);
            Future<Integer> second = executor.submit(writer);
            assertThat(first.get() + second.get()).isEqualTo(ROUNDS);
        } finally {
            executor.shutdownNow();
        }
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    private static boolean install(Path source, Path target, CyclicBarrier together) throws Exception {
        try (InputFile input = InputFile.open(source, false);
                OutputFile output = new OutputFile(target)) {
            together.await();
            output.finish(input, false);
            return true;
        } catch (IOException e) {
            assertThat(e).hasMessageEndingWith("target: already exists");
            return false;
        }
    }

    /** Without it a disk that is full, or a directory, leaves a file nobody knows. */
    @Test
    void aTargetThatCanNotBeMadeLeavesNothing() throws IOException {
        Path source = Files.writeString(directory.resolve("source"), "");
        Path target = Files.createDirectory(directory.resolve("target"));
        try (InputFile input = InputFile.open(source, false);
                OutputFile output = new OutputFile(target)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> output.finish(input, true))
                    .withMessageStartingWith(target + ": ");
        }
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
        assertThat(target).isEmptyDirectory();
    }

    /** Without it -f leaves a moment without either file. */
    @Test
    void aFileIsReplacedWhereThatIsAsked() throws IOException {
        Path source = Files.writeString(directory.resolve("source"), "");
        Path target = Files.writeString(directory.resolve("target"), "old");
        try (InputFile input = InputFile.open(source, false);
                OutputFile output = new OutputFile(target)) {
            output.output().write("new".getBytes(StandardCharsets.US_ASCII));
            output.finish(input, true);
        }
        assertThat(target).hasContent("new");
    }
}

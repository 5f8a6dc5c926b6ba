// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command on good files, against other programs. */
class CommandFilesTest {
    private static final String PYTHON = "import sys, zlib; "
            + "sys.stdout.buffer.write(zlib.decompress(open(sys.argv[1], 'rb').read(), int(sys.argv[2])))";

    @TempDir
    private Path directory;

    private Path file;
    private byte[] plain;

    @BeforeEach
    void makeFile() throws IOException {
        StringBuilder text = new StringBuilder();
        Random random = new Random(1);
        while (text.length() < 700_000) {
            text.append("host").append(random.nextInt(100)).append(" GET /index?id=");
            text.append(random.nextInt(1_000_000)).append(" 200 OK\n");
        }
        plain = text.toString().getBytes(StandardCharsets.US_ASCII);
        file = Files.write(directory.resolve("access log"), plain);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    /** What we write is read by others, or it is worth nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"-1", "-6", "-9"})
    void gzipReadsOurFiles(String level) throws Exception {
        assertThat(Wd.run(directory, "gzip", level, "access log")).matches(Wd.Result::isQuiet);
        assertThat(names()).containsExactly("access log.gz");
        Wd.Result gzip = Wd.run(directory, null, List.of("gzip", "-dc", "access log.gz"));
        assertThat(gzip.exit()).isZero();
        assertThat(gzip.out()).isEqualTo(plain);
    }

    /** Python's module is zlib itself, for the two formats that gzip cannot read. */
    @ParameterizedTest
    @CsvSource({"zlib, .zz, 15", "deflate, .deflate, -15", "gzip, .gz, 31"})
    void pythonReadsOurFiles(String format, String suffix, String window) throws Exception {
        assumeTrue(Wd.has("python3"), "python3 is not installed");
        assertThat(Wd.run(directory, format, "-k", "access log")).matches(Wd.Result::isQuiet);
        Wd.Result python = Wd.run(directory, null, List.of("python3", "-c", PYTHON, "access log" + suffix, window));
        assertThat(python.err()).isEmpty();
        assertThat(python.out()).isEqualTo(plain);
    }

    /** Every format, level and direction, and no file left over. */
    @ParameterizedTest
    @CsvSource({"gzip, .gz", "zlib, .zz", "deflate, .deflate"})
    void fileComesBackAsItWas(String format, String suffix) throws Exception {
        assertThat(Wd.run(directory, format, "access log")).matches(Wd.Result::isQuiet);
        assertThat(names()).containsExactly("access log" + suffix);
        assertThat(Wd.run(directory, format, "-t", "access log" + suffix)).matches(Wd.Result::isQuiet);
        assertThat(Wd.run(directory, format, "-d", "access log" + suffix)).matches(Wd.Result::isQuiet);
        assertThat(names()).containsExactly("access log");
        assertThat(file).hasBinaryContent(plain);
    }

    /** What others write is read by us: names in the header, members by threads, stored blocks. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip -N", "gzip -1", "pigz -p 2 -b 128", "pigz -11 -I 1", "pigz -0"})
    void filesOfOthersAreRead(String program) throws Exception {
        List<String> words = List.of((program + " -c").split(" "));
        assumeTrue(Wd.has(words.get(0)), words.get(0) + " is not installed");
        Path packed = Files.write(
                directory.resolve("a.gz"), Wd.run(directory, file, words).out());
        Wd.Result result = Wd.run(directory, "gzip", "-dc", packed.toString());
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo(plain);
    }

    /** A log that was compressed is still that day's log and still nobody else's to read. */
    @Test
    void timesAndModesAreKept() throws Exception {
        FileTime time = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(file, time);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(Wd.run(directory, "gzip", "access log")).matches(Wd.Result::isQuiet);
        Path packed = directory.resolve("access log.gz");
        assertThat(Files.getLastModifiedTime(packed)).isEqualTo(time);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(packed)))
                .isEqualTo("rw-r-----");
    }

    /** Pipes, as the sample program of WarpDrive works. */
    @ParameterizedTest
    @ValueSource(strings = {"-z", "-g", "gzip", "zlib", "deflate", "gzip -"})
    void standardInputGoesToStandardOutput(String command) throws Exception {
        Wd.Result packed = Wd.run(directory, file, Wd.command(List.of(), command.split(" ")));
        assertThat(packed.err()).isEmpty();
        assertThat(packed.out()).hasSizeLessThan(plain.length / 2);
        Path input = Files.write(directory.resolve("packed"), packed.out());
        Wd.Result back = Wd.run(directory, input, Wd.command(List.of(), (command + " -d").split(" ")));
        assertThat(back.err()).isEmpty();
        assertThat(back.exit()).isZero();
        assertThat(back.out()).isEqualTo(plain);
    }

    /** gzip -c a b makes one file of two members, and gzip -d reads them all. */
    @Test
    void membersAreJoined() throws Exception {
        Wd.Result packed = Wd.run(directory, "gzip", "-c", "access log", "access log");
        Path joined = Files.write(directory.resolve("a.gz"), packed.out());
        assertThat(Wd.run(directory, "gzip", "-dc", joined.toString()).out()).hasSize(2 * plain.length);
        assertThat(Wd.run(directory, null, List.of("gzip", "-t", "a.gz")).exit())
                .isZero();
    }

    /** Names that mean something to others, and names as long as they can be. */
    @Test
    void unusualNamesAreNames() throws Exception {
        List<String> unusual = List.of("@list", "-9", "a\nb", "x".repeat(252));
        for (String name : unusual) {
            Files.move(file, directory.resolve(name));
            assertThat(Wd.run(directory, "gzip", "--", name)).matches(Wd.Result::isQuiet);
            assertThat(names()).containsExactly(name + ".gz");
            assertThat(Wd.run(directory, "gzip", "-d", "--", name + ".gz")).matches(Wd.Result::isQuiet);
            Files.move(directory.resolve(name), file);
        }
    }

    /** An empty file is a file. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zlib", "deflate"})
    void emptyFileComesBackEmpty(String format) throws Exception {
        Path empty = Files.createFile(directory.resolve("empty"));
        Wd.Result packed = Wd.run(directory, format, "-c", empty.toString());
        assertThat(packed.out()).isNotEmpty();
        Path input = Files.write(directory.resolve("packed"), packed.out());
        assertThat(Wd.run(directory, input, Wd.command(List.of(), format, "-d")))
                .matches(Wd.Result::isQuiet);
    }

    /** Each device gives the same data, whatever its bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"zlib", "soft", "auto"})
    void deviceIsPinned(String device) throws Exception {
        Wd.Result packed = Wd.run(directory, "gzip", "-c", "--device", device, "--set", "stats=true", "access log");
        assumeTrue(!packed.err().contains("zlib does the work"), packed.err());
        assertThat(packed.err())
                .contains(
                        device.equals("zlib")
                                ? "warpdrive: deflate device=zlib streams=1 offloaded=0 zlib=1 "
                                : "warpdrive: deflate device=soft streams=1 offloaded=1 ");
        Path input = Files.write(directory.resolve("a.gz"), packed.out());
        assertThat(Wd.run(directory, input, List.of("gzip", "-dc")).out()).isEqualTo(plain);
    }

    /** The table is what users judge us by. */
    @Test
    void benchComparesWithTheJdk() throws Exception {
        Wd.Result bench = Wd.run(directory, "bench", "--rounds", "1", "--levels", "1", "access log");
        assertThat(bench.exit()).as(bench.err()).isZero();
        assertThat(bench.text()).containsPattern("jdk +[0-9]+ \\(1.00x\\) 0\\.[0-9]+ +[0-9]+ \\(1.00x\\)");
    }
}

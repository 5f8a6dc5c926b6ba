// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.zip.HwZipInputStream;
import io.warpdrive.zip.HwZipOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams longer than memory, and longer than 32 bits count. */
class LargeStreamTest {
    private static final long MEGABYTE = 1 << 20;
    private static final long RESIDENT_LIMIT_KILOBYTES = 500_000;

    @TempDir
    Path directory;

    /** Without it memory would grow with the stream. */
    @Tag("thorough")
    @Test
    void threeHundredMegabytesPassInConstantMemory() {
        pass(300 * MEGABYTE);
    }

    /** Without it counters and trailers of 32 bits would break streams beyond 4 GB. */
    @Test
    @Tag("long")
    void fiveGigabytesPassInConstantMemory() {
        pass(5 * 1024 * MEGABYTE);
    }

    private void pass(long size) {
        String[] options = {
            "-Xmx64m", "-cp", System.getProperty("java.class.path"), PassThrough.class.getName(), Long.toString(size),
        };
        String report = Tool.ofJdk("java").say(directory, options);
        System.out.print(report);
        String[] numbers = report.lines()
                .filter(line -> line.startsWith("passed "))
                .findFirst()
                .orElse("")
                .split(" ", -1);
        assertThat(numbers).as(report).hasSize(5);
        assertThat(numbers[1]).as("bytes").isEqualTo(Long.toString(size));
        assertThat(numbers[3]).as("checksum of what came out").isEqualTo(numbers[2]);
        assertThat(Long.parseLong(numbers[4])).as("peak resident KB").isLessThan(RESIDENT_LIMIT_KILOBYTES);
    }

    /** Without it entries beyond 4 GB would be written with sizes that no reader believes. */
    @Test
    @Tag("long")
    void zipEntryBeyondFourGigabytesIsReadByUsAndByUnzip() throws IOException {
        long size = 4_100 * MEGABYTE;
        byte[] zeros = new byte[(int) MEGABYTE];
        Path archive = directory.resolve("large.zip");
        try (ZipOutputStream zip = new HwZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("large"));
            for (long written = 0; written < size; written += MEGABYTE) {
                zip.write(zeros);
            }
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("next"));
            zip.write(zeros);
        }
        try (InputStream in = Files.newInputStream(archive);
                ZipInputStream zip = new HwZipInputStream(in)) {
            ZipEntry entry = zip.getNextEntry();
            long read = 0;
            for (int count = zip.read(zeros); count >= 0; count = zip.read(zeros)) {
                read += count;
            }
            assertThat(read).isEqualTo(size);
            assertThat(entry.getSize()).isEqualTo(size);
            assertThat(zip.getNextEntry().getName()).isEqualTo("next");
        }
        assertThat(Tool.named("unzip").say(directory, "-t", archive.toString())).contains("No errors detected");
    }
}

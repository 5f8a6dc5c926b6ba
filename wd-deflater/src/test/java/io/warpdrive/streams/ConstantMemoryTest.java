// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.warpdrive.zip.HwGZIPInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** A small file that inflates to a gigabyte needs no more memory than any other. */
class ConstantMemoryTest {
    private static final int RESIDENT_LIMIT_KILOBYTES = 400_000;

    /** Without it one upload could take a server down. */
    @Test
    void zipBombStreamsInConstantMemory() {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "the resident size is read from /proc");
        String output =
                ChildJvm.run(System.getProperty("java.class.path"), Map.of(), List.of("-Xmx32m"), InflateBomb.class);
        String[] numbers = output.lines()
                .filter(line -> line.startsWith("bomb "))
                .findFirst()
                .orElse("")
                .split(" ");
        assertThat(numbers).as(output).hasSize(3);
        assertThat(Long.parseLong(numbers[1])).isEqualTo(Bomb.SIZE);
        assertThat(Integer.parseInt(numbers[2])).isLessThan(RESIDENT_LIMIT_KILOBYTES);
    }

    /** A gzip member of zeros, put together from one block that a full flush has made independent. */
    private static final class Bomb {
        static final int BLOCK = 1 << 20;
        static final int BLOCKS = 1024;
        static final long SIZE = (long) BLOCK * BLOCKS;

        static InputStream open() {
            byte[] zeros = new byte[BLOCK];
            Deflater deflater = new Deflater(9, true);
            deflater.setInput(zeros);
            byte[] buffer = new byte[8192];
            int length = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
            deflater.end();
            CRC32 crc = new CRC32();
            for (int i = 0; i < BLOCKS; i++) {
                crc.update(zeros);
            }
            byte[] end = new byte[10];
            end[0] = 3;
            for (int i = 0; i < 4; i++) {
                end[2 + i] = (byte) (crc.getValue() >>> (8 * i));
                end[6 + i] = (byte) (SIZE >>> (8 * i));
            }
            List<InputStream> pieces = new ArrayList<>();
            pieces.add(new ByteArrayInputStream(GzipHeaders.header(0)));
            for (int i = 0; i < BLOCKS; i++) {
                pieces.add(new ByteArrayInputStream(buffer, 0, length));
            }
            pieces.add(new ByteArrayInputStream(end));
            return new SequenceInputStream(Collections.enumeration(pieces));
        }
    }

    /** Inflates the bomb and prints its size and the largest resident size of the process, in KB. */
    public static final class InflateBomb {
        private InflateBomb() {}

        public static void main(String[] arguments) throws IOException {
            long total = 0;
            byte[] buffer = new byte[65536];
            try (InputStream in = new HwGZIPInputStream(Bomb.open(), 65536)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    total += read;
                }
            }
            String peak = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .findFirst()
                    .orElse("VmHWM: -1 kB");
            System.out.println("bomb " + total + " " + peak.replaceAll("[^0-9-]", ""));
        }
    }
}

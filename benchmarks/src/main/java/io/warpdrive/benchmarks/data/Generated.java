// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** Kinds of data that can be had on every machine. The same every time, but for what is the JDK's own. */
enum Generated {
    JSON_LOGS {
        @Override
        byte[] bytes(int length) {
            return text(length, (random, out) -> out.append("{\"time\":\"2026-01-01T00:")
                    .append(two(random.nextInt(60)))
                    .append(':')
                    .append(two(random.nextInt(60)))
                    .append("Z\",\"level\":\"")
                    .append(random.nextInt(10) == 0 ? "WARN" : "INFO")
                    .append("\",\"user\":")
                    .append(random.nextInt(100_000))
                    .append(",\"message\":\"request ")
                    .append(Long.toHexString(random.nextLong()))
                    .append(" took ")
                    .append((int) (random.nextGaussian() * 30 + 100))
                    .append(" ms\"}\n"));
        }
    },
    TABLE {
        @Override
        byte[] bytes(int length) {
            return text(length, (random, out) -> out.append(1_000_000 + random.nextInt(9_000_000))
                    .append(',')
                    .append(Math.round(random.nextGaussian() * 1e4) / 100.0)
                    .append(',')
                    .append(Math.round(random.nextGaussian() * 1e6) / 1000.0)
                    .append(",2026-0")
                    .append(1 + random.nextInt(9))
                    .append('-')
                    .append(two(1 + random.nextInt(28)))
                    .append(",EUR\n"));
        }
    },
    XML {
        @Override
        byte[] bytes(int length) {
            return text(length, (random, out) -> out.append("  <entry id=\"e")
                    .append(random.nextInt(1_000_000))
                    .append("\"><name>")
                    .append(word(random))
                    .append(' ')
                    .append(word(random))
                    .append("</name><value unit=\"m\">")
                    .append(random.nextInt(5000))
                    .append("</value><note>")
                    .append(word(random))
                    .append("</note></entry>\n"));
        }
    },
    JDK_CLASSES {
        @Override
        byte[] bytes(int length) throws IOException {
            return ofJdk("modules", 8 << 20, length);
        }
    },
    NATIVE_CODE {
        @Override
        byte[] bytes(int length) throws IOException {
            return ofJdk("server/libjvm.so", 4 << 20, length);
        }
    };

    private static final String[] SYLLABLES = {
        "ba", "con", "der", "el", "fi", "gra", "hu", "in", "jo", "ka", "lo", "men", "nis", "or", "per", "qui", "ra",
        "ster", "ti", "ul", "ver", "wo", "xa", "yn", "zor"
    };

    /** At most so many bytes. */
    abstract byte[] bytes(int length) throws IOException;

    String fileName() {
        return "generated-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Writes a line. */
    @FunctionalInterface
    private interface Line {
        void write(Random random, StringBuilder out);
    }

    private static byte[] text(int length, Line line) {
        Random random = new Random(1);
        StringBuilder out = new StringBuilder(length + 1024);
        while (out.length() < length) {
            line.write(random, out);
        }
        return out.substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : "" + number;
    }

    /** Words of two to four syllables, short ones more often. */
    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        int syllables = 2 + Math.min(random.nextInt(3), random.nextInt(3));
        for (int i = 0; i < syllables; i++) {
            word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return word.toString();
    }

    /** Part of a file below the JDK's lib; nothing where this JDK has none. */
    private static byte[] ofJdk(String name, int skip, int length) throws IOException {
        Path file = Path.of(System.getProperty("java.home"), "lib", name);
        if (!Files.isRegularFile(file)) {
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(Math.min(skip, Files.size(file) / 2));
            return in.readNBytes(length);
        }
    }
}

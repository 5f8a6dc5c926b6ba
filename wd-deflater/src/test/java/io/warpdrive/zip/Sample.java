// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Something to compress, the same at every run. */
final class Sample {
    private static final int KIB = 1024;
    private static final int VOCABULARY = 4000;

    /** Around the sizes of blocks and buffers that an implementation may have. */
    private static final List<Sample> SMALL = Stream.of(
                    Stream.of(new Sample("empty", new byte[0]), new Sample("one byte", new byte[] {42})),
                    IntStream.of(2, 100, 511, 1023, 1024, 1025, 8192, 32767, 32769)
                            .mapToObj(size -> new Sample("text of " + size, text(size, size))),
                    Stream.of(new Sample("random of 5000", random(5000, 1)), new Sample("zeros", new byte[40_000])))
            .flatMap(samples -> samples)
            .toList();

    private static final List<Sample> LARGE = Stream.of(
                    IntStream.of(64 * KIB - 1, 64 * KIB, 64 * KIB + 1, 256 * KIB - 1, 256 * KIB, 256 * KIB + 1)
                            .mapToObj(size -> new Sample("text of " + size, text(size, size))),
                    Stream.of(
                            new Sample("random of 300000", random(300_000, 2)),
                            new Sample("zeros of 1 MiB", new byte[KIB * KIB]),
                            new Sample("mixed of 700000", mixed(700_000, 3)),
                            new Sample("text of 3 MB", text(3_000_000, 4))))
            .flatMap(samples -> samples)
            .toList();

    private final String name;
    private final byte[] bytes;

    private Sample(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /** Not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** Up to 40,000 bytes. */
    static List<Sample> small() {
        return SMALL;
    }

    /** From 64 KiB to 3 MB. */
    static List<Sample> large() {
        return LARGE;
    }

    static List<Sample> all() {
        return Stream.concat(SMALL.stream(), LARGE.stream()).toList();
    }

    /** Words of a small vocabulary, the frequent ones short, as in a log or a book. */
    static byte[] text(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[][] words = new byte[VOCABULARY][];
        for (int i = 0; i < words.length; i++) {
            words[i] = new byte[2 + random.nextInt(2 + i * 8 / VOCABULARY)];
            for (int k = 0; k < words[i].length; k++) {
                words[i][k] = (byte) ('a' + Math.min(random.nextInt(26), random.nextInt(26)));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(size + 64);
        while (out.size() < size) {
            double rank = Math.pow(VOCABULARY, random.nextDouble()) - 1;
            out.writeBytes(words[(int) rank]);
            out.write(random.nextInt(12) == 0 ? '\n' : ' ');
        }
        return Arrays.copyOf(out.toByteArray(), size);
    }

    static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    /** Text, noise and runs by turns: every kind of block comes up. */
    static byte[] mixed(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ByteArrayOutputStream out = new ByteArrayOutputStream(size);
        while (out.size() < size) {
            int length = Math.min(size - out.size(), 1 + random.nextInt(1 + size / 5));
            switch (random.nextInt(4)) {
                case 0 -> out.writeBytes(random(length, random.nextLong()));
                case 1 -> out.writeBytes(filled(length, (byte) random.nextInt()));
                default -> out.writeBytes(text(length, random.nextLong()));
            }
        }
        return out.toByteArray();
    }

    private static byte[] filled(int size, byte value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, value);
        return bytes;
    }

    @Override
    public String toString() {
        return name;
    }
}

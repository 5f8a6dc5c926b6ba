// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Data that is cut off or damaged anywhere: the same bytes come out before, the same message, and the same counts as with
 * the JDK. Here the two are compared with each other; that what they do is right is for the other tests.
 * {@code -Ddamage.every=N}: only every N-th of them, where all would take too long.
 */
@Tag("contract")
final class DamagedDataTest {
    private static final int[] PIECES = {1, 7, 64, 512, 8192, Integer.MAX_VALUE};
    private static final int[] ROOMS = {1, 100, 512, 4096, 8192, 100_000};
    private static final int EVERY = Integer.getInteger("damage.every", 1);

    /** With fewer some ways to be wrong would not occur. */
    private static final int SMALL_STREAMS = Math.max(5_000, 20_000 / EVERY);

    private static final int LARGE_STREAMS = 12;
    private static final int DAMAGES = Math.max(1, 12 / EVERY);

    private final TreeSet<String> ends = new TreeSet<>();

    private void compare(Format format, byte[] packed, int piece, int room, String what) {
        InflateTrace expected = InflateTrace.of(Implementation.JDK, format, packed, piece, room);
        InflateTrace seen = InflateTrace.of(Implementation.WARPDRIVE, format, packed, piece, room);
        assertThat(seen)
                .as("%s %s, %d bytes by %d into %d", format, what, packed.length, piece, room)
                .isEqualTo(expected);
        ends.add(expected.end());
    }

    /** Without it a stream that breaks off gives less than it could, or more than there is. */
    @ParameterizedTest
    @EnumSource
    void eachCutOfASmallStreamGivesAllThatIsThere(Format format) {
        SplittableRandom random = new SplittableRandom(3);
        for (int level : Contract.LEVELS) {
            for (byte[] plain : List.of(Sample.text(1500, level), Sample.random(300, 5), new byte[3000])) {
                byte[] packed = Streams.jdkDeflate(format, level, plain);
                for (int length = 0; length < packed.length; length += EVERY) {
                    byte[] cut = Arrays.copyOf(packed, length);
                    for (int piece : new int[] {1, 7, 512, Integer.MAX_VALUE}) {
                        compare(format, cut, piece, ROOMS[random.nextInt(ROOMS.length)], "cut of level " + level);
                    }
                }
            }
        }
        assertThat(ends).contains(InflateTrace.MORE);
    }

    /** Without it the tail of a long download that broke off is lost, or its last block's beginning is garbage. */
    @ParameterizedTest
    @EnumSource
    void cutsOfALongStreamGiveAllThatIsThere(Format format) {
        SplittableRandom random = new SplittableRandom(4);
        for (byte[] packed : largeStreams(format)) {
            for (int i = 0; i < DAMAGES; i++) {
                byte[] cut = Arrays.copyOf(packed, random.nextInt(packed.length));
                compare(format, cut, largePiece(random), 8192, "cut");
            }
        }
        assertThat(ends).containsExactly(InflateTrace.MORE);
    }

    /** Without it damage in the middle of a file is told in other words, or found elsewhere, or not at all. */
    @ParameterizedTest
    @EnumSource
    void damageInALongStreamIsFoundWhereTheParentFindsIt(Format format) {
        SplittableRandom random = new SplittableRandom(5);
        for (byte[] packed : largeStreams(format)) {
            for (int i = 0; i < DAMAGES; i++) {
                compare(format, damaged(packed, random), largePiece(random), 512 << random.nextInt(8), "damaged");
            }
        }
        assertThat(ends).hasSizeGreaterThan(3);
    }

    /** Without it one of the many ways to be wrong is not zlib's way. */
    @Test
    void smallStreamsGoWrongAsWithTheParent() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < SMALL_STREAMS; i++) {
            Format format = Format.ALL.get(random.nextInt(Format.ALL.size()));
            byte[] packed = stream(format, plain(random, 3000), random);
            byte[] bytes =
                    switch (random.nextInt(5)) {
                        case 0 -> packed;
                        case 1 -> Arrays.copyOf(packed, random.nextInt(packed.length));
                        case 2 -> Arrays.copyOf(damaged(packed, random), packed.length + random.nextInt(30));
                        default -> damaged(packed, random);
                    };
            int piece = PIECES[random.nextInt(PIECES.length)];
            compare(format, bytes, piece, ROOMS[random.nextInt(ROOMS.length)], "stream " + i);
        }
        assertThat(ends)
                .contains(
                        InflateTrace.FINISHED,
                        InflateTrace.MORE,
                        "incorrect data check",
                        "invalid bit length repeat",
                        "invalid block type",
                        "invalid code -- missing end-of-block",
                        "invalid code lengths set",
                        "invalid distance code",
                        "invalid distance too far back",
                        "invalid distances set",
                        "invalid literal/length code",
                        "invalid literal/lengths set",
                        "invalid stored block lengths",
                        "too many length or distance symbols");
    }

    private static int largePiece(SplittableRandom random) {
        return PIECES[3 + random.nextInt(PIECES.length - 3)];
    }

    /** From 200 KB to 3 MB, stored, with fixed and with dynamic codes, of the JDK and of our own. */
    private static List<byte[]> largeStreams(Format format) {
        SplittableRandom random = new SplittableRandom(7);
        List<byte[]> streams = new ArrayList<>();
        for (int i = 0; i < LARGE_STREAMS; i++) {
            streams.add(stream(format, Sample.mixed(200_000 << random.nextInt(4), i), random));
        }
        return streams;
    }

    private static byte[] stream(Format format, byte[] plain, SplittableRandom random) {
        Implementation writer = random.nextInt(4) == 0 ? Implementation.WARPDRIVE : Implementation.JDK;
        Deflater deflater = writer.deflater(random.nextInt(10), format);
        int[] strategies = {Deflater.DEFAULT_STRATEGY, Deflater.HUFFMAN_ONLY, Deflater.FILTERED};
        deflater.setStrategy(strategies[random.nextInt(strategies.length)]);
        int piece = random.nextInt(3) == 0 ? 1 + random.nextInt(2000) : Math.max(1, plain.length);
        byte[] packed = Streams.deflate(deflater, plain, piece, 8192);
        deflater.end();
        return packed;
    }

    private static byte[] plain(SplittableRandom random, int most) {
        int size = random.nextInt(most);
        long seed = random.nextLong();
        return switch (random.nextInt(4)) {
            case 0 -> Sample.random(size, seed);
            case 1 -> new byte[size];
            case 2 -> digits(size, new SplittableRandom(seed));
            default -> Sample.mixed(size, seed);
        };
    }

    /** A few symbols of very different frequency. */
    private static byte[] digits(int size, SplittableRandom random) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) ('0' + Math.min(random.nextInt(10), Math.min(random.nextInt(10), random.nextInt(10))));
        }
        return bytes;
    }

    /** With a bit flipped or a few bytes overwritten, often near the beginning where headers are. */
    private static byte[] damaged(byte[] packed, SplittableRandom random) {
        byte[] bytes = packed.clone();
        int at = random.nextInt(random.nextInt(3) == 0 ? Math.min(100, bytes.length) : bytes.length);
        if (random.nextBoolean()) {
            bytes[at] ^= (byte) (1 << random.nextInt(8));
        } else {
            int count = Math.min(bytes.length - at, 1 + random.nextInt(20));
            System.arraycopy(Sample.random(count, at), 0, bytes, at, count);
        }
        return bytes;
    }
}

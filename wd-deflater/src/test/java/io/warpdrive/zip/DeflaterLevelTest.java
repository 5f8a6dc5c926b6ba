// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** Promises about setLevel() and setStrategy(). */
final class DeflaterLevelTest extends Contract {
    private static final int[] STRATEGIES = {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY};

    /** Without it a caller's loop spins for ever: a call after a change may return 0 once, but the next goes on. */
    @Test
    void changesOfLevelAndStrategyNeverStall() throws DataFormatException {
        byte[] mixed = Sample.mixed(300_000, 9);
        for (int piece : new int[] {1000, 50_000}) {
            for (int from : LEVELS) {
                Deflater deflater = deflater(from);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                int change = 0;
                for (int at = 0; at < mixed.length; at += piece) {
                    deflater.setLevel(LEVELS[change % LEVELS.length]);
                    deflater.setStrategy(STRATEGIES[change % STRATEGIES.length]);
                    change++;
                    deflater.setInput(mixed, at, Math.min(piece, mixed.length - at));
                    Streams.drain(deflater, Deflater.NO_FLUSH, 700, out);
                }
                Streams.finish(deflater, Deflater.NO_FLUSH, 700, out);
                assertThat(Streams.jdkInflate(format(), out.toByteArray())).isEqualTo(mixed);
                assertThat(deflater.getBytesRead()).isEqualTo(mixed.length);
            }
        }
    }

    /** Without it a level set between finish() and the first byte damages the stream. (Later ones damage zlib's too.) */
    @Test
    void aChangeAfterFinishAndBeforeTheFirstByteDoesNoHarm() throws DataFormatException {
        byte[] text = Sample.text(50_000, 10);
        for (int to : LEVELS) {
            Deflater deflater = deflater(6);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            deflater.setInput(text);
            deflater.finish();
            deflater.setLevel(to);
            Streams.finish(deflater, Deflater.NO_FLUSH, 1000, out);
            assertThat(Streams.jdkInflate(format(), out.toByteArray())).isEqualTo(text);
        }
    }

    /** Without it ZipOutputStream.setLevel(), which comes before the first byte, has no effect. */
    @Test
    void levelSetBeforeTheFirstByteCounts() {
        byte[] text = Sample.text(200_000, 11);
        Deflater stored = deflater(6);
        stored.setLevel(0);
        assertThat(Streams.deflate(stored, text).length).isGreaterThan(text.length);
        Deflater best = deflater(0);
        best.setLevel(9);
        int jdk = Streams.jdkDeflate(format(), 9, text).length;
        assertThat(Streams.deflate(best, text).length).isLessThanOrEqualTo(Streams.sizeLimit(jdk, text.length));
    }

    /** Without it a setting is silently lost: level 0 stores, and each strategy's streams are about zlib's size. */
    @Test
    void storedAndSpecialStrategiesAreHonoured() throws DataFormatException {
        for (Sample sample : Sample.small()) {
            assertThat(Streams.deflate(deflater(0), sample.bytes()))
                    .hasSameSizeAs(Streams.jdkDeflate(format(), 0, sample.bytes()));
            for (int strategy : new int[] {Deflater.FILTERED, Deflater.HUFFMAN_ONLY}) {
                Deflater deflater = deflater(6);
                deflater.setStrategy(strategy);
                byte[] packed = Streams.deflate(deflater, sample.bytes());
                int expected = Streams.jdkDeflate(format(), 6, strategy, sample.bytes()).length;
                assertThat(Streams.jdkInflate(format(), packed)).isEqualTo(sample.bytes());
                assertThat(packed.length)
                        .as("%s, strategy %d", sample, strategy)
                        .isBetween(expected * 9 / 10 - 10, expected * 21 / 20 + 10);
            }
        }
    }

    /**
     * Without it programs from before Java 7 hold their output back: with input taken, a change of level or strategy hands
     * out all of it, as deflateParams does.
     */
    @Test
    void aChangeOfLevelHandsOutAllInputSoFar() throws DataFormatException {
        for (int size : new int[] {1, 20, 3000, 70_000, 600_000}) {
            List<byte[]> texts = IntStream.range(0, 4)
                    .mapToObj(round -> Sample.text(size, round))
                    .toList();
            for (int level : new int[] {1, 6, 9, -1}) {
                Deflater deflater = deflater(level);
                Deflater jdk = Implementation.JDK.deflater(level, format());
                Inflater reader = Implementation.JDK.inflater(format());
                Inflater jdkReader = Implementation.JDK.inflater(format());
                for (byte[] text : texts) {
                    byte[] available = Streams.inflate(reader, flushByLevel(deflater, level, text));
                    byte[] expected = Streams.inflate(jdkReader, flushByLevel(jdk, level, text));
                    assertThat(available.length)
                            .as("of %d bytes at level %d", size, level)
                            .isGreaterThanOrEqualTo(expected.length);
                    assertThat(expected.length).isEqualTo(size);
                }
                jdk.end();
                reader.end();
                jdkReader.end();
            }
        }
    }

    /** The flush of the days before SYNC_FLUSH: change the level, drain, change it back. */
    private static byte[] flushByLevel(Deflater deflater, int level, byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        deflater.setInput(text);
        Streams.drain(deflater, Deflater.NO_FLUSH, 1024, out);
        deflater.setLevel(Deflater.NO_COMPRESSION);
        Streams.drain(deflater, Deflater.NO_FLUSH, 1024, out);
        deflater.setLevel(level);
        Streams.drain(deflater, Deflater.NO_FLUSH, 1024, out);
        return out.toByteArray();
    }

    /** Without it a change that comes when the stream is being ended throws, or takes the end of the stream along. */
    @Test
    void aChangeWhileTheEndIsHandedOutDoesNoHarm() throws DataFormatException {
        assumeThat(subject.implementation())
                .as("the JDK's own throws InternalError where zlib has taken all input")
                .isEqualTo(Implementation.WARPDRIVE);
        byte[] noise = Sample.random(100_000, 12);
        // level 0 is the parent's on hardware
        for (int from : new int[] {-1, 1, 3, 6, 9}) {
            for (int to : LEVELS) {
                for (int room : new int[] {1, 1000, 50_000}) {
                    Deflater deflater = deflater(from);
                    byte[] packed = new byte[200_000];
                    deflater.setInput(noise);
                    deflater.finish();
                    int count = deflater.deflate(packed, 0, room);
                    deflater.setLevel(to);
                    for (int call = 0; call < 10 && !deflater.finished(); call++) {
                        count += deflater.deflate(packed, count, packed.length - count);
                    }
                    assertThat(deflater.finished()).isTrue();
                    assertThat(Streams.jdkInflate(format(), java.util.Arrays.copyOf(packed, count)))
                            .isEqualTo(noise);
                }
            }
        }
    }

    /** Without it whoever writes to a broken pipe learns of it too late: the zlib header is in the first call's output. */
    @Test
    void theHeaderIsHandedOutInTheFirstCall() {
        for (int level : LEVELS) {
            for (int size : new int[] {0, 1, 512, 100_000}) {
                Deflater deflater = deflater(level);
                Deflater jdk = Implementation.JDK.deflater(level, format());
                deflater.setInput(new byte[size]);
                jdk.setInput(new byte[size]);
                byte[] seen = new byte[1000];
                byte[] expected = new byte[1000];
                int count = deflater.deflate(seen);
                int expectedCount = jdk.deflate(expected);
                assertThat(count).as("level %d, %d bytes", level, size).isGreaterThanOrEqualTo(format().header());
                assertThat(expectedCount).isGreaterThanOrEqualTo(format().header());
                assertThat(java.util.Arrays.copyOf(seen, format().header()))
                        .isEqualTo(java.util.Arrays.copyOf(expected, format().header()));
                jdk.end();
            }
        }
    }

    /** Without it a typing error is taken for a level. */
    @Test
    void unknownLevelsAndStrategiesAreRefused() {
        for (int level : new int[] {-2, 10, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> deflater(6).setLevel(level))
                    .withMessage("invalid compression level");
        }
        for (int strategy : new int[] {-1, 3, 4}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> deflater(6).setStrategy(strategy))
                    .withMessage(null);
        }
    }
}

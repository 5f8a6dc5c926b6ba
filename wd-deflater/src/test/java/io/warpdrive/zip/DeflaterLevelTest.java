// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
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

    /** Without it a setting that a device can't honour is silently lost: level 0 and strategies are the JDK's to the byte. */
    @Test
    void storedAndSpecialStrategiesAreZlibs() {
        for (Sample sample : Sample.small()) {
            assertThat(Streams.deflate(deflater(0), sample.bytes()))
                    .isEqualTo(Streams.jdkDeflate(format(), 0, sample.bytes()));
            for (int strategy : new int[] {Deflater.FILTERED, Deflater.HUFFMAN_ONLY}) {
                Deflater deflater = deflater(6);
                deflater.setStrategy(strategy);
                Deflater jdk = Implementation.JDK.deflater(6, format());
                jdk.setStrategy(strategy);
                assertThat(Streams.deflate(deflater, sample.bytes())).isEqualTo(Streams.deflate(jdk, sample.bytes()));
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

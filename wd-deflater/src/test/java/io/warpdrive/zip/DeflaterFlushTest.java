// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** Promises about SYNC_FLUSH, FULL_FLUSH and the lack of either. */
final class DeflaterFlushTest extends Contract {
    private static final int ROOM = 100_000;

    /** Without it an idle connection that flushes by the clock sends five bytes each time. */
    @Test
    void syncFlushWithNothingNewMakesFiveBytesAtFirstAndThenNone() {
        for (int level : LEVELS) {
            Deflater deflater = deflater(level);
            byte[] first = Streams.flush(deflater, new byte[0], Deflater.SYNC_FLUSH, ROOM);
            assertThat(first).hasSize(format().header() + 5).endsWith(0, 0, 0, 0xff, 0xff);
            assertThat(Streams.flush(deflater, new byte[0], Deflater.SYNC_FLUSH, ROOM))
                    .isEmpty();
        }
    }

    /** Without it what was said before the flush does not reach the other side, and the peer waits for ever. */
    @Test
    void everythingBeforeASyncFlushCanBeRead() throws DataFormatException {
        for (int level : LEVELS) {
            for (int room : new int[] {6, 100, ROOM}) {
                Deflater deflater = deflater(level);
                Inflater reader = new Inflater(format().nowrap());
                for (int size : new int[] {1, 3000, 10, 70_000, 1, 1, 1000}) {
                    byte[] text = Sample.text(size, size);
                    byte[] packed = Streams.flush(deflater, text, Deflater.SYNC_FLUSH, room);
                    assertThat(packed).endsWith(0, 0, 0xff, 0xff);
                    assertThat(deflater.needsInput()).isTrue();
                    assertThat(Streams.inflate(reader, packed))
                            .as("%d bytes at level %d, buffer of %d", size, level, room)
                            .isEqualTo(text);
                }
                reader.end();
            }
        }
    }

    /** Without it a second flush repeats what the first one said. */
    @Test
    void aSecondFlushOfTheSameKindMakesNothing() {
        for (int flush : new int[] {Deflater.SYNC_FLUSH, Deflater.FULL_FLUSH}) {
            for (int size : new int[] {1, 2000, 70_000}) {
                Deflater deflater = deflater(6);
                assertThat(Streams.flush(deflater, Sample.text(size, 1), flush, ROOM))
                        .isNotEmpty();
                assertThat(Streams.flush(deflater, new byte[0], flush, ROOM)).isEmpty();
                assertThat(deflater.finished()).isFalse();
            }
        }
    }

    /** Without it a reader can't start in the middle: FULL_FLUSH promises that nothing before is referred to. */
    @Test
    void fullFlushResetsTheHistory() throws DataFormatException {
        byte[] text = Sample.text(30_000, 2);
        for (int level : LEVELS) {
            Deflater deflater = deflater(level);
            Streams.flush(deflater, text, Deflater.FULL_FLUSH, ROOM);
            byte[] second = Streams.flush(deflater, text, Deflater.FULL_FLUSH, ROOM);
            Inflater fresh = new Inflater(true);
            assertThat(Streams.inflate(fresh, second)).isEqualTo(text);
            fresh.end();
        }
    }

    /** Without it a flush that follows a change of parameters is forgotten, and a reader that starts there is lost. */
    @Test
    void fullFlushAfterAChangeOfStrategyResetsTheHistory() throws DataFormatException {
        byte[] text = Sample.text(90_000, 4);
        for (int level : LEVELS) {
            Deflater deflater = deflater(level);
            Streams.flush(deflater, text, Deflater.SYNC_FLUSH, ROOM);
            deflater.setStrategy(Deflater.FILTERED);
            // the JDK's first call only changes the strategy
            Streams.flush(deflater, new byte[0], Deflater.FULL_FLUSH, ROOM);
            Streams.flush(deflater, new byte[0], Deflater.FULL_FLUSH, ROOM);
            byte[] second = Streams.flush(deflater, text, Deflater.SYNC_FLUSH, ROOM);
            Inflater fresh = new Inflater(true);
            assertThat(Streams.inflate(fresh, second)).as("level %d", level).isEqualTo(text);
            fresh.end();
        }
    }

    /** Without it a flush in front of the end adds to or takes from the stream. */
    @Test
    void flushesAndFinishMakeOneStream() throws DataFormatException {
        byte[] mixed = Sample.mixed(400_000, 3);
        int[] flushes = {Deflater.NO_FLUSH, Deflater.SYNC_FLUSH, Deflater.FULL_FLUSH};
        for (int level : LEVELS) {
            Deflater deflater = deflater(level);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int size = 1;
            for (int at = 0; at < mixed.length; at += size) {
                size = Math.min(1 + at * 3 / 4, mixed.length - at);
                deflater.setInput(mixed, at, size);
                Streams.drain(deflater, flushes[size % flushes.length], 10_000, out);
            }
            Streams.finish(deflater, Deflater.NO_FLUSH, 10_000, out);
            assertThat(Streams.jdkInflate(format(), out.toByteArray())).isEqualTo(mixed);
        }
    }

    /** Without it an accelerator is useless: applications hand over 512 to 8192 bytes a call. */
    @Test
    void smallPiecesAreGathered() throws DataFormatException {
        byte[] text = Sample.text(1_000_000, 5);
        for (int level : new int[] {1, 6}) {
            int whole = Streams.deflate(deflater(level), text).length;
            for (int piece : new int[] {512, 8192}) {
                byte[] packed = Streams.deflate(deflater(level), text, piece, 512);
                assertThat(Streams.jdkInflate(format(), packed)).isEqualTo(text);
                assertThat(packed.length).isLessThanOrEqualTo(whole + whole / 200);
            }
        }
    }

    /** Without it storage fills up: at the same level the output is about as small as the JDK's. */
    @Test
    void outputIsAsSmallAsTheJdks() {
        for (int size : new int[] {64 * 1024, 1_000_000}) {
            byte[] text = Sample.text(size, 6);
            for (int level : LEVELS) {
                int jdk = Streams.jdkDeflate(format(), level, text).length;
                assertThat(Streams.deflate(deflater(level), text).length)
                        .as("level %d of %d bytes", level, size)
                        .isLessThanOrEqualTo(Streams.sizeLimit(jdk, size));
            }
        }
    }

    /** Without it a wrong constant is taken for some flush mode. */
    @Test
    void unknownFlushModesAreRefused() {
        Deflater deflater = deflater(6);
        byte[] buffer = new byte[100];
        for (int flush : new int[] {-1, 1, 4, 5, Integer.MAX_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> deflater.deflate(buffer, 0, buffer.length, flush))
                    .withMessage(null);
        }
        deflater.setInput(Arrays.copyOf(buffer, 10));
        assertThat(deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH))
                .isPositive();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** Promises about whole streams: finish(), finished() and reset(). */
final class DeflaterFinishTest extends Contract {
    private static final byte[] TEXT = Sample.text(20_000, 7);

    /** Without it files come out damaged. */
    @Test
    void everyInputComesBack() throws DataFormatException {
        for (Sample sample : Sample.all()) {
            for (int level : sample.bytes().length > 100_000 ? new int[] {1, 6} : LEVELS) {
                byte[] packed = Streams.deflate(deflater(level), sample.bytes());
                assertThat(Streams.jdkInflate(format(), packed))
                        .as("%s at level %d", sample, level)
                        .isEqualTo(sample.bytes());
            }
        }
    }

    /** Without it a stream depends on the sizes of somebody's buffers. */
    @Test
    void piecesAndSmallOutputBuffersMakeNoDifferenceToTheContent() throws DataFormatException {
        byte[] mixed = Sample.mixed(90_000, 8);
        int[][] sizes = {{1, 8192}, {511, 1}, {4096, 7}, {8192, 512}, {65536, 65536}, {90_000, 13}};
        for (int[] size : sizes) {
            for (int level : new int[] {1, 6, 9}) {
                byte[] packed = Streams.deflate(deflater(level), mixed, size[0], size[1]);
                assertThat(Streams.jdkInflate(format(), packed))
                        .as("pieces of %d, buffer of %d, level %d", size[0], size[1], level)
                        .isEqualTo(mixed);
            }
        }
    }

    /** Without it an empty file makes an archive that no reader takes: KAE and qat-java forgot. */
    @Test
    void finishWithoutInputStillMakesAStream() throws DataFormatException {
        for (int level : LEVELS) {
            for (int room : new int[] {1, 2, 100}) {
                Deflater deflater = deflater(level);
                byte[] packed = Streams.deflate(deflater, new byte[0], 1, room);
                assertThat(deflater.finished()).isTrue();
                assertThat(packed).isEqualTo(Streams.jdkDeflate(format(), level, new byte[0]));
                assertThat(Streams.jdkInflate(format(), packed)).isEmpty();
            }
        }
        byte[] packed = Streams.deflate(deflater(6), new byte[0]);
        assertThat(packed).hasSize(2 + format().wrapper());
        assertThat(packed[format().header()]).isEqualTo((byte) 3);
        assertThat(packed[format().header() + 1]).isEqualTo((byte) 0);
    }

    /** Without it writers that finish late lose the end: finish() comes before, with or after the last input. */
    @Test
    void finishMayComeBeforeTheInputIsTaken() throws DataFormatException {
        for (int size : new int[] {1, 2000, 300_000}) {
            byte[] text = Sample.text(size, size);
            Deflater deflater = deflater(6);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            deflater.finish();
            deflater.setInput(text);
            Streams.finish(deflater, Deflater.NO_FLUSH, 500, out);
            assertThat(deflater.finished()).isTrue();
            assertThat(Streams.jdkInflate(format(), out.toByteArray())).isEqualTo(text);
        }
    }

    /** Without it a loop on finished() never ends, or ends before the output is taken. */
    @Test
    void finishedIsTrueOnlyWhenAllOutputIsTaken() {
        for (Sample sample : Sample.small()) {
            Deflater deflater = deflater(6);
            assertThat(deflater.finished()).isFalse();
            deflater.setInput(sample.bytes());
            deflater.finish();
            assertThat(deflater.finished()).isFalse();
            long written = 0;
            byte[] buffer = new byte[3];
            while (!deflater.finished()) {
                assertThat(deflater.getBytesWritten()).isEqualTo(written);
                written += deflater.deflate(buffer);
            }
            assertThat(deflater.deflate(buffer)).isZero();
            assertThat(deflater.finished()).isTrue();
            assertThat(deflater.getBytesWritten()).isEqualTo(written);
        }
    }

    /** Without it input set too late is either lost without a trace or appended after the end. */
    @Test
    void inputAfterFinishedIsIgnoredUntilReset() throws DataFormatException {
        for (int level : LEVELS) {
            Deflater deflater = deflater(level);
            Streams.deflate(deflater, TEXT);
            long written = deflater.getBytesWritten();
            deflater.setInput(TEXT, 0, 100);
            assertThat(deflater.needsInput()).isFalse();
            assertThat(deflater.deflate(new byte[1000])).isZero();
            assertThat(deflater.deflate(new byte[1000], 0, 1000, Deflater.SYNC_FLUSH))
                    .isZero();
            assertThat(deflater.finished()).isTrue();
            assertThat(deflater.getBytesRead()).isEqualTo(TEXT.length);
            assertThat(deflater.getBytesWritten()).isEqualTo(written);

            deflater.reset();
            assertThat(deflater.needsInput()).isTrue();
            assertThat(Streams.jdkInflate(format(), Streams.deflate(deflater, TEXT)))
                    .isEqualTo(TEXT);
        }
    }

    /** Without it a pooled deflater drags the last stream into the next one. */
    @Test
    void resetForgetsEverythingButLevelAndStrategy() throws DataFormatException {
        for (int level : new int[] {1, 6}) {
            byte[] expected = Streams.deflate(deflater(level), TEXT);
            Deflater deflater = deflater(level);
            for (int cut : new int[] {0, 1, 700, 5000, TEXT.length}) {
                deflater.setInput(Sample.mixed(300_000, cut));
                assertThat(deflater.deflate(new byte[cut], 0, cut, Deflater.SYNC_FLUSH))
                        .isLessThanOrEqualTo(cut);
                deflater.reset();
                assertThat(deflater.finished()).isFalse();
                assertThat(deflater.needsInput()).isTrue();
                assertThat(deflater.getBytesRead()).isZero();
                assertThat(deflater.getBytesWritten()).isZero();
                assertThat(deflater.getAdler()).isOne();
                byte[] packed = Streams.deflate(deflater, TEXT);
                assertThat(Streams.jdkInflate(format(), packed)).isEqualTo(TEXT);
                assertThat(packed).isEqualTo(expected);
            }
        }
    }

    /** Without it a caller that passes SYNC_FLUSH to its last call gets a stream without an end. */
    @Test
    void flushArgumentIsIgnoredAfterFinish() throws DataFormatException {
        for (int flush : new int[] {Deflater.NO_FLUSH, Deflater.SYNC_FLUSH, Deflater.FULL_FLUSH}) {
            for (Sample sample : Sample.small()) {
                Deflater deflater = deflater(6);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                deflater.setInput(sample.bytes());
                Streams.finish(deflater, flush, 100, out);
                assertThat(deflater.finished()).isTrue();
                assertThat(out.toByteArray()).isEqualTo(Streams.deflate(deflater(6), sample.bytes()));
                assertThat(Streams.jdkInflate(format(), out.toByteArray())).isEqualTo(sample.bytes());
            }
        }
    }

    /** Without it input that comes between finish() and the first room for output is lost: without room nothing is done. */
    @Test
    void aCallWithoutRoomDoesNotEndTheStream() throws DataFormatException {
        for (int level : LEVELS) {
            for (int size : new int[] {1000, 100_000, 600_000}) {
                byte[] first = Sample.text(size, 90);
                byte[] second = Sample.text(40_000, 91);
                Deflater deflater = deflater(level);
                byte[] packed = new byte[2_000_000];
                deflater.setInput(first);
                int count = deflater.deflate(packed, 0, packed.length, Deflater.SYNC_FLUSH);
                deflater.finish();
                assertThat(deflater.deflate(new byte[0])).isZero();
                deflater.setInput(second);
                while (!deflater.finished()) {
                    count += deflater.deflate(packed, count, packed.length - count);
                }
                assertThat(deflater.getBytesRead()).isEqualTo(size + second.length);
                byte[] plain = Streams.jdkInflate(format(), Arrays.copyOf(packed, count));
                assertThat(Arrays.copyOf(plain, size)).isEqualTo(first);
                assertThat(Arrays.copyOfRange(plain, size, plain.length)).isEqualTo(second);
            }
        }
    }
}

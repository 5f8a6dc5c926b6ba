// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** Promises about the counters, the checksum and the arguments. */
final class DeflaterTotalsTest extends Contract {

    /** Without it gzip trailers, ZIP entries and progress bars are wrong: counters are exact at every moment. */
    @Test
    void totalsAreExactAtEveryMoment() {
        byte[] mixed = Sample.mixed(200_000, 20);
        for (int room : new int[] {1000, 8192, 300_000}) {
            Deflater deflater = deflater(6);
            byte[] buffer = new byte[room];
            long fed = 0;
            long written = 0;
            for (int at = 0; at < mixed.length; at += 10_000) {
                deflater.setInput(mixed, at, 10_000);
                fed += 10_000;
                while (!deflater.needsInput()) {
                    written += deflater.deflate(buffer);
                    assertThat(deflater.getBytesWritten()).isEqualTo(written);
                    assertThat(deflater.getBytesRead()).isBetween(fed - 10_000, fed);
                }
                assertThat(deflater.getBytesRead()).isEqualTo(fed);
                assertThat(deflater.getTotalIn()).isEqualTo((int) fed);
            }
            deflater.finish();
            while (!deflater.finished()) {
                written += deflater.deflate(buffer);
                assertThat(deflater.getTotalOut()).isEqualTo((int) written);
            }
            assertThat(deflater.getBytesRead()).isEqualTo(mixed.length);
        }
    }

    /** Without it callers that compare checksums reject good data: exact in zlib format, 1 in raw. */
    @Test
    void adlerIsExactInZlibFormatAndOneInRaw() {
        byte[] mixed = Sample.mixed(100_000, 21);
        for (int level : LEVELS) {
            Deflater deflater = deflater(level);
            assertThat(deflater.getAdler()).isOne();
            byte[] buffer = new byte[50_000];
            for (int at = 0; at < mixed.length; at += 20_000) {
                deflater.setInput(mixed, at, 20_000);
                while (!deflater.needsInput()) {
                    assertThat(deflater.deflate(buffer)).isNotNegative();
                }
                int expected = format().nowrap() ? 1 : Streams.adler(Arrays.copyOf(mixed, at + 20_000));
                assertThat(deflater.getAdler())
                        .as("level %d after %d bytes", level, at)
                        .isEqualTo(expected);
            }
            deflater.finish();
            while (!deflater.finished()) {
                assertThat(deflater.deflate(buffer)).isNotNegative();
            }
            assertThat(deflater.getAdler()).isEqualTo(format().nowrap() ? 1 : Streams.adler(mixed));
        }
    }

    /** Without it input that was never taken counts as compressed. */
    @Test
    void setInputAloneCountsForNothing() {
        Deflater deflater = deflater(6);
        assertThat(deflater.needsInput()).isTrue();
        deflater.setInput(new byte[5000]);
        assertThat(deflater.needsInput()).isFalse();
        assertThat(deflater.getBytesRead()).isZero();
        assertThat(deflater.getAdler()).isOne();
        deflater.setInput(new byte[0]);
        assertThat(deflater.needsInput()).isTrue();
        assertThat(deflater.deflate(new byte[100], 0, 100, Deflater.SYNC_FLUSH)).isEqualTo(5 + format().header());
        assertThat(deflater.getBytesRead()).isZero();
    }

    /** Without it mistakes in a caller's arithmetic go unnoticed. */
    @Test
    void badRangesAreRefusedAsTheJdkRefusesThem() {
        Deflater deflater = deflater(6);
        byte[] array = new byte[10];
        int[][] ranges = {{-1, 5}, {0, 11}, {5, 6}, {0, -1}, {11, 0}, {Integer.MAX_VALUE, 1}};
        for (int[] range : ranges) {
            assertThatExceptionOfType(ArrayIndexOutOfBoundsException.class)
                    .isThrownBy(() -> deflater.setInput(array, range[0], range[1]));
            assertThatExceptionOfType(ArrayIndexOutOfBoundsException.class)
                    .isThrownBy(() -> deflater.deflate(array, range[0], range[1]));
            assertThatExceptionOfType(ArrayIndexOutOfBoundsException.class)
                    .isThrownBy(() -> deflater.setDictionary(array, range[0], range[1]));
        }
        assertThatNullPointerException().isThrownBy(() -> deflater.setInput((byte[]) null));
        assertThatNullPointerException().isThrownBy(() -> deflater.setInput((ByteBuffer) null));
        assertThatNullPointerException().isThrownBy(() -> deflater.deflate((byte[]) null));
        assertThatNullPointerException().isThrownBy(() -> deflater.deflate((ByteBuffer) null));
        deflater.setInput(array);
        deflater.finish();
        assertThat(deflater.deflate(new byte[100])).isPositive();
    }
}

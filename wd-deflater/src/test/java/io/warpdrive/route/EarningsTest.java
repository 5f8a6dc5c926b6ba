// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.ZipOperation;
import org.junit.jupiter.api.Test;

/** Without this a program that compresses one answer pays for loading an engine, or one that compresses much never gets it. */
class EarningsTest {
    private static final int LEVEL = 6;
    private static final int MEGABYTE = 1 << 20;

    private final Earnings earnings = new Earnings(Earnings.PRICE_NANOS);

    @Test
    void aFewMessagesEarnNothing() {
        for (int i = 0; i < 100; i++) {
            assertThat(earnings.isEarnedBy(ZipOperation.DEFLATE, LEVEL, 2048)).isFalse();
            earnings.spent(ZipOperation.DEFLATE, LEVEL, 2048);
            earnings.spent(ZipOperation.INFLATE, LEVEL, 500);
        }
        assertThat(earnings.isEarned()).isFalse();
    }

    @Test
    void whatZlibDoesAddsUp() {
        int megabytes = 0;
        while (!earnings.isEarned()) {
            assertThat(megabytes++).isLessThan(4);
            earnings.spent(ZipOperation.DEFLATE, LEVEL, MEGABYTE);
        }
    }

    @Test
    void aFastLevelEarnsLaterThanASlowOne() {
        assertThat(bytesUntilEarned(1)).isGreaterThan(2 * bytesUntilEarned(LEVEL));
    }

    @Test
    void oneLargeMessageEarnsByItself() {
        assertThat(earnings.isEarnedBy(ZipOperation.DEFLATE, LEVEL, MEGABYTE / 8))
                .isFalse();
        assertThat(earnings.isEarned()).isFalse();
        assertThat(earnings.isEarnedBy(ZipOperation.DEFLATE, LEVEL, 8 * MEGABYTE))
                .isTrue();
        assertThat(earnings.isEarned()).isTrue();
    }

    private static long bytesUntilEarned(int level) {
        Earnings fresh = new Earnings(Earnings.PRICE_NANOS);
        long bytes = 0;
        while (!fresh.isEarned()) {
            bytes += 1 << 16;
            fresh.spent(ZipOperation.DEFLATE, level, 1 << 16);
        }
        return bytes;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.hisi.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Times at which queues die. */
final class DeathCountTest {
    // a fault a month would end a set in the end
    @Test
    void onlyDeathsWithinAMinuteAddUp() {
        DeathCount deaths = new DeathCount();
        long pause = DeathCount.WINDOW / (DeathCount.TOLERATED - 1) + 1;
        long now = Long.MAX_VALUE - 5 * pause;
        for (int i = 0; i < 100; i++) {
            deaths.add(now);
            assertThat(deaths.isExceeded()).isFalse();
            // passes the end of the clock's numbers, too
            now += pause;
        }
        deaths.add(now - pause + 1);
        assertThat(deaths.isExceeded()).isTrue();
    }
}

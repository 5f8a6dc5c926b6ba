// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What sets a device aside, with a clock that only moves when it is told to. */
final class DeviceHealthTest {
    private long now = 42;
    private final DeviceHealth health = new DeviceHealth("test", () -> now);

    private void fail(ZipStatus status, int times) {
        for (int i = 0; i < times; i++) {
            health.failed(status, "a request ended with " + status);
        }
    }

    /** Without it one queue of several that dies with many requests under way would set the whole device aside. */
    @Test
    void requestsThatAreLostTogetherAreNoFaultsOfTheirOwn() {
        fail(ZipStatus.DROPPED, 100);
        fail(ZipStatus.TIMED_OUT, 100);
        fail(ZipStatus.FAILED, DeviceHealth.TOLERATED_FAULTS - 2);
        assertThat(health.isFit()).isTrue();
        fail(ZipStatus.FAILED, 1);
        assertThat(health.isFit()).isFalse();
        assertThat(health.wantsRenewal(now + TimeUnit.HOURS.toNanos(1))).isFalse();
        now += TimeUnit.SECONDS.toNanos(10);
        assertThat(health.isFit()).isTrue();
    }

    /** Without it a device that never answers would cost a time-out for every block. */
    @Test
    void timeOutsOneAfterTheOtherAddUp() {
        for (int i = 1; i < DeviceHealth.TOLERATED_FAULTS; i++) {
            fail(ZipStatus.TIMED_OUT, 3);
            now += TimeUnit.SECONDS.toNanos(5);
            assertThat(health.isFit()).isTrue();
        }
        fail(ZipStatus.TIMED_OUT, 3);
        assertThat(health.isFit()).isFalse();
    }

    /** Without it a device that stumbles now and then would be lost to a long-lived program. */
    @Test
    void faultsOfAnotherMinuteAreForgotten() {
        fail(ZipStatus.FAILED, DeviceHealth.TOLERATED_FAULTS - 1);
        now += TimeUnit.SECONDS.toNanos(61);
        fail(ZipStatus.FAILED, DeviceHealth.TOLERATED_FAULTS - 1);
        assertThat(health.isFit()).isTrue();
    }

    /** Without it a dead queue would be asked again, or never replaced. */
    @Test
    void aDeadQueueIsForGoodAndReplacedAfterAPause() {
        fail(ZipStatus.QUEUE_DEAD, 1);
        assertThat(health.isFit()).isFalse();
        assertThat(health.wantsRenewal(now)).isFalse();
        now += TimeUnit.SECONDS.toNanos(10);
        assertThat(health.isFit()).isFalse();
        assertThat(health.wantsRenewal(now)).isTrue();
        health.renewalFailed(now);
        assertThat(health.wantsRenewal(now)).isFalse();
    }

    /** Without it nobody who watches sees a device go and come back. */
    @Test
    void whoWatchesIsToldWhatBecomesOfADevice() {
        List<String> told = new ArrayList<>();
        Watcher before = Watch.by(new Watcher() {
            @Override
            public void fellBack(ZipOperation operation, String device) {
                told.add(operation + " " + device);
            }

            @Override
            public void deviceChanged(String device, DeviceState state, String why) {
                told.add(device + " " + state);
            }
        });
        try {
            fail(ZipStatus.FAILED, DeviceHealth.TOLERATED_FAULTS);
            now += TimeUnit.SECONDS.toNanos(10);
            assertThat(health.isFit()).isTrue();
        } finally {
            Watch.by(before);
        }
        List<String> expected = new ArrayList<>(Collections.nCopies(DeviceHealth.TOLERATED_FAULTS, "test FAULT"));
        expected.addAll(List.of("test SET_ASIDE", "test TRIED_AGAIN"));
        assertThat(told).isEqualTo(expected);
    }
}

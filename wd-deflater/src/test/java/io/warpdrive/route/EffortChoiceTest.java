// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.DeflatePlan;
import io.warpdrive.queue.WdDevice;
import io.warpdrive.queue.WdException;
import io.warpdrive.queue.WdMemory;
import io.warpdrive.queue.WdQueue;
import io.warpdrive.queue.ZipOperation;
import io.warpdrive.queue.ZipRequest;
import io.warpdrive.queue.ZipStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Efforts are mixed so that a stream is as quick as its plan lets it be, and no larger. */
final class EffortChoiceTest {
    private static final int BLOCK = 256 * 1024;
    private static final int OWN = 6;
    private static final double TOLERANCE = 0.012;
    private static final DeflatePlan PLAN =
            new DeflatePlan(OWN, List.of(4, 5), TOLERANCE, BLOCK, 0, 101, 512, 64 * 1024);

    private final EffortChoice choice = new EffortChoice();
    private WdMemory source;
    private WdMemory destination;

    @BeforeEach
    void allocate() throws WdException {
        source = WdMemory.allocate(BLOCK);
        destination = WdMemory.allocate(BLOCK);
    }

    @AfterEach
    void free() {
        source.close();
        destination.close();
    }

    /** A device whose output has a given length by effort, or which does not answer. */
    private record Queue(Map<Integer, Integer> produced, ZipStatus status) implements WdQueue {
        @Override
        public WdDevice device() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ZipOperation operation() {
            return ZipOperation.DEFLATE;
        }

        @Override
        public boolean send(ZipRequest request) {
            request.complete(status, request.sourceLength(), produced.getOrDefault(request.effort(), 0));
            return true;
        }

        @Override
        public boolean recv(ZipRequest request) {
            return true;
        }

        @Override
        public void recvSync(ZipRequest request, long timeoutNanos) {
            // complete since send
        }

        @Override
        public void flush() {
            // nothing is ever outstanding
        }

        @Override
        public WdMemory reserveMemory(long bytes) throws WdException {
            return WdMemory.allocate(bytes);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    private static Queue sizes(int four, int five, int six) {
        return new Queue(Map.of(4, four, 5, five, OWN, six), ZipStatus.OK);
    }

    /** What the stream's size becomes, in proportion to that of the plan's own effort, and how often each is used. */
    private record Mix(double size, int fours, int fives, int own) {}

    private Mix mix(Queue queue, int blocks) {
        choice.begin(PLAN);
        double size = 0;
        int[] used = new int[OWN + 1];
        for (int i = 0; i < blocks; i++) {
            if (choice.wantsSamples(BLOCK)) {
                assertThat(choice.sample(queue, source, 0, BLOCK, destination, 0))
                        .isTrue();
            }
            int effort = choice.next();
            used[effort]++;
            size += queue.produced().get(effort) / (double) queue.produced().get(OWN);
        }
        return new Mix(size / blocks, used[4], used[5], used[OWN]);
    }

    /** Without it a stream of data that a quicker effort does badly on breaks the policy's size. */
    @Test
    void aStreamNeverGrowsByMoreThanTheTolerance() {
        for (int five = 9_000; five <= 13_000; five += 50) {
            for (int four = five; four <= 14_000; four += 250) {
                assertThat(mix(sizes(four, five, 10_000), 300).size())
                        .as("%d and %d", four, five)
                        .isLessThanOrEqualTo(1 + TOLERANCE);
            }
        }
    }

    /** Without it the plan's quicker efforts are no use. */
    @Test
    void whatAQuickerEffortCanAffordItGets() {
        assertThat(mix(sizes(10_100, 10_050, 10_000), 100).fours())
                .as("all but the first block")
                .isEqualTo(99);
        Mix mixed = mix(sizes(10_600, 10_060, 10_000), 300);
        assertThat(mixed.own()).isEqualTo(1);
        assertThat(mixed.fours()).as("what the fives leave").isBetween(25, 35);
        assertThat(mix(sizes(20_000, 10_600, 10_000), 301).fives()).isBetween(58, 61);
    }

    /** Without it the second block of every short stream pays for samples. */
    @Test
    void theFirstBlockAndShortOnesAreNotSampled() {
        choice.begin(PLAN);
        assertThat(choice.wantsSamples(BLOCK)).isFalse();
        assertThat(choice.next()).isEqualTo(OWN);
        assertThat(choice.wantsSamples(1000)).isFalse();
        assertThat(choice.wantsSamples(BLOCK)).isTrue();
        choice.begin(PLAN);
        assertThat(choice.wantsSamples(BLOCK)).isFalse();
    }

    /** Without it a device that fails a sample fails the stream, or its memory is used while it still writes. */
    @Test
    void aSampleThatFailsLeavesThePlansEffort() {
        choice.begin(PLAN);
        choice.next();
        assertThat(choice.sample(new Queue(Map.of(), ZipStatus.FAILED), source, 0, BLOCK, destination, 0))
                .isTrue();
        assertThat(choice.next()).isEqualTo(OWN);
        assertThat(choice.sample(new Queue(Map.of(), ZipStatus.TIMED_OUT), source, 0, BLOCK, destination, 0))
                .isFalse();
        assertThat(choice.next()).isEqualTo(OWN);
    }
}

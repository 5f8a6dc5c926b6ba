// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.queue.ZipOperation;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without this a machine whose zlib is faster than our engine is made slower, or streams take turns between the two. */
class CostsTest {
    private static final int LEVEL = 6;
    private static final int BYTES = 2048;
    private static final long ZLIB_NANOS = 50_000;
    private static final int MEASUREMENTS = 2000;

    private final Random random = new Random(1);
    /** What the contenders' work takes, by this clock alone. */
    private long now;

    @ParameterizedTest
    @EnumSource(ZipOperation.class)
    void whatNothingIsKnownOfIsTheEngines(ZipOperation operation) {
        Costs costs = new Costs(operation);
        for (int level = -1; level <= 9; level++) {
            for (int bytes = 1; bytes < 1 << 20; bytes *= 2) {
                assertThat(costs.zlibIsFaster(level, bytes)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.4, 2, 20})
    void aSlowEngineLeavesItToZlibOnce(double slowdown) {
        assertThat(changes(new Costs(ZipOperation.DEFLATE), slowdown)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.5, 0.8})
    void aSlowZlibIsNeverAsked(double slowdown) {
        assertThat(changes(new Costs(ZipOperation.INFLATE), slowdown)).isZero();
    }

    @Test
    void whereBothAreAsFastNothingChangesMoreThanOnce() {
        assertThat(changes(new Costs(ZipOperation.DEFLATE), 1)).isLessThanOrEqualTo(1);
    }

    @Test
    void anEngineThatBecomesFastAgainIsAskedAgain() {
        Costs costs = new Costs(ZipOperation.DEFLATE);
        assertThat(changes(costs, 2)).isEqualTo(1);
        assertThat(costs.zlibIsFaster(LEVEL, BYTES)).isTrue();
        assertThat(changes(costs, 0.5)).isEqualTo(1);
        assertThat(costs.zlibIsFaster(LEVEL, BYTES)).isFalse();
    }

    @Test
    void oneInterruptedMeasurementChangesNothing() {
        Costs costs = new Costs(ZipOperation.DEFLATE);
        changes(costs, 0.5);
        costs.measured(LEVEL, BYTES, BYTES, ZLIB_NANOS, 1000 * ZLIB_NANOS);
        assertThat(costs.zlibIsFaster(LEVEL, BYTES)).isFalse();
    }

    @Test
    void eachLevelAndSizeIsJudgedByItself() {
        Costs costs = new Costs(ZipOperation.DEFLATE);
        changes(costs, 2);
        assertThat(costs.zlibIsFaster(LEVEL, BYTES)).isTrue();
        assertThat(costs.zlibIsFaster(-1, BYTES)).as("-1 is 6").isTrue();
        assertThat(costs.zlibIsFaster(LEVEL - 1, BYTES)).isFalse();
        assertThat(costs.zlibIsFaster(LEVEL, 8 * BYTES)).isFalse();
    }

    @Test
    void aContenderThatCanNotDoItMeasuresNothing() {
        Costs costs = new Costs(ZipOperation.DEFLATE);
        CostSampler sampler = new Sampler(costs, 1) {
            @Override
            boolean runZlib(int level, byte[] input, int off, int length) {
                return false;
            }
        };
        sampler.measure(LEVEL, new byte[BYTES], 0, BYTES);
        assertThat(costs.of(LEVEL)).allMatch(cost -> cost.measured() == 0);
    }

    /** Measures again and again, with noise of 10 %, and counts how often another one serves. */
    private int changes(Costs costs, double slowdown) {
        CostSampler sampler = new Sampler(costs, slowdown);
        byte[] input = new byte[BYTES];
        int changes = 0;
        boolean before = costs.zlibIsFaster(LEVEL, BYTES);
        for (int i = 0; i < MEASUREMENTS; i++) {
            sampler.measure(LEVEL, input, 0, BYTES);
            boolean after = costs.zlibIsFaster(LEVEL, BYTES);
            changes += after == before ? 0 : 1;
            before = after;
        }
        return changes;
    }

    /** Zlib, and an engine that takes so many times as long. */
    private class Sampler extends CostSampler {
        private final double slowdown;

        Sampler(Costs costs, double slowdown) {
            super(costs);
            this.slowdown = slowdown;
        }

        @Override
        long now() {
            return now;
        }

        @Override
        boolean runZlib(int level, byte[] input, int off, int length) {
            return takes(1);
        }

        @Override
        boolean runEngine(int level, byte[] input, int off, int length) {
            return takes(slowdown);
        }

        private boolean takes(double times) {
            now += Math.round(ZLIB_NANOS * times * (0.95 + 0.1 * random.nextDouble()));
            return true;
        }
    }
}

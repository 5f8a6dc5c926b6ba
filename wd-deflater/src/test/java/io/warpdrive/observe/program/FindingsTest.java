// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.observe.trial.Estimate;
import io.warpdrive.queue.ZipOperation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of streams of which no piece was done again. */
final class FindingsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Estimate DEAR = new Estimate(1.9, 3, 6.6, 1);

    private static Findings.Row row(SizeClass size, long nanos, Optional<Estimate> measured) {
        Kind kind = new Kind(new CallSite("a.B", "c", 1), ZipOperation.INFLATE, 0, size, false);
        return new Findings.Row(kind, 1, 1000, 5000, nanos, measured);
    }

    private static Estimate guessed(Findings.Row measured, Findings.Row other) {
        return Findings.of(10 * SECOND, 0, List.of(measured, other)).lines().stream()
                .filter(line -> line.kind().equals(other.kind()))
                .findFirst()
                .orElseThrow()
                .estimate();
    }

    /** Without it one short stream, which an engine is no help to, has the page warn of engines for all the long ones. */
    @Test
    void whatTookNearlyNothingSaysNothingOfTheRest() {
        Findings.Row other = row(SizeClass.ENDLESS, SECOND, Optional.empty());
        assertThat(guessed(row(SizeClass.MEDIUM, SECOND / 1000, Optional.of(DEAR)), other)
                        .middle())
                .isLessThan(0.5);
        assertThat(guessed(row(SizeClass.MEDIUM, SECOND / 2, Optional.of(DEAR)), other)
                        .middle())
                .isEqualTo(3);
    }
}

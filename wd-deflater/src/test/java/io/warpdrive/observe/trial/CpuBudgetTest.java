// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** How much may be measured. */
final class CpuBudgetTest {
    private long process;
    private long own;
    private final CpuBudget budget = new CpuBudget(() -> process, () -> own);

    /** Without it an observed program is slower by more than was promised. */
    @Test
    void neverMoreThanOnePerCentIsTaken() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            process += random.nextInt(5_000_000);
            long cost = random.nextInt(400_000);
            if (budget.allows(cost)) {
                own += cost;
                process += cost;
            }
            assertThat(own).isLessThanOrEqualTo(process / 100);
        }
        // and of what is promised most is used
        assertThat(own).isGreaterThan(process / 200);
    }

    /** Without it a machine that does not tell processor time is taken for one with much of it. */
    @Test
    void nothingIsAllowedWhereTheProcessorTimeIsUnknown() {
        assertThat(budget.allows(1)).isFalse();
    }
}

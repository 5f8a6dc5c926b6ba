// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.program;

import java.util.ArrayList;
import java.util.List;

/** Shares the figures of objects that were not asked who made them out among those of the same kind that were. */
final class Shares {
    private Shares() {}

    static List<Findings.Row> of(List<Findings.Row> rows) {
        List<Findings.Row> shared = new ArrayList<>();
        for (Findings.Row row : rows) {
            if (isAsked(row)) {
                shared.add(withShares(row, rows));
            } else if (sum(row, rows) == 0) {
                // nobody is like it
                shared.add(row);
            }
        }
        return shared;
    }

    private static boolean isAsked(Findings.Row row) {
        return !row.kind().site().equals(CallSite.NOT_ASKED);
    }

    private static boolean isLike(Findings.Row row, Findings.Row other) {
        Kind one = row.kind();
        Kind two = other.kind();
        return one.operation() == two.operation()
                && one.level() == two.level()
                && one.size() == two.size()
                && one.flushed() == two.flushed();
    }

    /** Time of those that were asked and are like a row. */
    private static long sum(Findings.Row row, List<Findings.Row> rows) {
        long sum = 0;
        for (Findings.Row each : rows) {
            if (isAsked(each) && isLike(row, each)) {
                sum += each.nanos() + 1;
            }
        }
        return sum;
    }

    private static Findings.Row withShares(Findings.Row row, List<Findings.Row> rows) {
        double share = (row.nanos() + 1.0) / sum(row, rows);
        long streams = row.streams();
        long in = row.in();
        long out = row.out();
        long nanos = row.nanos();
        for (Findings.Row each : rows) {
            if (!isAsked(each) && isLike(row, each)) {
                streams += Math.round(share * each.streams());
                in += Math.round(share * each.in());
                out += Math.round(share * each.out());
                nanos += Math.round(share * each.nanos());
            }
        }
        return new Findings.Row(row.kind(), streams, in, out, nanos, row.measured());
    }
}

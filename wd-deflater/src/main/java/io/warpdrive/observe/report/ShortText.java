// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.report;

import io.warpdrive.observe.program.Findings;
import io.warpdrive.queue.ZipOperation;
import java.util.ArrayList;
import java.util.List;

/** The report in a few lines, for standard error. */
final class ShortText {
    /** Lines for kinds of streams. */
    private static final int MOST = 10;

    private ShortText() {}

    static List<String> of(Report report) {
        Findings findings = report.findings();
        List<String> lines = new ArrayList<>();
        lines.add(report.headline());
        lines.add(report.certainty());
        long deflate = findings.zlibNanos(ZipOperation.DEFLATE);
        long inflate = findings.zlibNanos(ZipOperation.INFLATE);
        lines.add("processor time " + Amounts.time(report.whole()) + ", in Deflater " + part(deflate, report)
                + ", in Inflater " + part(inflate, report));
        for (Findings.Line each :
                findings.lines().subList(0, Math.min(MOST, findings.lines().size()))) {
            lines.add(line(each));
        }
        if (report.isWorthIt()) {
            lines.add("to switch it on: " + report.line());
        }
        return lines;
    }

    private static String part(long nanos, Report report) {
        return Amounts.time(nanos) + " (" + Amounts.share(nanos, report.whole()) + ")";
    }

    private static String line(Findings.Line line) {
        String level = line.kind().operation() == ZipOperation.DEFLATE
                ? " level " + Words.level(line.kind()) + (line.kind().flushed() ? ", flushed" : "")
                : "";
        return "  " + Amounts.time(line.nanos()) + ", with the engine "
                + Amounts.range((long) (line.nanos() * line.estimate().low()), (long)
                        (line.nanos() * line.estimate().high()))
                + ": " + Words.direction(line.kind().operation()) + level + ", "
                + line.kind().size() + ", "
                + Amounts.count(line.streams()) + (line.streams() == 1 ? " stream, " : " streams, ")
                + Amounts.bytes(line.in()) + " to "
                + Amounts.bytes(line.out()) + ", " + Words.plain(line.kind().site());
    }
}

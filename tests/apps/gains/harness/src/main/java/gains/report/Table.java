// SPDX-License-Identifier: Apache-2.0
package gains.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table, as Markdown. */
final class Table {
    private static final String HEAD =
            """
            | program | what it does | offloaded, deflate / inflate | working threads | whole process | start |
            |---|---|---|---|---|---|
            """;

    private final List<String> lines = new ArrayList<>();

    /** Adds a program's rows. A bar that is missed is said behind the figure. */
    void add(Comparison comparison) {
        List<Jvm.Row> rows = comparison.plain().get(0).rows();
        for (int i = 0; i < rows.size(); i++) {
            String name = rows.get(i).name();
            boolean first = i == 0;
            lines.add(String.join(
                    " | ",
                    "| " + (first ? comparison.program().title() + " " + comparison.version() : ""),
                    name,
                    first ? comparison.offloaded("deflate") + " / " + comparison.offloaded("inflate") : "",
                    rows.get(i).count() == 0
                            ? ""
                            : ratio(comparison.working(i), comparison.program().bar(name)),
                    first ? ratio(comparison.whole(), comparison.program().wholeBar()) : "",
                    first ? start(comparison) + " |" : "|"));
        }
    }

    /** Adds a program that could not be measured. */
    void add(Program program, String fault) {
        lines.add("| " + program.title() + " | **failed**: " + fault.replace("|", "/") + " | | | | |");
    }

    private static String ratio(Spread ratio, double bar) {
        String text = String.format(Locale.ROOT, "%.2f × (%.2f to %.2f)", ratio.median(), ratio.least(), ratio.most());
        return ratio.median() < bar ? text + ", **below " + String.format(Locale.ROOT, "%.2f", bar) + "**" : text;
    }

    private static String start(Comparison comparison) {
        if (!comparison.program().startsApart()) {
            return "–";
        }
        Spread start = comparison.start();
        return String.format(
                Locale.ROOT,
                "%+.0f ms (%+.0f to %+.0f) to %.0f",
                start.median(),
                start.least(),
                start.most(),
                comparison.plainStart().median());
    }

    @Override
    public String toString() {
        return HEAD + String.join("\n", lines) + "\n";
    }
}

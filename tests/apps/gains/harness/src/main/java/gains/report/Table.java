// SPDX-License-Identifier: Apache-2.0
package gains.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table, as Markdown. */
final class Table {
    private static final String HEAD =
            """
            | program | what it does | offloaded, deflate / inflate | working threads | whole process | start |
            |---|---|---|---|---|---|
            """;

    private final Reasons reasons;
    private final List<String> lines = new ArrayList<>();
    /** Those that are shown, each once; what points to them is their place. */
    private final List<String> shown = new ArrayList<>();

    private final List<String> unexplained = new ArrayList<>();

    Table(Reasons reasons) {
        this.reasons = reasons;
    }

    /** Adds a program's rows. A bar that is missed is said behind the figure, with its reason below the table. */
    void add(Comparison comparison) {
        Program program = comparison.program();
        List<Jvm.Row> rows = comparison.plain().get(0).rows();
        for (int i = 0; i < rows.size(); i++) {
            String name = rows.get(i).name();
            boolean first = i == 0;
            lines.add(String.join(
                    " | ",
                    "| " + (first ? program.title() + " " + comparison.version() : ""),
                    name,
                    first ? comparison.offloaded("deflate") + " / " + comparison.offloaded("inflate") : "",
                    rows.get(i).count() == 0
                            ? ""
                            : ratio(
                                    comparison.working(i),
                                    program.bar(name),
                                    reasons.of(program, name),
                                    program.name() + ": " + name),
                    first
                            ? ratio(
                                    comparison.whole(),
                                    program.wholeBar(),
                                    reasons.ofWhole(program),
                                    program.name() + ": whole process")
                            : "",
                    first ? start(comparison) + " |" : "|"));
        }
    }

    /** Adds a program that could not be measured. */
    void add(Program program, String fault) {
        lines.add("| " + program.title() + " | **failed**: " + fault.replace("|", "/") + " | | | | |");
    }

    private String ratio(Spread ratio, double bar, Optional<String> reason, String what) {
        String text = String.format(Locale.ROOT, "%.2f × (%.2f to %.2f)", ratio.median(), ratio.least(), ratio.most());
        if (ratio.median() >= bar) {
            return text;
        }
        if (reason.isEmpty()) {
            unexplained.add(what);
        }
        return text
                + String.format(Locale.ROOT, ", **below %.2f**", bar)
                + reason.map(why -> " [" + number(why) + "]").orElse("");
    }

    private int number(String reason) {
        if (!shown.contains(reason)) {
            shown.add(reason);
        }
        return shown.indexOf(reason) + 1;
    }

    /** What misses its bar and has no reason yet. */
    List<String> unexplained() {
        return List.copyOf(unexplained);
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
        StringBuilder text = new StringBuilder(HEAD + String.join("\n", lines) + "\n");
        for (String reason : shown) {
            text.append(number(reason) == 1 ? "\n" : "")
                    .append(number(reason))
                    .append(". ")
                    .append(reason)
                    .append('\n');
        }
        return text.toString();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.benchmarks.report;

/** Builds a page. */
final class Markdown {
    private final StringBuilder text = new StringBuilder();

    void title(int level, String title) {
        text.append("#".repeat(level)).append(' ').append(title).append("\n\n");
    }

    void paragraph(String words) {
        text.append(words).append("\n\n");
    }

    /** A row of a table; the second one of a table is its rule. */
    Markdown row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        return this;
    }

    /** Ends a table. */
    void end() {
        text.append('\n');
    }

    void image(String title, String file) {
        text.append("![").append(title).append("](").append(file).append(")\n\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

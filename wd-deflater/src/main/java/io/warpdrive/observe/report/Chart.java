// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.report;

import io.warpdrive.observe.program.Findings;
import io.warpdrive.queue.ZipOperation;

/** Two bars of the program's processor time: now, and with the engines. Labels are text of the page, so that they wrap. */
final class Chart {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 40;
    /** Of the line that shows how far the end of the bar may be off. */
    private static final int WHISKER_TOP = 16;

    private static final int WHISKER = 8;

    private final Report report;
    private final double scale;

    private Chart(Report report, long longest) {
        this.report = report;
        this.scale = (double) WIDTH / Math.max(1, longest);
    }

    static String of(Report report) {
        Findings findings = report.findings();
        long now = report.whole();
        long then = now - findings.savedNanos().low();
        return new Chart(report, Math.max(now, then)).html();
    }

    private String html() {
        Findings findings = report.findings();
        long deflate = findings.zlibNanos(ZipOperation.DEFLATE);
        long inflate = findings.zlibNanos(ZipOperation.INFLATE);
        long whole = report.whole();
        long rest = whole - deflate - inflate;
        Findings.Range saved = findings.savedNanos();
        String now = bar(rest, deflate, inflate, "");
        long lessDeflate = findings.engineNanos(ZipOperation.DEFLATE).middle();
        long lessInflate = whole - saved.middle() - rest - lessDeflate;
        String whisker = rect("range", whole - saved.high(), saved.high() - saved.low(), WHISKER_TOP, WHISKER);
        String then = bar(rest, lessDeflate, Math.max(0, lessInflate), whisker);
        return "<figure>\n"
                + row("Now", Amounts.time(whole), now)
                + row(
                        "With WarpDrive",
                        "about " + Amounts.time(whole - saved.middle()) + ", "
                                + Amounts.range(whole - saved.high(), whole - saved.low()),
                        then)
                + """
                <figcaption><span><i class="rest"></i>the rest of the program</span>
                <span><i class="deflate"></i>Deflater</span> <span><i class="inflate"></i>Inflater</span>
                <span><i class="range"></i>range of the end</span></figcaption>
                </figure>
                """;
    }

    private static String row(String name, String value, String bar) {
        return "<div class=\"bar\"><div><b>" + name + "</b> <span>" + value + "</span></div>\n<svg viewBox=\"0 0 "
                + WIDTH
                + " " + HEIGHT + "\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"" + name + ": " + value
                + "\">" + bar + "</svg></div>\n";
    }

    private String bar(long rest, long deflate, long inflate, String above) {
        return rect("rest", 0, rest, 0, HEIGHT)
                + rect("deflate", rest, deflate, 0, HEIGHT)
                + rect("inflate", rest + deflate, inflate, 0, HEIGHT)
                + above;
    }

    private String rect(String kind, long from, long length, int top, int height) {
        return Amounts.format(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                kind, from * scale, top, Math.max(0, length) * scale, height);
    }
}

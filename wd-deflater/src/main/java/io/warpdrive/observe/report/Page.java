// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.report;

import io.warpdrive.observe.program.CallSite;
import io.warpdrive.observe.program.Findings;
import io.warpdrive.queue.ZipOperation;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report as one HTML page, which is well-formed XML too: it asks for nothing from anywhere, and runs nothing. */
final class Page {
    /** Places that are shown; what the others took is one line. */
    private static final int MOST_SITES = 40;

    private final Report report;
    private final Findings findings;
    private final StringBuilder html = new StringBuilder();

    private Page(Report report) {
        this.report = report;
        this.findings = report.findings();
    }

    static String of(Report report) {
        Page page = new Page(report);
        page.head();
        page.figures();
        if (!report.findings().lines().isEmpty()) {
            page.html.append("<h2>Processor time, now and then</h2>\n").append(Chart.of(report));
            page.switchOn();
            page.sites();
        }
        page.method();
        return page.html.append("</main>\n</body>\n</html>\n").toString();
    }

    private void head() {
        html.append(
                        """
                <!DOCTYPE html>
                <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
                <head>
                <meta charset="utf-8"/>
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>WarpDrive: what the engines would save</title>
                <style>
                """)
                .append(Style.CSS)
                .append("</style>\n</head>\n<body>\n<main>\n<h1>")
                .append(Words.unbroken(Words.html(report.headline())))
                .append("</h1>\n<p class=\"lead\">")
                .append(Words.unbroken(Words.html(report.certainty())))
                .append("</p>\n");
    }

    private void figures() {
        long deflate = findings.zlibNanos(ZipOperation.DEFLATE);
        long inflate = findings.zlibNanos(ZipOperation.INFLATE);
        Findings.Range saved = findings.savedNanos();
        html.append("<dl class=\"figures\">\n");
        figure("Processor time", Amounts.time(report.whole()), "all threads of the process");
        figure("in Deflater", Amounts.time(deflate), Amounts.share(deflate, report.whole()));
        figure("in Inflater", Amounts.time(inflate), Amounts.share(inflate, report.whole()));
        if (!findings.lines().isEmpty()) {
            figure(
                    "Would be saved",
                    Amounts.time(saved.middle()),
                    Amounts.share(saved.low(), report.whole()) + " to " + Amounts.share(saved.high(), report.whole()));
        }
        html.append("</dl>\n");
    }

    private void figure(String name, String value, String more) {
        html.append("<div><dt>")
                .append(name)
                .append("</dt><dd>")
                .append(value)
                .append("</dd><dd class=\"more\">")
                .append(more)
                .append("</dd></div>\n");
    }

    private void switchOn() {
        html.append("<h2>Switch it on</h2>\n<pre>")
                .append(Words.html(report.line()))
                .append("</pre>\n");
    }

    private void sites() {
        Map<CallSite, List<Findings.Line>> sites = new LinkedHashMap<>();
        for (Findings.Line line : findings.lines()) {
            sites.computeIfAbsent(line.kind().site(), site -> new ArrayList<>()).add(line);
        }
        List<Map.Entry<CallSite, List<Findings.Line>>> dearest = new ArrayList<>(sites.entrySet());
        dearest.sort(Comparator.comparingLong(entry -> -nanos(entry.getValue())));
        html.append("<h2>Who makes the streams</h2>\n");
        for (Map.Entry<CallSite, List<Findings.Line>> each : dearest.subList(0, Math.min(MOST_SITES, dearest.size()))) {
            site(each.getKey(), each.getValue());
        }
        if (dearest.size() > MOST_SITES) {
            long others = 0;
            for (Map.Entry<CallSite, List<Findings.Line>> each : dearest.subList(MOST_SITES, dearest.size())) {
                others += nanos(each.getValue());
            }
            html.append("<p>")
                    .append(dearest.size() - MOST_SITES)
                    .append(" more places, ")
                    .append(Amounts.time(others))
                    .append(" together.</p>\n");
        }
    }

    private static long nanos(List<Findings.Line> lines) {
        return lines.stream().mapToLong(Findings.Line::nanos).sum();
    }

    private void site(CallSite site, List<Findings.Line> lines) {
        long nanos = nanos(lines);
        html.append("<section>\n<h3><code>")
                .append(Words.html(Words.plain(site)))
                .append("</code><span>")
                .append(Amounts.time(nanos))
                .append(", ")
                .append(Amounts.share(nanos, findings.zlibNanos()))
                .append(" of the time in zlib</span></h3>\n<table>\n<thead><tr>");
        for (String head : HEADS) {
            html.append("<th scope=\"col\">").append(head).append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        lines.forEach(this::line);
        html.append("</tbody>\n</table>\n</section>\n");
    }

    private static final List<String> HEADS = List.of(
            "Direction", "Level", "Flushes", "Size", "Streams", "Bytes", "Time now", "With the engine", "Samples");

    private void line(Findings.Line line) {
        List<String> cells = List.of(
                Words.direction(line.kind().operation()),
                Words.level(line.kind()),
                Words.flushes(line.kind()),
                line.kind().size().toString(),
                Amounts.count(line.streams()),
                Amounts.bytes(line.in()) + " → " + Amounts.bytes(line.out()),
                Amounts.time(line.nanos()),
                Amounts.range((long) (line.nanos() * line.estimate().low()), (long)
                        (line.nanos() * line.estimate().high())),
                line.estimate().rounds() == 0
                        ? "none"
                        : Amounts.count(line.estimate().rounds()));
        html.append("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            html.append("<td data-head=\"")
                    .append(HEADS.get(i))
                    .append("\">")
                    .append(cells.get(i))
                    .append("</td>");
        }
        html.append("</tr>\n");
    }

    private void method() {
        html.append("<h2>How this was found</h2>\n<ul>\n<li>zlib made all bytes, as without the agent. ");
        html.append(
                """
                <code>ZipFile</code> and <code>JarFile</code>, through which classes are loaded, and the JDK's own tools
                are left alone and not counted.</li>
                <li>Time in zlib: a clock around each call; in long calls, and in one short one of 64, the thread's
                processor time, so that waiting for a processor does not count. To look at the clock is in the program's
                time, and takes a tenth of a microsecond a call.</li>
                <li>Size is that of the plain data of a stream, or between two flushes. A place is the first class above
                <code>java.util.zip</code> that is not the JDK's, when the object was made.</li>
                <li>The engines' time: a few pieces of the streams, 64 KB at most, were done again by zlib and by the
                engine, in the calls that they came in; the fastest time of each counts. What the one took of the other's
                was applied to the time above; the range is that from piece to piece, and wider where there are few
                measurements. Lines without samples are guessed from the others. The pieces were in memory only; nothing of them is here.</li>
                """);
        html.append("<li>That took ")
                .append(Amounts.time(findings.samplerNanos()))
                .append(
                        " of processor time; at most 1 % of the program's is allowed. It is not in the figures above.</li>\n")
                .append("<li>Java ")
                .append(Words.html(report.java()))
                .append(", ")
                .append(report.processors())
                .append(" processors, ")
                .append(report.when().truncatedTo(ChronoUnit.SECONDS))
                .append("</li>\n</ul>\n");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.observe.program.CallSite;
import io.warpdrive.observe.program.Findings;
import io.warpdrive.observe.program.Kind;
import io.warpdrive.observe.program.SizeClass;
import io.warpdrive.observe.trial.Estimate;
import io.warpdrive.queue.ZipOperation;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** The page and the text. */
final class PageTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String HOSTILE = "a.<script>alert(1)</script>&\"'\u0000\n\u202E\uD800]]>x";

    private static Findings.Line line(ZipOperation operation, CallSite site, long nanos) {
        return new Findings.Line(
                new Kind(site, operation, -1, SizeClass.SHORT, true),
                1_234_567,
                5_000_000,
                700_000,
                nanos,
                new Estimate(0.3, 0.4, 0.5, 7));
    }

    private static Report report(String option, List<Findings.Line> lines) {
        return new Report(
                new Findings(10 * SECOND, 90_000_000, lines), option, "17.0.1+<x>", 4, Instant.ofEpochSecond(0));
    }

    private static Report usual() {
        CallSite site = new CallSite("org.example.Store", "save", 42);
        return report(
                "/opt/wd-agent.jar",
                List.of(line(ZipOperation.DEFLATE, site, 5 * SECOND), line(ZipOperation.INFLATE, site, SECOND)));
    }

    private static Document parsed(String page) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
    }

    /** Without it a browser guesses what was meant. */
    @Test
    void thePageIsWellFormedWhateverItTells() throws Exception {
        for (Report each : List.of(usual(), report("", List.of()), hostile())) {
            Document document = parsed(Page.of(each));
            assertThat(document.getElementsByTagName("h1").getLength()).isEqualTo(1);
        }
    }

    private static Report hostile() {
        return report(
                "/tmp/<u> it's/wd-agent.jar=include=<s>",
                List.of(line(ZipOperation.DEFLATE, new CallSite(HOSTILE, HOSTILE, 0), SECOND)));
    }

    /** Without it a class of an odd name runs in the browser of whoever opens the page, or breaks a terminal. */
    @Test
    void namesAreTextAndNothingElse() throws Exception {
        String page = Page.of(hostile());
        assertThat(page).doesNotContain("<script", "<u>", "<s>", "\u0000", "\u202E");
        assertThat(parsed(page).getElementsByTagName("h3").item(0).getTextContent())
                .contains("a.<script>alert(1)</script>&\"'");
        assertThat(ShortText.of(hostile())).allMatch(line -> line.chars().noneMatch(c -> c < ' '));
    }

    /** Without it a page that was made behind a closed door asks somebody outside for a font. */
    @Test
    void nothingIsAskedForFromAnywhere() {
        assertThat(Page.of(usual()).replace("http://www.w3.org/1999/xhtml", ""))
                .doesNotContain("http:", "https:", "src=", "url(", "@import", "<link", "<script");
    }

    /** Without it the page promises what nobody has measured, or does not say how to get it. */
    @Test
    void thePageTellsNowAndThenWithARangeAndHowToSwitchItOn() {
        String page = Page.of(usual()).replace('\u00a0', ' ');
        // 6 s in zlib, of which the engine takes 0.4 and loading some milliseconds
        assertThat(page)
                .contains(
                        "The engines would have saved about 3.6 s of 10.0 s processor time: 36 %",
                        "Likely range: 3.0 s to 4.2 s",
                        "java -javaagent:/opt/wd-agent.jar",
                        "org.example.Store.save:42",
                        "1,234,567",
                        "<rect class=\"range\"");
        assertThat(ShortText.of(usual())).anyMatch(line -> line.contains("-javaagent:/opt/wd-agent.jar"));
    }

    /** Without it a shell takes a directory with a blank for two words. */
    @Test
    void theLineIsQuotedForAShell() {
        assertThat(hostile().line()).startsWith("java '-javaagent:/tmp/<u> it'\\''s/wd-agent.jar=include=<s>'");
    }

    /** Without it figures have commas where some countries have them, and others read them wrongly. */
    @Test
    void figuresAreTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            String other = Page.of(usual());
            Locale.setDefault(Locale.ROOT);
            assertThat(other).isEqualTo(Page.of(usual()));
        } finally {
            Locale.setDefault(before);
        }
    }

    /** Without it there is a time of 0 ms in the report, and somebody looks for what took none. */
    @Test
    void whatIsShorterThanAMillisecondIsSaidToBe() {
        CallSite site = new CallSite("a.B", "c", 1);
        Kind kind = new Kind(site, ZipOperation.DEFLATE, 6, SizeClass.ENDLESS, false);
        Findings.Line line = new Findings.Line(kind, 1, 70_000, 3000, 400_000, new Estimate(0.3, 0.4, 0.5, 7));
        String text = ShortText.of(report("x.jar", List.of(line))).get(3);
        assertThat(text)
                .isEqualTo("  under 1 ms, with the engine under 1 ms: deflate level 6, over 64 KB, 1 stream, 68 KB to"
                        + " 2.9 KB, a.B.c:1");
        assertThat(Amounts.range(400_000, 3_000_000)).isEqualTo("0 ms to 3 ms");
        assertThat(Amounts.time(0)).isEqualTo("0 ms");
    }

    /** Without it a program with nothing to gain is told to switch something on. */
    @Test
    void whereThereIsLittleToGainThatIsSaid() {
        Report little = report("x.jar", List.of(line(ZipOperation.DEFLATE, new CallSite("a.B", "c", 1), SECOND / 100)));
        assertThat(little.headline()).startsWith("Little to gain");
        Report dear = report("x.jar", List.of(line(ZipOperation.DEFLATE, new CallSite("a.B", "c", 1), SECOND / 25)));
        // of 40 ms the engine takes 12 to 20, and loading takes 30
        assertThat(dear.certainty()).startsWith("Switched on it would have taken 2 ms to 10 ms more. ");
        assertThat(ShortText.of(little)).noneMatch(line -> line.contains("javaagent"));
        assertThat(report("x.jar", List.of()).headline()).startsWith("Nothing to gain");
    }

    /** Without it a page of a program with thousands of places can't be opened. */
    @Test
    void placesBeyondTheDearestAreOneLine() {
        List<Findings.Line> lines = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            lines.add(line(ZipOperation.DEFLATE, new CallSite("a.B", "c", i + 1), SECOND / 100));
        }
        String page = Page.of(report("x.jar", lines));
        assertThat(page.split("<section>")).hasSize(41);
        assertThat(page).contains("260 more places, 2.6 s together");
    }
}

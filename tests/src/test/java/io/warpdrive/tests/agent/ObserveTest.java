// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that is only observed, and what is written about it. */
class ObserveTest {
    private static final Pattern TIME = Pattern.compile("time (\\d+) measuring (\\d+)");
    private static final Pattern SAVED = Pattern.compile("saved about ([\\d.]+) (ms|s) of");

    @TempDir
    private Path directory;

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    private static Sample workload(Jdk jdk, String... arguments) {
        return Sample.on(jdk).plain("Workload", arguments);
    }

    private Path page() {
        return directory.resolve("page.html");
    }

    private static String programsLines(Run run) {
        return run.err().replaceAll("time \\d+ measuring \\d+\n", "");
    }

    /** Without it observing changes what a program writes, or says something between its lines. */
    @ParameterizedTest
    @MethodSource("jdks")
    void everyByteIsThatOfARunWithoutTheAgent(Jdk jdk) throws Exception {
        Run expected = workload(jdk, "5", "packed").run();
        Run observed = workload(jdk, "5", "packed").agent("observe=" + page()).run();
        assertThat(observed.out()).isEqualTo(expected.out()).contains("packed");
        assertThat(observed.exit()).isZero();
        assertThat(programsLines(observed)).isEmpty();
        String page = Files.readString(page());
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
        assertThat(page)
                .contains("sample.Workload.file:", "sample.Workload.messages:", "sample.Workload.records:")
                .doesNotContain("io.warpdrive", "java.util.zip.GZIP");
    }

    /** Without it a report that is mailed around has customers' data in it. */
    @Test
    void nothingOfTheProgramsDataIsWritten() throws Exception {
        Run run = workload(Jdk.all().get(0), "5")
                .agent("observe=" + page() + ",log=debug")
                .run();
        assertThat(run.exit()).isZero();
        String page = Files.readString(page());
        assertThat(page).contains("<h1>");
        for (String secret : List.of("hunter2", "\"value\"", "queue\",\"block")) {
            String coded = Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
            assertThat(page + run.err()).doesNotContain(secret, coded.substring(1, coded.length() - 2));
        }
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(page());
        }
    }

    /** Without it a server, which nobody ever ends otherwise, has no report. */
    @ParameterizedTest
    @MethodSource("jdks")
    void aProgramThatIsTerminatedLeavesItsPage(Jdk jdk) throws Exception {
        List<String> command =
                Sample.on(jdk).agent("observe=" + page()).plain("Waiting").command();
        Process process = new ProcessBuilder(command).start();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).isEqualTo("ready");
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(128 + 15);
        assertThat(Files.readString(page())).endsWith("</html>\n");
    }

    /** Without it a typing error costs a day's observation, or changes how a program ends. */
    @Test
    void aFileThatCannotBeWrittenIsOneLineAndTheTextFollows() throws Exception {
        for (String bad : List.of(directory + "/no/such/page.html", directory.toString(), "/proc/self/page.html")) {
            Run run = Sample.on(Jdk.all().get(0))
                    .agent("observe=" + bad)
                    .plain("Streams")
                    .run();
            assertThat(run.exit()).isEqualTo(3);
            assertThat(run.errLines())
                    .filteredOn(line -> line.contains("can't"))
                    .singleElement()
                    .asString()
                    .startsWith("warpdrive: can't write what was observed to '" + bad + "' (");
            assertThat(run.err()).contains("warpdrive: processor time ");
        }
    }

    /** Without it a name that a shell or a browser takes apart is a page that nobody finds. */
    @ParameterizedTest
    @ValueSource(
            strings = {"a page.html", "-", "<b>&\"'.html", "%s%n$(x)`y`.html", "a=b.html", "Ünï 書.html", "--.html"})
    void anyNameOfAFileWillDo(String name) throws Exception {
        Path file = directory.resolve(name);
        Run run = Sample.on(Jdk.all().get(0))
                .with("-Dsun.jnu.encoding=UTF-8", "-Dwarpdrive.observe=" + file)
                .agent("")
                .plain("Hello")
                .run();
        assertThat(run.err()).isEmpty();
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1).allSatisfy(each -> assertThat(Files.readString(each))
                    .contains("Nothing to gain")
                    .endsWith("</html>\n"));
        }
    }

    /** Without it whoever has no browser at hand has no report. */
    @ParameterizedTest
    @MethodSource("jdks")
    void aDashPrintsAFewLines(Jdk jdk) throws Exception {
        Run run = workload(jdk, "20").agent("observe=-,policy=speed").run();
        assertThat(run.exit()).isZero();
        assertThat(run.errLines()).hasSizeBetween(5, 16);
        assertThat(run.err())
                .contains("would have saved", "in Deflater", "sample.Workload.file:", "wd-agent.jar=policy=speed");
    }

    /** Without it the program pays more than the one per cent that was promised. */
    @Tag("thorough")
    @Test
    void measuringTakesAtMostOnePerCent() throws Exception {
        Run run = workload(Jdk.all().get(0), "400").agent("observe=" + page()).run();
        Matcher time = times(run);
        // the clock of the process ticks every 10 ms
        assertThat(Long.parseLong(time.group(2)) * 100).isLessThanOrEqualTo(Long.parseLong(time.group(1)) + 1000);
        assertThat(Long.parseLong(time.group(2))).isPositive();
        assertThat(Files.readString(page())).contains("Measured with pieces of the program&#39;s own data");
    }

    /** Without it the page promises what nobody gets. */
    // minutes of processor time, on a machine with nothing else to do
    @Tag("long")
    @Test
    void whatIsPredictedIsSavedWithinAQuarter() throws Exception {
        // in turn: other load on the machine meets both
        long without = 0;
        long with = 0;
        for (int i = 0; i < 3; i++) {
            without += Long.parseLong(
                    times(workload(Jdk.all().get(0), "200").run()).group(1));
            with += Long.parseLong(
                    times(workload(Jdk.all().get(0), "200").agent("").run()).group(1));
        }
        double saved = (without - with) / 3.0;
        Run observed = workload(Jdk.all().get(0), "800").agent("observe=-").run();
        Matcher prediction = SAVED.matcher(observed.err());
        assertThat(prediction.find()).as(observed.err()).isTrue();
        double predicted =
                Double.parseDouble(prediction.group(1)) * (prediction.group(2).equals("s") ? 1000 : 1) / 4;
        System.out.println("saved " + saved + " ms, predicted " + predicted + " ms of " + without / 3);
        assertThat(predicted).isBetween(0.75 * saved, 1.25 * saved);
    }

    private static Matcher times(Run run) {
        Matcher time = TIME.matcher(run.err());
        assertThat(time.find()).as(run.err()).isTrue();
        return time;
    }
}

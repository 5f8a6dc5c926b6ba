// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.tests.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say about the code, held against the code. */
class DocumentsTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("..");

    /** A statement that tells an operator something, up to its end. */
    private static final Pattern MESSAGE = Pattern.compile(
            "(?:WdLog\\.(?:info|once|print)|[rR]eport\\.(?:warn|logWarning|newer)|System\\.err\\.println)\\([^;]*;");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** Shorter pieces of text are in every document. */
    private static final int TELLING = 12;

    /** A bar of the chart, as wide as its figure; and the figure beside it. */
    private static final Pattern BAR = Pattern.compile("class=\"bar\"[^>]* width=\"([0-9.]+)\"");

    private static final Pattern LABEL = Pattern.compile(">([0-9.]+) ×</text>");

    /** Links in a document to files of ours. */
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)");

    private static List<Path> files(String ending, String... directories) throws IOException {
        List<Path> all = new ArrayList<>();
        for (String directory : directories) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
                files.filter(file -> file.toString().endsWith(ending)).forEach(all::add);
            }
        }
        return all;
    }

    private static Optional<String> telling(String statement) {
        return LITERAL.matcher(statement)
                .results()
                .map(literal -> literal.group(1).strip())
                .filter(text -> text.length() >= TELLING)
                .max(Comparator.comparingInt(String::length));
    }

    /** Without it an operator looks up the one line that the program prints, and finds nothing. */
    @Test
    void everyMessageOfTheAgentAndTheLibraryIsInTroubleshooting() throws IOException {
        String text = Files.readString(ROOT.resolve("docs/troubleshooting.md"));
        List<String> missing = new ArrayList<>();
        int found = 0;
        for (Path file :
                files(".java", "wd-native/src/main/java", "wd-deflater/src/main/java", "wd-agent/src/main/java")) {
            // the command's lines say themselves what is wrong, and the emulator is a test's
            if (file.toString().contains("/cli/") || file.toString().contains("/emulator/")) {
                continue;
            }
            for (MatchResult statement :
                    MESSAGE.matcher(Files.readString(file)).results().toList()) {
                Optional<String> literal = telling(statement.group());
                found += literal.isPresent() ? 1 : 0;
                literal.map(each -> each.replaceFirst("^warpdrive: ", ""))
                        .filter(each -> !text.contains(each))
                        .ifPresent(each -> missing.add(file.getFileName() + ": " + each));
            }
        }
        assertThat(found).isGreaterThan(12);
        assertThat(missing).isEmpty();
    }

    /** Without it the document tells of keys that are not there, or of none that are. */
    @Test
    void theConfigurationsTableIsTheCodes() throws IOException {
        String table = String.join("\n", Setting.markdown());
        assertThat(Files.readString(ROOT.resolve("docs/configuration.md"))).contains("\n\n" + table + "\n\n");
    }

    /** Without it the chart is still the last run's when the table is this one's. */
    @Test
    void theChartHasTheTablesFigures() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String chart = Files.readString(ROOT.resolve("docs/speed.svg"));
        List<String> bars =
                BAR.matcher(chart).results().map(bar -> bar.group(1)).toList();
        assertThat(bars).hasSizeGreaterThan(4);
        assertThat(bars).allSatisfy(bar -> assertThat(readme).contains("| " + bar + " × |"));
        List<String> labels =
                LABEL.matcher(chart).results().map(label -> label.group(1)).toList();
        assertThat(bars).isEqualTo(labels);
    }

    /** Without it a stranger is met by a manual. */
    @Test
    void readmeIsShortAndHasOneTestCommand() throws IOException {
        List<String> readme = Files.readAllLines(ROOT.resolve("README.md"));
        assertThat(readme).hasSizeLessThanOrEqualTo(150);
        assertThat(String.join("\n", readme).split("```sh\nmvn", -1)).hasSize(2);
    }

    /** Without it a reader who follows a link meets nothing. */
    @Test
    void linksBetweenTheDocumentsLeadSomewhere() throws IOException {
        List<Path> documents = files(".md", "docs");
        for (String name : List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")) {
            documents.add(ROOT.resolve(name));
        }
        for (Path document : documents) {
            for (MatchResult link :
                    LINK.matcher(Files.readString(document)).results().toList()) {
                assertThat(document.resolveSibling(link.group(1)))
                        .as(document.getFileName().toString())
                        .exists();
            }
        }
    }
}

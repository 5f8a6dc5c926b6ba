// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.route.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page about what can be seen. */
final class ReasonsTest {
    private static final Path PAGE = Path.of(System.getProperty("basedir", ".")).resolve("../docs/jfr.md");

    /** Without it a reader of a recording meets a word that nobody explains. */
    @Test
    void everyReasonIsExplainedWhereTheEventsAre() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Reason reason : Reason.values()) {
            lines.add("| `" + reason.key() + "` | " + reason.text() + " |");
        }
        assertThat(Files.readString(PAGE)).endsWith(String.join("\n", lines) + "\n");
    }
}

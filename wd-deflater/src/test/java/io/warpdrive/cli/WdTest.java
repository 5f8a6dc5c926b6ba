// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.warpdrive.settings.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class WdTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Wd.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static Transfer.Manner manner(String... arguments) {
        CommandLine line = Wd.commandLine();
        line.parseArgs(arguments);
        FormatCommand command = line.getSubcommands().get(arguments[0]).getCommand();
        return command.manner();
    }

    /** Hands that know gzip write options together; every one of them has to count. */
    @Test
    void optionsCanBeWrittenTogether() {
        assertThat(manner("gzip", "-9kcf", "file"))
                .isEqualTo(new Transfer.Manner(Format.GZIP, Transfer.Action.COMPRESS, 9, true, true, true, false));
        assertThat(manner("zlib", "-dv").action()).isEqualTo(Transfer.Action.DECOMPRESS);
        assertThat(manner("deflate", "-t").action()).isEqualTo(Transfer.Action.TEST);
    }

    /** A level that is not taken would silently be level 6. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void everyLevelIsTaken(int level) {
        assertThat(manner("gzip", "-" + level).level()).isEqualTo(level);
    }

    /** As with gzip, and as scripts rely on. */
    @Test
    void theLastLevelWins() {
        assertThat(manner("gzip", "-1", "--best").level()).isEqualTo(9);
        assertThat(manner("gzip", "--fast").level()).isEqualTo(1);
        assertThat(manner("gzip").level()).isEqualTo(6);
    }

    /** Help that is missing somewhere is help that is missing. */
    @Test
    void everyCommandHasHelpAndAVersion() {
        for (String command : Wd.commandLine().getSubcommands().keySet()) {
            assertThat(run(command, "--help")).isZero();
            assertThat(out.toString()).contains("Usage: wd " + command);
            assertThat(run(command, "--version")).isZero();
        }
        assertThat(err.toString()).isEmpty();
    }

    /** Scripts tell a wrong call (2) from a bad file (1). */
    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "gzip --nonsense", "-z -g", "bench", "gzip -x", "gzip --device=no-such"})
    void wrongUsageEndsWithTwoAndTwoLines(String arguments) {
        assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("wd: ").hasLineCount(2);
        assertThat(out.toString()).isEmpty();
    }

    /** Picocli's words count arguments from 0 and name types of Java's, which is nothing to whoever mistyped a command. */
    @Test
    void wrongUsageIsToldInAUsersWords() {
        assertThat(run("nonsense")).isEqualTo(2);
        assertThat(run("devices", "twice")).isEqualTo(2);
        assertThat(run("attach", "java")).isEqualTo(2);
        assertThat(run("--set", "policy", "devices")).isEqualTo(2);
        assertThat(run("bench")).isEqualTo(2);
        assertThat(err.toString().lines().filter(line -> line.startsWith("wd: ")))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("wd: there is no command 'nonsense'; there are devices, "),
                        line -> assertThat(line).isEqualTo("wd: 'twice' is one argument too many"),
                        line -> assertThat(line).isEqualTo("wd: Invalid value for PID: 'java' is not a number"),
                        line -> assertThat(line).contains("for option '--set' (KEY=VALUE)"),
                        line -> assertThat(line).isEqualTo("wd: Missing required parameter: 'FILE'"));
    }

    /** A user who mistypes a device has to learn which there are. */
    @Test
    void unknownDeviceIsToldTheNames() {
        assertThat(run("devices", "--device", "no-such")).isEqualTo(2);
        assertThat(err.toString())
                .contains("unknown device no-such")
                .contains("zlib")
                .contains("soft");
    }

    /** The JSON is for programs: what it names is part of the interface. */
    @Test
    void devicesAreListedAsJson() {
        assertThat(run("devices", "--json")).isZero();
        assertThat(out.toString())
                .startsWith("{\"policy\":\"balanced\",\"devices\":[{\"name\":")
                .contains("\"operation\":\"deflate\",\"algorithm\":\"gzip\",\"device\":")
                .contains("\"operation\":\"inflate\",\"algorithm\":\"deflate\",\"device\":");
    }

    /** Every kind of work is shown, with what does it. */
    @Test
    void devicesAreListedForPeople() {
        assertThat(run("devices", "--device", "zlib")).isZero();
        assertThat(out.toString())
                .containsPattern("deflate +gzip +zlib")
                .containsPattern("inflate +zlib +zlib")
                .contains("not soft: device=zlib is configured");
    }

    /** An option that is taken and does nothing would be a lie. */
    @Test
    void deviceMayBeNamedBeforeTheCommand() {
        assertThat(run("--device", "zlib", "devices")).isZero();
        assertThat(out.toString()).contains("not soft: device=zlib is configured");
        assertThat(run("--device", "no-such", "gzip", "file")).isEqualTo(2);
    }

    /** Other programs are started with it. */
    @Test
    void classPathIsPrinted() {
        assertThat(run("classpath")).isZero();
        assertThat(out.toString().strip()).isEqualTo(System.getProperty("java.class.path"));
    }

    /** Without it the document says that the command prints its table, and whoever does so gets another one. */
    @Test
    void theConfigurationsDocumentHasTheTableThatTheCommandPrints() throws IOException {
        assertThat(run("settings", "--markdown")).isZero();
        Path document = Path.of(System.getProperty("basedir", "."), "..", "docs", "configuration.md");
        assertThat(Files.readString(document)).contains("\n\n" + out + "\n");
    }

    /** Without it whoever asks for help has to guess what --set takes. */
    @Test
    void helpListsEveryKeyAndTheCommandTellsWhatEachTakes() {
        assertThat(run("--help")).isZero();
        String help = out.toString();
        assertThat(run("settings")).isZero();
        for (Setting setting : Setting.values()) {
            assertThat(help).contains(setting.key());
            assertThat(out.toString()).contains(setting.key() + " ", Setting.plain(setting.accepts()));
        }
    }
}

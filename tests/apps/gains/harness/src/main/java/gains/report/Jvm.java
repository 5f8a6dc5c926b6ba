// SPDX-License-Identifier: Apache-2.0
package gains.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that has ended, as it is seen from outside.
 *
 * @param exit its exit status
 * @param out the lines of its standard output
 * @param err those of its standard error
 * @param cpuMillis its processor time, that of its children included
 */
record Jvm(int exit, List<String> out, List<String> err, double cpuMillis) {
    private static final String OURS = "warpdrive: ";
    private static final String NOTE = "note\t";
    /** Ten times what the longest takes on two idle processors, as others may want them too. */
    private static final int TIMEOUT_MINUTES = 10;
    /** The shell's own account of a child, which is wait4's. */
    private static final String TIMED = "exec 3>\"$1\"; shift; TIMEFORMAT='%3U %3S'; { time \"$@\" 2>&4; } 4>&2 2>&3";

    Jvm {
        out = List.copyOf(out);
        err = List.copyOf(err);
    }

    /** What the program said of a row. */
    record Row(String name, int count, double cpuMillis, long bytes, String digest) {}

    /** Runs a command to its end. */
    static Jvm run(List<String> command, Path directory) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Path times = directory.resolve("times");
        List<String> timed = new ArrayList<>(List.of("bash", "-c", TIMED, "bash", times.toString()));
        timed.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(timed).redirectOutput(out.toFile()).redirectError(err.toFile());
        // the JVM says so when it takes options from there
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            List<String> said = lines(err);
            throw new IOException("it does not end in " + TIMEOUT_MINUTES + " minutes, and last says "
                    + said.subList(Math.max(0, said.size() - 2), said.size()));
        }
        return new Jvm(process.exitValue(), lines(out), lines(err), millis(Files.readString(times)));
    }

    /** Whatever bytes there are, but for colours: Maven turns them off where somebody else's line may begin. */
    private static List<String> lines(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1)
                .replaceAll("\u001b\\[[0-9;]*m", "")
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static double millis(String times) {
        double seconds = 0;
        for (String part : times.strip().split(" ", 0)) {
            seconds += Double.parseDouble(part);
        }
        return 1000 * seconds;
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String line : out) {
            String[] parts = line.split("\t", -1);
            if (parts[0].equals("row")) {
                rows.add(new Row(
                        parts[1],
                        Integer.parseInt(parts[2]),
                        Long.parseLong(parts[3]) / 1e6,
                        Long.parseLong(parts[4]),
                        parts[5]));
            }
        }
        return rows;
    }

    /** Standard error without what is ours. */
    List<String> foreignErrors() {
        return err.stream().filter(line -> !line.startsWith(OURS)).toList();
    }

    /** What the program said beside its rows, as why one of them is missing. */
    List<String> notes() {
        return out.stream()
                .filter(line -> line.startsWith(NOTE))
                .map(line -> line.substring(NOTE.length()))
                .toList();
    }

    /** A figure of the lines that {@code stats=true} prints of a direction, one for each JVM that was started; 0 without. */
    long statistics(String direction, String key) {
        return err.stream()
                .filter(line -> line.startsWith(OURS + direction + " "))
                .flatMap(line -> Arrays.stream(line.split(" ", 0)))
                .filter(part -> part.startsWith(key + "="))
                .mapToLong(part -> Long.parseLong(part.substring(key.length() + 1)))
                .sum();
    }
}

// SPDX-License-Identifier: Apache-2.0
package gains.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs a program in as many JVMs as it takes: one to find how many rounds there are, then plain and with the agent in turn. */
final class Measurement {
    private final Path java;
    private final Path agent;
    private final Path modules;
    private final Path directory;
    /** Milliseconds of processor time of all processes so far. */
    private double cpuMillis;

    /**
     * @param agent the agent's jar
     * @param modules where the programs were built
     * @param directory for what the processes write
     */
    Measurement(Path java, Path agent, Path modules, Path directory) {
        this.java = java;
        this.agent = agent;
        this.modules = modules;
        this.directory = directory;
    }

    Comparison of(Program program, int pairs, int percent) throws IOException, InterruptedException {
        String classPath = classPath(program);
        Jvm first = run(program, classPath, false, "--millis=" + program.millis() * percent / 100);
        if (first.exit() != 0 || first.rows().isEmpty()) {
            throw new IOException("without the agent it ends with " + first.exit() + ": " + first.err());
        }
        List<Jvm.Row> measured =
                first.rows().stream().filter(row -> row.count() > 0).toList();
        String counts = measured.stream()
                .map(row -> Integer.toString(row.count()))
                .collect(Collectors.joining(",", "--counts=", ""));
        List<List<Jvm>> whole = pairs(program, classPath, counts, pairs);
        // without rows that are measured a whole run is its start
        boolean apart = program.startsApart() && !measured.isEmpty();
        List<List<Jvm>> starts = apart ? pairs(program, classPath, "--counts=", pairs) : whole;
        return new Comparison(
                program, version(program, classPath), whole.get(0), whole.get(1), starts.get(0), starts.get(1));
    }

    /** Those without and those with the agent; now the one goes first, now the other. */
    private List<List<Jvm>> pairs(Program program, String classPath, String argument, int pairs)
            throws IOException, InterruptedException {
        List<Jvm> plain = new ArrayList<>();
        List<Jvm> served = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            if (i % 2 == 0) {
                plain.add(run(program, classPath, false, argument));
            }
            served.add(run(program, classPath, true, argument));
            if (i % 2 == 1) {
                plain.add(run(program, classPath, false, argument));
            }
        }
        return List.of(plain, served);
    }

    private Jvm run(Program program, String classPath, boolean served, String argument)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        Path module = modules.resolve(program.module());
        command.add(
                program.script().isEmpty()
                        ? java.toString()
                        : module.resolve(program.script()).toString());
        command.addAll(List.of("-Xmx2g", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(program.options());
        if (served) {
            command.add("-javaagent:" + agent + "=stats=true");
        }
        if (!program.jar().isEmpty()) {
            command.addAll(
                    List.of("-jar", module.resolve("target/" + program.jar()).toString(), argument));
        } else if (!program.main().isEmpty()) {
            command.addAll(List.of("-cp", classPath, program.main(), argument));
        }
        Jvm jvm = Jvm.run(command, directory);
        cpuMillis += jvm.cpuMillis();
        return jvm;
    }

    /** What everything has taken so far: on a machine that others use as well, it says how long an idle one takes. */
    double cpuMillis() {
        return cpuMillis;
    }

    private String classPath(Program program) throws IOException {
        if (program.main().isEmpty() && program.jar().isEmpty()) {
            return "";
        }
        Path target = modules.resolve(program.module()).resolve("target");
        return target.resolve("classes") + ":" + Files.readString(target.resolve("classpath"));
    }

    private static String version(Program program, String classPath) {
        if (program.artifact().isEmpty()) {
            return "";
        }
        Matcher jar = Pattern.compile("/" + Pattern.quote(program.artifact()) + "-(\\d[^/:]*)\\.jar")
                .matcher(classPath);
        return jar.find() ? jar.group(1) : "";
    }
}

// SPDX-License-Identifier: Apache-2.0
package gains.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The command: see {@code tests/apps/run --help}. */
public final class Gains {
    private static final String BEGIN = "<!-- measured: what follows is tests/apps/run's -->\n";
    private static final String END = "<!-- measured: to here -->\n";

    private Gains() {}

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments);
        Path directory = Files.createTempDirectory("gains");
        int status;
        try {
            status = run(options, directory);
        } finally {
            delete(directory);
        }
        System.exit(status);
    }

    private static int run(Options options, Path directory) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Measurement measurement = new Measurement(java, options.agent(), options.modules(), directory);
        Table table = new Table(Reasons.read(options.modules().resolve("reasons")));
        int faults = 0;
        for (Program program : options.programs()) {
            long begin = System.nanoTime();
            double worked = measurement.cpuMillis();
            Optional<String> fault;
            try {
                Comparison comparison = measurement.of(program, options.pairs(), options.percent());
                fault = comparison.fault();
                table.add(comparison);
                comparison.notes().forEach(note -> System.out.println(program.name() + ": " + note));
            } catch (IOException e) {
                fault = Optional.of(e.toString());
            }
            if (fault.isPresent()) {
                faults++;
                table.add(program, fault.get());
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s: %s, %.0f s, %.0f s of processor time%n",
                    program.name(),
                    fault.map(text -> "FAILED: " + text).orElse("right"),
                    (System.nanoTime() - begin) / 1e9,
                    (measurement.cpuMillis() - worked) / 1e3);
            if (options.output() != null) {
                // after each, as one can lose patience
                write(options.output(), BEGIN + "\n" + machine(options) + "\n" + table + "\n" + END);
            }
        }
        System.out.println();
        System.out.print(table);
        table.unexplained().forEach(row -> System.out.println("below its bar, and nobody has said why: " + row));
        System.out.printf("%d passed, %d failed%n", options.programs().size() - faults, faults);
        return faults == 0 ? 0 : 1;
    }

    /** What the figures were taken on. */
    private static String machine(Options options) throws IOException {
        String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ", 0)[2];
        return "Measured " + LocalDate.now(ZoneOffset.UTC) + " on "
                + Runtime.getRuntime().availableProcessors() + " processors of "
                + processor + ", Java " + System.getProperty("java.runtime.version") + ", " + options.pairs()
                + " pairs of JVMs in turn; the machine's load, of which ours is about 1.3, was " + load
                + " over the last quarter of an hour.\n";
    }

    /** Takes the place of what an earlier run wrote, and leaves the words around it. */
    private static void write(Path file, String text) throws IOException {
        String old = Files.exists(file) ? Files.readString(file) : "";
        int begin = old.indexOf(BEGIN);
        int end = old.indexOf(END);
        Files.writeString(
                file,
                begin < 0 || end < 0 ? old + text : old.substring(0, begin) + text + old.substring(end + END.length()));
    }

    private static void delete(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(files::add);
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    /** What was asked for. */
    private record Options(Path agent, Path modules, Path output, List<Program> programs, int pairs, int percent) {
        Options {
            programs = List.copyOf(programs);
        }

        static Options of(String... arguments) {
            List<String> names = Arrays.stream(arguments)
                    .filter(argument -> !argument.startsWith("--"))
                    .toList();
            boolean quick = Arrays.asList(arguments).contains("--quick");
            List<Program> programs = Programs.ALL.stream()
                    .filter(program -> names.isEmpty() ? !quick || program.isQuick() : names.contains(program.name()))
                    .toList();
            for (String name : names) {
                if (Programs.ALL.stream().noneMatch(program -> program.name().equals(name))) {
                    usage("no program " + name);
                }
            }
            String output = value(arguments, "--output=");
            return new Options(
                    // programs start processes in directories of their own
                    Path.of(value(arguments, "--agent=")).toAbsolutePath(),
                    Path.of(value(arguments, "--modules=")).toAbsolutePath(),
                    output.isEmpty() ? null : Path.of(output),
                    programs,
                    Integer.parseInt(value(arguments, "--pairs=", quick ? "1" : "5")),
                    quick ? 20 : 100);
        }

        private static String value(String[] arguments, String key) {
            return value(arguments, key, "");
        }

        private static String value(String[] arguments, String key, String otherwise) {
            return Arrays.stream(arguments)
                    .filter(argument -> argument.startsWith(key))
                    .map(argument -> argument.substring(key.length()))
                    .reduce(otherwise, (first, last) -> last);
        }

        private static void usage(String problem) {
            System.err.println("run: " + problem + "; there are "
                    + String.join(" ", Programs.ALL.stream().map(Program::name).toList()));
            System.exit(2);
        }
    }
}

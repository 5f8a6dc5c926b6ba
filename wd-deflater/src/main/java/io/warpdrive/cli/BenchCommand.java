// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.cli;

import io.warpdrive.queue.ZipOperation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code wd bench}: what the library would do for a user's own files. */
@Command(
        name = "bench",
        description = "Measure the JDK and each usable device on your own files, in one thread.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class BenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds in turn; the median counts (${DEFAULT-VALUE}).")
    private int rounds = 5;

    @Option(names = "--levels", paramLabel = "LEVEL", split = ",", description = "Levels to compress at (1,6,9).")
    private List<Integer> levels = List.of(1, 6, 9);

    @ParentCommand
    private Wd wd;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files to measure on.")
    private List<Path> files;

    @Override
    public Integer call() throws IOException {
        if (rounds < 1 || levels.stream().anyMatch(level -> level < 1 || level > 9)) {
            throw new ParameterException(spec.commandLine(), "--rounds begins at 1, --levels are 1 to 9");
        }
        wd.configuration().apply();
        for (Path file : files) {
            check(file);
        }
        List<Bench.Task> tasks = new ArrayList<>();
        levels.forEach(level -> tasks.add(new Bench.Task(ZipOperation.DEFLATE, level)));
        tasks.add(new Bench.Task(ZipOperation.INFLATE, 6));
        Bench bench = new Bench(wd.configuration().settings(), tasks, rounds);
        PrintWriter out = spec.commandLine().getOut();
        out.println("MB/s of plain data (against the JDK), compressed / plain size; median of " + rounds
                + " rounds in turn, one thread, policy " + bench.policy());
        run(bench, tasks, out);
        return CommandLine.ExitCode.OK;
    }

    private void run(Bench bench, List<Bench.Task> tasks, PrintWriter out) throws IOException {
        Optional<Bench.Results> total = Optional.empty();
        for (Path file : files) {
            Bench.Results results = bench.run(file);
            long size = Files.size(file);
            String part = size > Bench.LIMIT ? ", of which the first " + Bench.LIMIT : "";
            print(out, file + " (" + size + " bytes" + part + ")", BenchTable.lines(results, tasks));
            total = Optional.of(total.map(sum -> sum.plus(results)).orElse(results));
        }
        if (files.size() > 1) {
            print(out, "all " + files.size() + " files", BenchTable.lines(total.orElseThrow(), tasks));
        }
    }

    private static void print(PrintWriter out, String title, List<String> lines) {
        out.println();
        out.println(title);
        lines.forEach(out::println);
        out.flush();
    }

    private static void check(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new Failure(file.toString(), "is a directory");
        }
        try {
            if (Files.size(file) == 0) {
                throw new Failure(file.toString(), "is empty");
            }
            // that it can be read, too: who measures is another process, which nobody wants to hear complain
            Files.newInputStream(file).close();
        } catch (IOException e) {
            throw Failure.of(file.toString(), e);
        }
    }
}

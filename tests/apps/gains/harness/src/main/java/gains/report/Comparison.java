// SPDX-License-Identifier: Apache-2.0
package gains.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One program's runs, plain and with the agent, the n-th of the one beside the n-th of the other.
 *
 * @param program what was run
 * @param version of the library
 * @param plain whole runs
 * @param agent whole runs
 * @param plainStarts runs of the first round alone
 * @param agentStarts likewise
 */
record Comparison(
        Program program,
        String version,
        List<Jvm> plain,
        List<Jvm> agent,
        List<Jvm> plainStarts,
        List<Jvm> agentStarts) {
    Comparison {
        plain = List.copyOf(plain);
        agent = List.copyOf(agent);
        plainStarts = List.copyOf(plainStarts);
        agentStarts = List.copyOf(agentStarts);
    }

    /** How many times as fast each row is with the agent, by the processor time of the working threads. */
    Spread working(int row) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            ratios.add(plain.get(i).rows().get(row).cpuMillis()
                    / agent.get(i).rows().get(row).cpuMillis());
        }
        return Spread.of(ratios);
    }

    /** How many times as fast the process is, from its start to its end. */
    Spread whole() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            ratios.add(plain.get(i).cpuMillis() / agent.get(i).cpuMillis());
        }
        return Spread.of(ratios);
    }

    /** Milliseconds of processor time that a process of one round takes more. */
    Spread start() {
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < plainStarts.size(); i++) {
            differences.add(agentStarts.get(i).cpuMillis() - plainStarts.get(i).cpuMillis());
        }
        return Spread.of(differences);
    }

    /** What a process of one round takes without the agent. */
    Spread plainStart() {
        return Spread.of(plainStarts.stream().map(Jvm::cpuMillis).toList());
    }

    Offloaded offloaded(String direction) {
        return Offloaded.of(agent.get(agent.size() - 1), direction);
    }

    /** What the program says of rows that it has not. */
    List<String> notes() {
        return plain.get(0).notes();
    }

    /** What is not as it has to be, whatever it took. */
    Optional<String> fault() {
        Jvm expected = plain.get(0);
        if (expected.exit() != 0) {
            return Optional.of("without the agent it ends with " + expected.exit() + ": " + tail(expected.err()));
        }
        for (List<Jvm> runs : List.of(plain, agent, plainStarts, agentStarts)) {
            for (Jvm run : runs) {
                Optional<String> difference = difference(expected, run);
                if (difference.isPresent()) {
                    return difference;
                }
            }
        }
        return missing();
    }

    private static Optional<String> difference(Jvm expected, Jvm run) {
        if (run.exit() != expected.exit()) {
            return Optional.of("it ends with " + run.exit() + ": " + tail(run.err()));
        }
        if (!run.foreignErrors().equals(expected.foreignErrors())) {
            List<String> more = new ArrayList<>(run.foreignErrors());
            more.removeAll(expected.foreignErrors());
            return Optional.of("its standard error is another: " + tail(more));
        }
        if (!contents(run).equals(contents(expected))) {
            List<String> other = new ArrayList<>(contents(run));
            other.removeAll(contents(expected));
            return Optional.of("its results are others: " + other);
        }
        return Optional.empty();
    }

    private static List<String> contents(Jvm run) {
        return run.rows().stream().map(row -> row.name() + " " + row.digest()).toList();
    }

    private Optional<String> missing() {
        for (String direction : List.of("deflate", "inflate")) {
            Offloaded offloaded = offloaded(direction);
            if (program.offloads() && !offloaded.isEnough(Offloaded.of(agentStarts.get(0), direction))) {
                return Optional.of("only " + offloaded.offloaded() + " of " + offloaded.streams()
                        + " streams are offloaded, " + direction);
            }
            if (offloaded.fallback() > 0) {
                return Optional.of(offloaded.fallback() + " segments fell back, " + direction);
            }
        }
        long content = agent.get(agent.size() - 1).rows().stream()
                .mapToLong(Jvm.Row::bytes)
                .sum();
        // each row also has its first round, and one to warm up for each that is measured
        long moved = offloaded("deflate").in() + offloaded("inflate").out();
        return program.offloads() && program.endsStreams() && moved < 2 * content * 0.95
                ? Optional.of("of " + 2 * content + " bytes only " + moved + " went through drop-ins")
                : Optional.empty();
    }

    private static String tail(List<String> lines) {
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }
}
